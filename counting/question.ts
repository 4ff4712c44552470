import type { Method, Outcome } from './method.ts';
import { fits, marked, orderingOf } from './most-votes.ts';

/** What a ballot can answer to a motion, in this order. */
export const answers: readonly string[] = ['For', 'Against', 'Abstain'];

/** A motion: for, against or abstain. Its count elects nobody; `decideMotion` says what becomes of the motion. */
export const question: Method = {
  name: 'question',
  answers,
  opened: 'sums',
  elects: 'many',
  words: {
    offer: 'A motion',
    hint: 'A text to be adopted or not: for, against, abstain.',
    one: 'vote',
    many: 'votes',
    nobody: 'I leave this question blank',
    said: 'You chose',
    saidNobody: 'You leave this question blank',
    leftOut: 'gets no vote from you',
    rule: 'For, against or abstain: a voter may choose one answer, or leave the question blank.',
  },
  ballotShape: () => ({ asks: 'marks', min: 0, max: 1 }),
  isValid: (marks, rules) => rules.candidates === answers.length && fits(marks, rules, 1),
  instruction: () => 'For, against or abstain? Choose one answer.',
  bar: (said) => {
    const chosen = answers.filter((_, place) => said[place] === 1);
    return chosen.length === 0 ? 'Nothing chosen' : `${chosen.join(' and ')} chosen`;
  },
  barMore: () => 'one answer, or none',
  problem: (said) => {
    const chosen = marked(said);
    if (chosen <= 1) return undefined;
    return `You chose ${chosen}. The limit is 1. Remove ${chosen - 1} to go on.`;
  },
};

/** Nobody is elected by answers. */
export function countAnswers(sums: readonly number[]): Outcome {
  if (sums.length !== answers.length) throw new RangeError('There is one sum for each answer');
  return {
    votes: sums,
    ballots: null,
    elected: [],
    tied: null,
    broken: null,
    ties: [],
    vacant: 0,
    ordering: orderingOf(sums).map(({ candidate, rank }) => ({ candidate, rank })),
    steps: [],
  };
}

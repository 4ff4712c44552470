import type { Method, Outcome } from './method.ts';
import { fits, marked, orderingOf } from './most-votes.ts';

const answers: readonly string[] = ['For', 'Against', 'Abstain'];

/** A motion: for, against or abstain. Its count elects nobody; `decideMotion` says what becomes of the motion. */
export const question: Method = {
  name: 'question',
  answers,
  opened: 'sums',
  words: {
    one: 'vote',
    many: 'votes',
    nobody: 'I leave this question blank',
    said: 'You chose',
    saidNobody: 'You leave this question blank',
    rule: 'For, against or abstain: a voter may choose one answer, or leave the question blank.',
  },
  ballotShape: () => ({ min: 0, max: 1 }),
  isValid: (marks, rules) => rules.candidates === answers.length && fits(marks, rules, 1),
  count: countAnswers,
  instruction: () => 'For, against or abstain? Choose one answer.',
  bar: (marks) => {
    const chosen = answers.filter((_, place) => marks[place] === 1);
    return chosen.length === 0 ? 'Nothing chosen' : `${chosen.join(' and ')} chosen`;
  },
  problem: (marks) => {
    const chosen = marked(marks);
    if (chosen <= 1) return undefined;
    return `You chose ${chosen}. The limit is 1. Remove ${chosen - 1} to go on.`;
  },
};

function countAnswers(sums: readonly number[]): Outcome {
  if (sums.length !== answers.length) throw new RangeError('There is one sum for each answer');
  return { elected: [], tied: null, broken: null, vacant: 0, ordering: orderingOf(sums), steps: [] };
}

import type { Method, MethodRules, Outcome, Paper, Said } from './method.ts';
import { electedWords } from './most-votes.ts';
import { countSums } from './score.ts';

/**
 * Each voter has as many points as there are seats, and spreads them at will: all on one person, or one each. Those with
 * the most points are elected. A ballot that gives more points than there are is not valid; one that gives fewer is.
 */
export const cumulative: Method = {
  name: 'cumulative',
  answers: null,
  opened: 'ballots',
  elects: 'many',
  words: {
    offer: 'Cumulative votes: spread points',
    hint: 'Everybody has as many points as there are seats, and spreads them as they like: all on one person, or one each. Those with the most points are elected, so a group that puts its points together can win a seat. At most 30 people can stand.',
    one: 'point',
    many: 'points',
    nobody: 'I give nobody a point',
    said: 'You gave points to',
    saidNobody: 'You give nobody a point',
    leftOut: 'gets no point from you',
    rule: 'Cumulative vote: a voter has as many points as there are seats, and spreads them as they like.',
  },
  ballotShape: ({ seats }) => ({ asks: 'scores', greatest: seats, total: seats }),
  isValid: (marks, { candidates, seats }) =>
    marks.length === candidates && marks.every(isPoints) && given(marks) <= seats,
  instruction: (rules) => `${shareWords(rules)} ${electedWords(rules, 'points', 'point')}`,
  bar: (said, { seats }) => `${given(said)} of ${pointWords(seats)} given`,
  barMore: (said, { seats }) => {
    const left = seats - given(said);
    if (left < 0) return `take ${pointWords(-left)} back to go on`;
    return left === 0 ? 'none left' : `${left} left, which you need not give`;
  },
  problem: (said, { seats }) => {
    const all = given(said);
    if (all <= seats) return undefined;
    return `You gave ${pointWords(all)}. You have ${seats}. Take ${pointWords(all - seats)} back to go on.`;
  },
};

function isPoints(mark: number): boolean {
  return Number.isSafeInteger(mark) && mark >= 0;
}

function given(said: Said): number {
  return said.reduce<number>((sum, points) => sum + (points ?? 0), 0);
}

function pointWords(points: number): string {
  return `${points} ${points === 1 ? 'point' : 'points'}`;
}

function shareWords({ seats, candidates }: MethodRules): string {
  if (candidates === 1) return `You have ${pointWords(seats)} for this person. You need not give any.`;
  if (seats === 1) return `You have 1 point for one of these ${candidates} people.`;
  return `You have ${seats} points. Give them all to one of these ${candidates} people, or spread them.`;
}

/** The sum of each candidate's points decides. */
export function countCumulative(papers: readonly Paper[], rules: MethodRules): Outcome {
  return countSums(cumulative, papers, rules, rules.seats + 1);
}

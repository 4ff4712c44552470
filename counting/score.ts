import type { Method, MethodRules, Outcome, Paper } from './method.ts';
import { electedWords, mostVotes } from './most-votes.ts';
import { validPapers } from './papers.ts';

/** The best score. The worst is 0, and so is that of a candidate whom a ballot leaves out. */
const BEST = 5;

/** Each voter gives every candidate 0 to 5 points; those with the most points are elected. */
export const score: Method = {
  name: 'score',
  answers: null,
  opened: 'ballots',
  elects: 'many',
  words: {
    offer: 'Score each candidate from 0 to 5',
    hint: 'Everybody gives each person 0 to 5 points. Those with the most points are elected. At most 30 people can stand.',
    one: 'point',
    many: 'points',
    nobody: 'I give nobody a point',
    said: 'You scored',
    saidNobody: 'You give nobody a point',
    leftOut: 'gets 0',
    rule: 'Score: a voter gives each candidate 0 to 5 points. Whoever is left out gets 0.',
  },
  ballotShape: () => ({ asks: 'scores', greatest: BEST }),
  isValid: (marks, { candidates }) => marks.length === candidates && marks.every(isScore),
  instruction: (rules) =>
    `Give ${rules.candidates === 1 ? 'this' : 'each'} person 0 to 5. 5 is best, and whoever you leave out gets 0. ${electedWords(rules, 'points', 'point')}`,
  bar: (said) => `${said.filter((one) => one !== null).length} of ${said.length} scored`,
  barMore: (said) => (said.includes(null) ? 'the rest get 0' : 'nobody left out'),
  problem: () => undefined,
};

function isScore(mark: number): boolean {
  return Number.isInteger(mark) && mark >= 0 && mark <= BEST;
}

/** The sum of each candidate's points decides. */
export function countScores(papers: readonly Paper[], rules: MethodRules): Outcome {
  const { figures } = validPapers(score, papers, rules, BEST + 1);
  const sums = figures.given.map((counts) => counts.reduce((sum, count, points) => sum + count * points, 0));
  const { steps, ...outcome } = mostVotes(sums, rules);
  const { invalid } = figures;
  return {
    ...outcome,
    ballots: figures,
    steps: invalid === 0 ? steps : [{ kind: 'invalid-ballots', ballots: invalid }, ...steps],
  };
}

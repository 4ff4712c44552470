import type { BallotFigures, Method, MethodRules, Outcome, Paper } from './method.ts';
import { electedWords, mostVotes } from './most-votes.ts';
import { validPapers } from './papers.ts';

/** The best score. The worst is 0, and so is that of a candidate whom a ballot leaves out. */
export const BEST = 5;

/** The ballot of every method on which each candidate is scored from 0 to 5. */
export const scoreBallot: Pick<
  Method,
  'opened' | 'answers' | 'ballotShape' | 'isValid' | 'bar' | 'barMore' | 'problem'
> = {
  opened: 'ballots',
  answers: null,
  ballotShape: () => ({ asks: 'scores', greatest: BEST }),
  isValid: (marks, { candidates }) => marks.length === candidates && marks.every(isScore),
  bar: (said) => `${said.filter((one) => one !== null).length} of ${said.length} scored`,
  barMore: (said) => (said.includes(null) ? 'the rest get 0' : 'nobody left out'),
  problem: () => undefined,
};

function isScore(mark: number): boolean {
  return Number.isInteger(mark) && mark >= 0 && mark <= BEST;
}

/** What all of them say alike. */
export const pointWords = {
  one: 'point',
  many: 'points',
  nobody: 'I give nobody a point',
  said: 'You scored',
  saidNobody: 'You give nobody a point',
  leftOut: 'gets 0',
} as const;

/** Each voter gives every candidate 0 to 5 points; those with the most points are elected. */
export const score: Method = {
  ...scoreBallot,
  name: 'score',
  elects: 'many',
  words: {
    offer: 'Score',
    hint: 'Everybody gives each person 0 to 5 points. Those with the most points are elected. At most 30 people can stand.',
    ...pointWords,
    rule: 'Score: a voter gives each candidate 0 to 5 points. Whoever is left out gets 0.',
  },
  instruction: (rules) => `${scoreWords(rules)} ${electedWords(rules, 'points', 'point')}`,
};

/** `Give each person 0 to 5 …` */
export function scoreWords({ candidates }: MethodRules): string {
  return `Give ${candidates === 1 ? 'this' : 'each'} person 0 to 5. 5 is best, and whoever you leave out gets 0.`;
}

/** The sum of each candidate's points decides. */
export function countScores(papers: readonly Paper[], rules: MethodRules): Outcome {
  return countSums(score, papers, rules, BEST + 1);
}

/** Adds what each candidate is given on the valid ballots; the most is elected. `values`: how many a mark can have. */
export function countSums(method: Method, papers: readonly Paper[], rules: MethodRules, values: number): Outcome {
  const { figures } = validPapers(method, papers, rules, values);
  const sums = sumsOf(figures);
  const { steps, ...outcome } = mostVotes(sums, rules);
  const { invalid } = figures;
  return {
    ...outcome,
    ballots: figures,
    steps: invalid === 0 ? steps : [{ kind: 'invalid-ballots', ballots: invalid }, ...steps],
  };
}

/** What each candidate is given on all valid ballots together. */
export function sumsOf({ given }: BallotFigures): readonly number[] {
  return given.map((counts) => counts.reduce((sum, count, points) => sum + count * points, 0));
}

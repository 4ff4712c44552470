import type { MedianDifference } from './grade-steps.ts';
import { electInOrder, grouped } from './in-order.ts';
import type { Method, MethodRules, Outcome, Paper, Said, Step } from './method.ts';
import { validPapers } from './papers.ts';
import { thoseStanding } from './seats.ts';

/** The worst first. */
export const GRADES = ['Reject', 'Poor', 'Acceptable', 'Good', 'Very good', 'Excellent'] as const;

/** Each voter grades every candidate; the best grade in the middle is elected (Balinski and Laraki). */
export const majorityJudgment: Method = {
  name: 'majority-judgment',
  answers: null,
  opened: 'ballots',
  elects: 'many',
  words: {
    one: 'grade above Reject',
    many: 'grades above Reject',
    nobody: 'I reject all of them',
    said: 'You graded',
    saidNobody: 'You reject everybody',
    leftOut: 'gets Reject',
    offer: 'Majority judgment',
    hint: 'Everybody grades each person from Reject to Excellent. Those with the best grade in the middle are elected. At most 30 people can stand.',
    rule: 'Majority judgment: a voter grades each candidate from Reject to Excellent. Whoever is left out gets Reject. The grade in the middle decides, of two the lower.',
  },
  ballotShape: () => ({ asks: 'grades', grades: GRADES }),
  isValid: (marks, { candidates }) => marks.length === candidates && marks.every(isGrade),
  instruction: (rules) =>
    `Grade ${rules.candidates === 1 ? 'this person' : 'each person'}. Whoever you leave out gets Reject. ${electedWords(rules)}`,
  bar: (said) => `${graded(said)} of ${said.length} graded`,
  barMore: (said) => (graded(said) === said.length ? 'nobody left out' : 'the rest get Reject'),
  problem: () => undefined,
};

function isGrade(mark: number): boolean {
  return Number.isInteger(mark) && mark >= 0 && mark < GRADES.length;
}

function graded(said: Said): number {
  return said.filter((one) => one !== null).length;
}

function electedWords({ seats, candidates }: MethodRules): string {
  if (seats >= candidates) return 'There is a seat for everybody whom somebody grades above Reject.';
  return seats === 1
    ? 'The one with the best grade in the middle is elected.'
    : `The ${seats} with the best grades in the middle are elected.`;
}

/**
 * The order of the lower medians; equal ones are compared by taking one median grade at a time from both. Only those with
 * the same number of each grade stay equal: then the lot decides. Whoever everybody rejects is not elected.
 */
export function countMajorityJudgment(papers: readonly Paper[], rules: MethodRules): Outcome {
  const { figures } = validPapers(majorityJudgment, papers, rules, GRADES.length);
  const { given } = figures;
  const standing = thoseStanding(rules);
  const rows = given.map(gradeRow);
  const tiers = figures.valid === 0 ? [standing] : orderRows(standing, rows);
  const supported = standing.filter((one) => (given[one] ?? []).some((ballots, grade) => grade > 0 && ballots > 0));
  const steps = figures.valid === 0 ? [] : stepsOf(tiers, rows, given);
  return electInOrder({ tiers, supported, figures, steps }, rules);
}

function stepsOf(
  tiers: readonly (readonly number[])[],
  rows: readonly GradeRow[],
  tallies: readonly (readonly number[])[],
): readonly Step[] {
  const grades = rows.map(medianOf);
  const together = GRADES.map((_, grade) => tiers.filter(([one = 0]) => grades[one] === grade))
    .toReversed()
    .filter((order) => order.flat().length > 1);
  return [
    { kind: 'grades', names: GRADES, tallies },
    { kind: 'medians', names: GRADES, grades },
    ...together.map((order): Step => ({
      kind: 'median-tie',
      candidates: order.flat().toSorted((one, other) => one - other),
      grade: GRADES[grades[order[0]?.[0] ?? 0] ?? 0] ?? '',
      order,
      differ: order.slice(1).flatMap((tier, at) => differenceOf(order[at]?.[0], tier[0], rows)),
    })),
  ];
}

function differenceOf(
  above: number | undefined,
  below: number | undefined,
  rows: readonly GradeRow[],
): readonly MedianDifference[] {
  const [one, other] = [rows[above ?? -1], rows[below ?? -1]];
  if (above === undefined || below === undefined || one === undefined || other === undefined) return [];
  const { taken, grades } = compareRows(one, other);
  return [{ above, below, taken: Number(taken), grades: [GRADES[grades[0]] ?? '', GRADES[grades[1]] ?? ''] }];
}

/**
 * The medians of a candidate in the order in which they are taken away, in runs: first one grade many times, then pairs
 * of grades around the middle.
 */
export type GradeRow = readonly GradeRun[];

interface GradeRun {
  /** One grade, or two by turns, the first first. */
  readonly grades: readonly [number] | readonly [number, number];
  /** How many grades the run holds. */
  readonly length: bigint;
}

/**
 * The row of a tally, `tally[g]` the number of grades g. With p grades better than the median, m equal and q worse, the
 * median is taken away p + m - q times if p <= q, and q + m - p + 1 times otherwise; then as many grades lie on one side of
 * the middle as on the other, one more above it in the second case. From there the medians come by turns from the lower
 * side downwards and from the upper side upwards. So no run is longer to compute than another, whatever the numbers.
 */
export function gradeRow(tally: readonly (number | bigint)[]): GradeRow {
  const counts = tally.map(BigInt);
  const all = counts.reduce((sum, count) => sum + count, 0n);
  if (all === 0n) return [];
  const median = lowerMedian(counts, all);
  const sum = (some: readonly bigint[]) => some.reduce((one, other) => one + other, 0n);
  const [worse, equal, better] = [sum(counts.slice(0, median)), counts[median] ?? 0n, sum(counts.slice(median + 1))];
  const isLow = better <= worse;
  const first = isLow ? better + equal - worse : worse + equal - better + 1n;
  const left = counts
    .map((count, grade) => ({ grade, count: grade === median ? count - first : count }))
    .filter(({ count }) => count > 0n);
  const low = left.filter(({ grade }) => grade < median || (grade === median && !isLow)).toReversed();
  const high = left.filter(({ grade }) => grade > median || (grade === median && isLow));
  return [{ grades: [median], length: first }, ...(isLow ? byTurns(low, high) : byTurns(high, low))];
}

function lowerMedian(counts: readonly bigint[], all: bigint): number {
  let below = 0n;
  return counts.findIndex((count) => (below += count) * 2n >= all);
}

interface Pile {
  readonly grade: number;
  readonly count: bigint;
}

/** One from the first side, one from the other, and so on; the first side has as many, or one more. */
function byTurns(first: readonly Pile[], second: readonly Pile[]): GradeRow {
  const runs: GradeRun[] = [];
  const [ours, theirs] = [first.map((pile) => ({ ...pile })), second.map((pile) => ({ ...pile }))];
  for (let [one, other] = [ours.shift(), theirs.shift()]; one !== undefined;) {
    if (other === undefined) return [...runs, { grades: [one.grade], length: one.count }];
    const pairs = one.count < other.count ? one.count : other.count;
    runs.push({ grades: [one.grade, other.grade], length: 2n * pairs });
    one = one.count > pairs ? { ...one, count: one.count - pairs } : ours.shift();
    other = other.count > pairs ? { ...other, count: other.count - pairs } : theirs.shift();
  }
  return runs;
}

function medianOf(row: GradeRow): number {
  return row[0]?.grades[0] ?? 0;
}

/** How many grades are equal at the beginning of both rows, and which follow; less than 0 where the first is better. */
function compareRows(
  one: GradeRow,
  other: GradeRow,
): { readonly better: number; readonly taken: bigint; readonly grades: readonly [number, number] } {
  let taken = 0n;
  for (const start of startsOf([one, other])) {
    // Within a stretch both rows turn regularly: they differ at once, at its second grade, or nowhere in it.
    for (const at of [start, start + 1n]) {
      const grades = [gradeAt(one, at), gradeAt(other, at)] as const;
      if (grades[0] === undefined || grades[1] === undefined) return { better: 0, taken, grades: [0, 0] };
      if (grades[0] !== grades[1]) return { better: grades[1] - grades[0], taken: at, grades: [grades[0], grades[1]] };
      taken = at + 1n;
    }
  }
  return { better: 0, taken, grades: [0, 0] };
}

/** Where a run of any of the rows begins. */
function startsOf(rows: readonly GradeRow[]): readonly bigint[] {
  const starts = new Set<bigint>();
  for (const row of rows) {
    let start = 0n;
    for (const { length } of row) {
      starts.add(start);
      start += length;
    }
  }
  return [...starts].sort((one, other) => (one < other ? -1 : 1));
}

function gradeAt(row: GradeRow, at: bigint): number | undefined {
  let start = 0n;
  for (const { grades, length } of row) {
    if (at < start + length) return (at - start) % 2n === 0n ? grades[0] : (grades[1] ?? grades[0]);
    start += length;
  }
  return undefined;
}

/** These candidates from the best row to the worst, equal rows together. Their rows hold equally many grades. */
export function orderRows(candidates: readonly number[], rows: readonly GradeRow[]): readonly (readonly number[])[] {
  const row = (candidate: number) => rows[candidate] ?? [];
  const lengths = new Set(candidates.map((one) => row(one).reduce((sum, { length }) => sum + length, 0n)));
  if (lengths.size > 1) throw new RangeError('Everybody is graded on every ballot');
  const sorted = candidates.toSorted((one, other) => compareRows(row(one), row(other)).better || one - other);
  return grouped(sorted, (one, other) => compareRows(row(one), row(other)).better === 0);
}

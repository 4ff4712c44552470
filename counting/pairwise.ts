import { grouped } from './in-order.ts';
import type { BallotFigures, Marks, Method, MethodRules, Paper, Step } from './method.ts';
import { ballotsOn } from './papers.ts';
import type { Measure, PairwiseStep, Win } from './pairwise-steps.ts';
import { thoseStanding } from './seats.ts';

/** Rankings, compared pair by pair. Candidates are places on the ballot; whoever withdrew is compared with nobody. */
export interface Pairs {
  /** Whoever stands, in the order of the ballot. */
  readonly candidates: readonly number[];
  /** `over[a][b]`: how many ballots put a before b. */
  readonly over: readonly (readonly number[])[];
}

/** The rankings that a method allows, compared, and what all of them say. */
export interface Compared extends Pairs {
  readonly valid: readonly Paper[];
  readonly figures: BallotFigures;
  /** Those of the candidates whom at least one ballot ranks. */
  readonly ranked: readonly number[];
}

/** Compares what is valid. A ballot puts everybody whom it ranks before everybody whom it does not. */
export function compare(method: Pick<Method, 'isValid'>, papers: readonly Paper[], rules: MethodRules): Compared {
  const valid = papers.filter(({ marks }) => method.isValid(marks, rules));
  const { candidates, over, given } = comparePapers(valid, rules, 'last');
  const [all, kept] = [ballotsOn(papers), ballotsOn(valid)];
  return {
    ...{ candidates, over, valid, figures: { valid: kept, invalid: all - kept, given } },
    ranked: candidates.filter((place) => (given[place]?.[0] ?? 0) < kept),
  };
}

/**
 * How many ballots put each candidate before each other, and in `given` how many do not rank them, put them first, second
 * and so on: gaps between places mean nothing, and whoever withdrew keeps the places given. `unranked`: whether whoever a
 * ballot does not rank comes `last`, after all whom it ranks and beside the others, or stands `apart`, in no pair.
 */
export function comparePapers(
  papers: readonly Paper[],
  rules: MethodRules,
  unranked: 'last' | 'apart',
): Pairs & Pick<BallotFigures, 'given'> {
  const size = rules.candidates;
  const all = Array.from({ length: size }, (_, place) => place);
  const { before, beside, given } = sheetOf(papers, size);
  const cell = (sheet: Float64Array, one: number, other: number) => sheet[one * size + other] ?? 0;
  const givenTo = all.map((one) => [...given.subarray(one * (size + 1), (one + 1) * (size + 1))]);
  const ranking = givenTo.map((counts) => counts.slice(1).reduce((sum, count) => sum + count, 0));
  // Whoever ranks the one and does not put the other before or beside puts it after, or does not rank it.
  const put = {
    last: (one: number, other: number) =>
      one === other ? 0 : (ranking[one] ?? 0) - cell(before, other, one) - cell(beside, one, other),
    apart: (one: number, other: number) => cell(before, one, other),
  }[unranked];
  const candidates = thoseStanding(rules);
  const stands = all.map((place) => candidates.includes(place));
  return {
    candidates,
    over: all.map((one) => all.map((other) => (stands[one] && stands[other] ? put(one, other) : 0))),
    given: givenTo,
  };
}

/** A mark is at most 255. */
const MOST_PLACES = 256;

/** Whole numbers, in flat arrays of one type: here is where a count spends its time. Rows are candidates. */
interface Sheet {
  readonly size: number;
  /** How many ballots rank both, and the one before the other. */
  readonly before: Float64Array;
  /** How many ballots give both the same place. */
  readonly beside: Float64Array;
  /** How many ballots do not rank a candidate, put them first, second and so on. */
  readonly given: Float64Array;
}

function sheetOf(papers: readonly Paper[], size: number): Sheet {
  const cells = () => new Float64Array(size * size);
  const sheet = { size, before: cells(), beside: cells(), given: new Float64Array(size * (size + 1)) };
  const line = { order: new Int32Array(size), ends: new Int32Array(MOST_PLACES) };
  for (const { marks, count } of papers) enter(sheet, line, lineUp(marks, line), count);
  return sheet;
}

/** The candidates of a ballot in its order, whoever it does not rank first, and where each place ends in it. */
interface Line {
  readonly order: Int32Array;
  readonly ends: Int32Array;
}

/** Sorts by counting, and returns the last place. All ends are 0 before. */
function lineUp(marks: Marks, { order, ends }: Line): number {
  let last = 0;
  for (let candidate = 0; candidate < order.length; candidate += 1) {
    const place = marks[candidate] ?? 0;
    ends[place] = (ends[place] ?? 0) + 1;
    if (place > last) last = place;
  }
  let begin = 0;
  for (let place = 0; place <= last; place += 1) {
    const length = ends[place] ?? 0;
    ends[place] = begin;
    begin += length;
  }
  for (let candidate = 0; candidate < order.length; candidate += 1) {
    const place = marks[candidate] ?? 0;
    const at = ends[place] ?? 0;
    order[at] = candidate;
    ends[place] = at + 1;
  }
  return last;
}

/** Takes the line into the sheet, and leaves all ends 0. */
function enter({ size, before, beside, given }: Sheet, { order, ends }: Line, last: number, count: number): void {
  let nth = 0;
  let first = 0;
  for (let place = 0; place <= last; place += 1) {
    const end = ends[place] ?? 0;
    ends[place] = 0;
    if (end === first) continue;
    if (place > 0) nth += 1;
    for (let at = first; at < end; at += 1) {
      const one = order[at] ?? 0;
      const cell = one * (size + 1) + nth;
      given[cell] = (given[cell] ?? 0) + count;
      if (nth === 0) continue;
      for (let other = first; other < end; other += 1) addTo(beside, one * size + (order[other] ?? 0), count);
      for (let other = end; other < size; other += 1) addTo(before, one * size + (order[other] ?? 0), count);
    }
    first = end;
  }
}

function addTo(cells: Float64Array, cell: number, count: number): void {
  cells[cell] = (cells[cell] ?? 0) + count;
}

/** How many ballots put one before the other. */
export function votesFor({ over }: Pairs, one: number, other: number): number {
  return over[one]?.[other] ?? 0;
}

/** Whether more ballots put one before the other than the other way round. */
export function beats(pairs: Pairs, one: number, other: number): boolean {
  return votesFor(pairs, one, other) > votesFor(pairs, other, one);
}

/** Every pair that somebody wins. */
export function winsOf(pairs: Pairs): readonly Win[] {
  return pairs.candidates.flatMap((winner) =>
    pairs.candidates
      .filter((loser) => beats(pairs, winner, loser))
      .map((loser) => ({
        ...{ winner, loser },
        ...{ votes: votesFor(pairs, winner, loser), against: votesFor(pairs, loser, winner) },
      })),
  );
}

/**
 * Compares two wins: more than 0 where the first is the stronger. By `votes`, the more ballots for the winner, and among
 * equals the fewer for the loser: so Schulze's paper, Debian's constitution (A.5), CIVS and Belenios. By `margin`, the
 * greater difference, and nothing else.
 */
export function compareWins(one: Win, other: Win, measure: Measure): number {
  return measure === 'margin'
    ? one.votes - one.against - (other.votes - other.against)
    : one.votes - other.votes || other.against - one.against;
}

/** The wins in groups of one strength, the strongest first. */
export function winsByStrength(pairs: Pairs, measure: Measure): readonly (readonly Win[])[] {
  const sorted = winsOf(pairs).toSorted((one, other) => compareWins(other, one, measure));
  return grouped(sorted, (one, other) => compareWins(one, other, measure) === 0);
}

/** Who beats everybody else among these, if anybody does. */
export function beatsAll(pairs: Pairs, among: readonly number[]): number | undefined {
  return among.find((one) => among.every((other) => other === one || beats(pairs, one, other)));
}

/** The comparison itself as steps, and who beats everybody. */
export function pairSteps(pairs: Pairs): readonly Step[] {
  const { candidates, over } = pairs;
  const winner = beatsAll(pairs, candidates);
  const compared: PairwiseStep = { kind: 'pairwise', candidates, over };
  return winner === undefined
    ? [compared]
    : [compared, { kind: 'beats-everybody', candidate: winner, among: candidates }];
}

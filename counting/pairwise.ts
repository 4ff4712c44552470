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
  // Here is where a count spends its time. The figures are whole numbers; the arrays are flat and of one type for speed.
  const sheet = { size, over: new Float64Array(size * size), given: new Float64Array(size * (size + 1)) };
  const line = { order: new Int32Array(size), places: new Int32Array(size) };
  for (const { marks, count } of papers) {
    lineUp(marks, line);
    const ranked = line.places.indexOf(UNRANKED);
    enter(sheet, line, unranked === 'last' || ranked < 0 ? size : ranked, count);
  }
  const all = Array.from({ length: size }, (_, place) => place);
  const candidates = thoseStanding(rules);
  const stands = all.map((place) => candidates.includes(place));
  return {
    candidates,
    over: all.map((one) =>
      all.map((other) => (stands[one] && stands[other] ? (sheet.over[one * size + other] ?? 0) : 0)),
    ),
    given: all.map((one) => [...sheet.given.subarray(one * (size + 1), (one + 1) * (size + 1))]),
  };
}

/** After every place there is: a mark is at most 255. */
const UNRANKED = 256;

/** Candidates in the order of a ballot, and their places. */
interface Line {
  readonly order: Int32Array;
  readonly places: Int32Array;
}

/** Sorts by insertion: a ballot has few candidates. */
function lineUp(marks: Marks, { order, places }: Line): void {
  for (let candidate = 0; candidate < order.length; candidate += 1) {
    const place = marks[candidate] || UNRANKED;
    let at = candidate;
    for (; at > 0 && (places[at - 1] ?? 0) > place; at -= 1) {
      places[at] = places[at - 1] ?? 0;
      order[at] = order[at - 1] ?? 0;
    }
    places[at] = place;
    order[at] = candidate;
  }
}

interface Sheet {
  readonly size: number;
  readonly over: Float64Array;
  readonly given: Float64Array;
}

/** Each who shares a place is before all in the line after that place, up to `end`. */
function enter({ size, over, given }: Sheet, { order, places }: Line, end: number, count: number): void {
  let nth = 0;
  for (let next = 0; next < size;) {
    const first = next;
    const place = places[first] ?? UNRANKED;
    while (next < size && places[next] === place) next += 1;
    nth = place === UNRANKED ? 0 : nth + 1;
    for (let at = first; at < next; at += 1) {
      const one = order[at] ?? 0;
      const cell = one * (size + 1) + nth;
      given[cell] = (given[cell] ?? 0) + count;
      for (let after = next; after < end; after += 1) {
        const pair = one * size + (order[after] ?? 0);
        over[pair] = (over[pair] ?? 0) + count;
      }
    }
  }
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

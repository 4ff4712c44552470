import type { BallotFigures, Marks, Method, MethodRules, Paper, Step } from './method.ts';
import { ballotsOn } from './papers.ts';
import type { Measure, PairwiseStep, Win } from './pairwise-steps.ts';

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
  const pairs = pairsOf(valid, rules, 'last');
  const given = placesGiven(valid, rules.candidates);
  const [all, kept] = [ballotsOn(papers), ballotsOn(valid)];
  return {
    ...{ ...pairs, valid, figures: { valid: kept, invalid: all - kept, given } },
    ranked: pairs.candidates.filter((place) => (given[place]?.[0] ?? 0) < kept),
  };
}

/**
 * How many ballots put each candidate before each other. `unranked`: whether whoever a ballot does not rank comes `last`,
 * after all whom it ranks and equal to the others, or stands `apart`, in no pair.
 */
export function pairsOf(papers: readonly Paper[], rules: MethodRules, unranked: 'last' | 'apart'): Pairs {
  const { candidates: all, withdrawn = [] } = rules;
  const candidates = Array.from({ length: all }, (_, place) => place).filter((place) => !withdrawn.includes(place));
  const size = candidates.length;
  const flat = Array.from({ length: size * size }, () => 0);
  const places = candidates.map(() => 0);
  for (const { marks, count } of papers) {
    for (let at = 0; at < size; at += 1) places[at] = marks[candidates[at] ?? 0] || LAST;
    addPairs(flat, places, count, unranked === 'last' ? LAST : LAST - 1);
  }
  const over = Array.from({ length: all }, () => Array.from({ length: all }, () => 0));
  for (const [row, one] of candidates.entries()) {
    for (const [column, other] of candidates.entries()) {
      const line = over[one];
      if (line !== undefined) line[other] = flat[row * size + column] ?? 0;
    }
  }
  return { candidates, over };
}

/** The place of whoever is not ranked: a mark is at most 255. */
const LAST = 256;

/** `greatest`: the last place that is compared at all. */
function addPairs(flat: number[], places: readonly number[], count: number, greatest: number): void {
  const size = places.length;
  for (let one = 0; one < size; one += 1) {
    const place = places[one] ?? LAST;
    if (place > greatest) continue;
    for (let other = one + 1; other < size; other += 1) {
      const against = places[other] ?? LAST;
      if (place === against || against > greatest) continue;
      const cell = place < against ? one * size + other : other * size + one;
      flat[cell] = (flat[cell] ?? 0) + count;
    }
  }
}

/** For each candidate, how many ballots do not rank them, put them first, second and so on; gaps between places count for nothing. */
function placesGiven(papers: readonly Paper[], candidates: number): readonly (readonly number[])[] {
  const given = Array.from({ length: candidates }, () => Array.from({ length: candidates + 1 }, () => 0));
  const nth = Array.from({ length: LAST }, () => 0);
  for (const { marks, count } of papers) {
    numberPlaces(marks, nth);
    for (let place = 0; place < candidates; place += 1) {
      const counts = given[place] ?? [];
      const at = nth[marks[place] ?? 0] ?? 0;
      counts[at] = (counts[at] ?? 0) + count;
    }
  }
  return given;
}

/** Writes into `nth` what number each place has among those that are used, the first is 1. */
function numberPlaces(marks: Marks, nth: number[]): void {
  nth.fill(0);
  for (const mark of marks) nth[mark] = 1;
  nth[0] = 0;
  let used = 0;
  for (let place = 1; place < LAST; place += 1) {
    if (nth[place] === 1) nth[place] = used += 1;
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
  const groups: Win[][] = [];
  for (const win of [...winsOf(pairs)].sort((one, other) => compareWins(other, one, measure))) {
    const [last] = groups.at(-1) ?? [];
    if (last === undefined || compareWins(last, win, measure) !== 0) groups.push([win]);
    else groups.at(-1)?.push(win);
  }
  return groups;
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

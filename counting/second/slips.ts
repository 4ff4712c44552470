import type { Marks, MethodRules } from '../method.ts';
import { byLot, standing } from './seats.ts';

/** One ballot paper as a person holds it: it lies on somebody's pile, is worth so much, and moves down its own order. */
export interface Slip {
  /** Whom it ranks, the first first. */
  readonly order: readonly number[];
  /** Where in its order it lies; beyond the end: on nobody's pile. */
  at: number;
  /** In the smallest units that the rule counts in. */
  worth: bigint;
}

/**
 * The papers that rank somebody. Whoever withdrew is struck out first. Where several share a place the paper says nothing
 * that can be followed, and ends before it.
 */
export function slipsOf(ballots: readonly Marks[], rules: MethodRules, worth: bigint): readonly Slip[] {
  const places = standing(rules);
  return ballots
    .map((marks) => ({ order: orderOf(marks, places), at: 0, worth }))
    .filter(({ order }) => order.length > 0);
}

function orderOf(marks: Marks, places: readonly number[]): readonly number[] {
  const mark = (place: number): number => marks[place] ?? 0;
  const ranked = places.filter((place) => mark(place) > 0).sort((one, other) => mark(one) - mark(other));
  const shared = ranked.findIndex((place, at) => at + 1 < ranked.length && mark(place) === mark(ranked[at + 1] ?? -1));
  return shared === -1 ? ranked : ranked.slice(0, shared);
}

/** Moves a slip to the next on it who may still receive; the receiver, or undefined when it has nobody left. */
export function moveOn(slip: Slip, mayReceive: (place: number) => boolean): number | undefined {
  do slip.at += 1;
  while (slip.at < slip.order.length && !mayReceive(slip.order[slip.at] ?? -1));
  return slip.order[slip.at];
}

/** Piles of slips, one for each candidate, and what each pile is worth. */
export interface Table {
  readonly piles: Map<number, Slip[]>;
  readonly worth: Map<number, bigint>;
}

/** Each slip on the pile of its first preference. */
export function dealOut(slips: readonly Slip[], places: readonly number[]): Table {
  const table: Table = { piles: new Map(places.map((place) => [place, []])), worth: new Map() };
  for (const place of places) table.worth.set(place, 0n);
  for (const slip of slips) lay(table, slip, slip.order[slip.at]);
  return table;
}

/** A slip on somebody's pile; it is put away where `place` is undefined. */
export function lay({ piles, worth }: Table, slip: Slip, place: number | undefined): void {
  if (place === undefined) return;
  piles.get(place)?.push(slip);
  worth.set(place, (worth.get(place) ?? 0n) + slip.worth);
}

/** Takes all the slips from a pile. */
export function takeUp({ piles }: Table, place: number): readonly Slip[] {
  const slips = piles.get(place) ?? [];
  piles.set(place, []);
  return slips;
}

/** Those of the places who have the most, or the least. */
export function extreme(
  places: readonly number[],
  worth: ReadonlyMap<number, bigint>,
  which: 'most' | 'least',
): readonly number[] {
  const of = (place: number): bigint => worth.get(place) ?? 0n;
  const beyond = (one: number, other: number): boolean =>
    which === 'most' ? of(one) > of(other) : of(one) < of(other);
  return places.filter((place) => !places.some((other) => beyond(other, place)));
}

/**
 * One of several equals. Earlier stages are looked at from the most recent backwards; each leaves those who had the most
 * in it, or the least, until one is left. Then the lot: it spares whom it names first, so it lets the first go first where
 * the first is the better off, and the last where somebody must go. Undefined: nothing decides.
 */
export function singleOut(
  tied: readonly number[],
  earlier: readonly ReadonlyMap<number, bigint>[],
  rules: MethodRules,
  which: 'most' | 'least',
): number | undefined {
  let left = tied;
  for (const stage of earlier.toReversed()) left = extreme(left, stage, which);
  if (left.length === 1) return left[0];
  return which === 'most' ? byLot(left, rules)?.[0] : byLot(left, rules)?.at(-1);
}

/**
 * Who of the tied leaves: one, or all where nothing decides between them and it is plain that nothing hangs on their order,
 * which `isPlain` says, as long as there is somebody for every vacancy without them. Undefined: the tie stands.
 */
export function leaving(
  { tied, continuing, vacancies }: { tied: readonly number[]; continuing: number; vacancies: number },
  earlier: readonly ReadonlyMap<number, bigint>[],
  rules: MethodRules,
  isPlain: () => boolean,
): readonly number[] | undefined {
  const one = singleOut(tied, earlier, rules, 'least');
  if (one !== undefined) return [one];
  return continuing - tied.length >= vacancies && isPlain() ? tied : undefined;
}

/** Whether none of them has a vote, so that no paper moves when they leave. */
export function haveNothing(places: readonly number[], worth: ReadonlyMap<number, bigint>): boolean {
  return places.every((place) => (worth.get(place) ?? 0n) === 0n);
}

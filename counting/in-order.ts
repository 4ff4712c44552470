import type { BallotFigures, MethodRules, MetTie, Outcome, Ranked, Step } from './method.ts';
import { assertSeats, byLot, firstSteps, lastSteps, seatsForAll, tiesForSeats } from './seats.ts';

/** What a count found: an order, and how it came about. */
export interface FoundOrder {
  /** Everybody who stands, those who are equal together, the first first. */
  readonly tiers: readonly (readonly number[])[];
  /** Who has support at all: nobody else is elected, and such a seat stays vacant. */
  readonly supported: readonly number[];
  readonly figures: BallotFigures;
  readonly steps: readonly Step[];
  /** Ties that the count met before it had its order. */
  readonly ties?: readonly MetTie[];
  /** Those of a tie on the way that nothing decides: the count stops there, and nobody is elected. */
  readonly stopped?: readonly number[] | null;
}

/**
 * Elects from the top of an order. Equals for whom there are not enough seats are tied; the lot decides among them where it
 * names them all, otherwise nobody of them is elected here. Whoever withdrew comes last of all.
 */
export function electInOrder(found: FoundOrder, rules: MethodRules): Outcome {
  const { seats, withdrawn = [], lot } = rules;
  assertSeats(rules);
  const order = { votes: null, ballots: found.figures, ordering: orderingOf(found.tiers, withdrawn) };
  const steps = [...firstSteps(rules, found.figures.invalid), ...found.steps];
  const ties = found.ties ?? [];
  if (found.stopped) {
    const tied = { candidates: found.stopped, seats };
    return { ...order, elected: [], tied, broken: null, ties, vacant: 0, steps };
  }
  const { sure, tie } = fill(found, seats);
  const left = seats - sure.length;
  const chosen = chosenByLot(tie, left, lot);
  const tied = tie.length > 0 && chosen.length === 0 ? { candidates: tie, seats: left } : null;
  const broken = chosen.length > 0 ? { candidates: tie, won: chosen } : null;
  const elected = [...sure, ...chosen];
  return {
    ...{ ...order, elected, tied, broken, ties: [...ties, ...tiesForSeats({ tied, broken })] },
    vacant: seats - elected.length - (tied?.seats ?? 0),
    steps: [...steps, ...seatSteps(found, rules, elected, tied, broken)],
  };
}

/** Who is elected whatever becomes of the tie, and the equals for whom the seats that are left are too few, if there are any. */
function fill(
  { tiers, supported }: FoundOrder,
  seats: number,
): { readonly sure: readonly number[]; readonly tie: readonly number[] } {
  const sure: number[] = [];
  for (const all of tiers) {
    const tier = all.filter((one) => supported.includes(one));
    if (sure.length === seats) break;
    if (sure.length + tier.length > seats) return { sure, tie: tier };
    sure.push(...tier);
  }
  return { sure, tie: [] };
}

/** The first of the tied in the order of the lot, but in that of the ballot; nobody where the lot does not name them all. */
function chosenByLot(tied: readonly number[], seats: number, lot: readonly number[] | undefined): readonly number[] {
  const named = byLot(tied, lot);
  return named === undefined ? [] : tied.filter((one) => named.indexOf(one) < seats);
}

/** The rank of everybody, equals sharing theirs; whoever withdrew comes last. */
export function orderingOf(tiers: readonly (readonly number[])[], withdrawn: readonly number[]): readonly Ranked[] {
  const ordering: Ranked[] = [];
  for (const tier of [...tiers, withdrawn]) {
    const rank = ordering.length + 1;
    for (const candidate of tier) ordering.push({ candidate, rank });
  }
  return ordering;
}

function seatSteps(
  { tiers, supported }: FoundOrder,
  rules: MethodRules,
  elected: readonly number[],
  tied: Outcome['tied'],
  broken: Outcome['broken'],
): readonly Step[] {
  const standing = tiers.flat();
  const steps: Step[] = [...seatsForAll(rules, standing.length)];
  for (const [at, candidate] of elected.entries()) {
    if (broken !== null && candidate === broken.won[0]) steps.push({ kind: 'tie-broken', votes: null, ...broken });
    steps.push({ kind: 'elected', candidate, votes: null, seatsLeft: rules.seats - at - 1 });
  }
  if (tied !== null) steps.push({ kind: 'tied', candidates: tied.candidates, votes: null, seatsLeft: tied.seats });
  const inside = [...elected, ...(tied?.candidates ?? [])];
  const rest = standing.filter((one) => supported.includes(one) && !inside.includes(one));
  const none = standing.filter((one) => !supported.includes(one));
  return [...steps, ...lastSteps(rest, none)];
}

/** Those of equal worth together, the greatest worth first, in the order in which they are given. */
export function tiersBy(candidates: readonly number[], worth: (candidate: number) => number): readonly number[][] {
  const worths = [...new Set(candidates.map(worth))].sort((one, other) => other - one);
  return worths.map((each) => candidates.filter((candidate) => worth(candidate) === each));
}

/** Neighbours that are equal, together. */
export function grouped<T>(items: readonly T[], areEqual: (one: T, other: T) => boolean): readonly (readonly T[])[] {
  const groups: T[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    if (last !== undefined && first !== undefined && areEqual(first, item)) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

/** The order of a relation that makes no circles: first those whom nobody is before, then those whom nobody left is before. */
export function tiersOf(candidates: readonly number[], before: (one: number, other: number) => boolean): number[][] {
  const tiers: number[][] = [];
  let left = candidates;
  while (left.length > 0) {
    const tier = left.filter((one) => !left.some((other) => before(other, one)));
    if (tier.length === 0) throw new RangeError('An order has no circles');
    tiers.push(tier);
    left = left.filter((one) => !tier.includes(one));
  }
  return tiers;
}

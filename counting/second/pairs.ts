import type { Marks, MethodRules } from '../method.ts';
import { fillFrom, standing, type SecondOutcome } from './seats.ts';

/** Who is preferred to whom, among those who stand. */
export interface Pairs {
  readonly places: readonly number[];
  /** How many ballots put the one before the other. */
  readonly over: (one: number, other: number) => number;
  /** Seats filled from the top of an order, passing over whom no ballot ranks. */
  readonly fill: (tiers: readonly (readonly number[])[]) => SecondOutcome;
}

/** How strong a victory is: by the ballots for it, or by how many more they are than those against it. */
export type Strength = 'winning-votes' | 'margins';

/** Whoever a ballot does not rank comes after everybody it ranks, beside the others whom it leaves out. */
const LAST = 256;

/** More than there can be ballots. */
const MORE_THAN_BALLOTS = 2n ** 53n;

/** Two at a time: all ballots are gone through for each pair alone. */
export function pairsOf(ballots: readonly Marks[], rules: MethodRules): Pairs {
  const places = standing(rules);
  const columns = new Map(places.map((place) => [place, Uint16Array.from(ballots, (marks) => marks[place] || LAST)]));
  const ahead = new Map<number, number>();
  for (const one of places) {
    for (const other of places)
      if (one !== other) ahead.set(one * LAST + other, aheadOf(columns.get(one), columns.get(other)));
  }
  const ranked = places.filter((place) => columns.get(place)?.some((rank) => rank !== LAST) === true);
  return {
    places,
    over: (one, other) => ahead.get(one * LAST + other) ?? 0,
    fill: (tiers) =>
      fillFrom(
        tiers.map((tier) => tier.filter((place) => ranked.includes(place))),
        rules,
      ),
  };
}

function aheadOf(one = new Uint16Array(), other = new Uint16Array()): number {
  let ballots = 0;
  for (let at = 0; at < one.length; at += 1) if ((one[at] ?? LAST) < (other[at] ?? LAST)) ballots += 1;
  return ballots;
}

/**
 * How strongly the one beats the other; 0 where it does not. By winning votes more ballots for it are stronger, and of
 * equally many those with fewer against it.
 */
export function victory({ over }: Pairs, strength: Strength, one: number, other: number): bigint {
  const [its, against] = [BigInt(over(one, other)), BigInt(over(other, one))];
  if (its <= against) return 0n;
  return strength === 'margins' ? its - against : its * MORE_THAN_BALLOTS - against;
}

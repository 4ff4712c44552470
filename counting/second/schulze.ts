import type { Marks, MethodRules } from '../method.ts';
import { pairsOf, victory, type Strength } from './pairs.ts';
import type { SecondOutcome } from './seats.ts';

/**
 * Schulze's method by its definition: victories are admitted from the strongest down, and the strength at which somebody
 * can first be reached is that of the strongest path there. Whoever has a stronger path to another than the other has back
 * is before them. Seats go to those behind nobody, then to those behind nobody of the rest.
 */
export function secondSchulze(ballots: readonly Marks[], rules: MethodRules, strength: Strength): SecondOutcome {
  const pairs = pairsOf(ballots, rules);
  const { places } = pairs;
  const links = places.flatMap((from) =>
    places
      .map((to) => ({ from, to, strength: victory(pairs, strength, from, to) }))
      .filter((link) => link.strength > 0n),
  );
  const levels = [...new Set(links.map((link) => link.strength))].sort((one, other) => (one > other ? -1 : 1));
  const reachedAt = new Map<string, bigint>();
  for (const level of levels) {
    const admitted = links.filter((link) => link.strength >= level);
    for (const from of places) {
      for (const to of reachableFrom(from, admitted)) {
        const key = `${from} ${to}`;
        if (!reachedAt.has(key)) reachedAt.set(key, level);
      }
    }
  }
  const path = (from: number, to: number): bigint => reachedAt.get(`${from} ${to}`) ?? 0n;
  return pairs.fill(layers(places, (one, other) => path(one, other) > path(other, one)));
}

interface Link {
  readonly from: number;
  readonly to: number;
}

/** Everybody to whom the links lead from this one. */
export function reachableFrom(start: number, links: readonly Link[]): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = [start];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const link of links) {
      if (link.from !== from || reached.has(link.to)) continue;
      reached.add(link.to);
      open.push(link.to);
    }
  }
  return reached;
}

/** Those whom nobody is before, then those whom nobody of the rest is before, and so on. */
export function layers(
  places: readonly number[],
  isBefore: (one: number, other: number) => boolean,
): readonly (readonly number[])[] {
  const tiers: (readonly number[])[] = [];
  let rest = places;
  while (rest.length > 0) {
    const left = rest;
    const front = left.filter((place) => !left.some((other) => isBefore(other, place)));
    if (front.length === 0) throw new RangeError('An order has no circles');
    tiers.push(front);
    rest = left.filter((place) => !front.includes(place));
  }
  return tiers;
}

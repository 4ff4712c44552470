import type { MethodRules } from '../method.ts';
import { byLot, outcomeOf, standing, type SecondOutcome } from './seats.ts';

/**
 * The most votes, by the definition and without an order: whoever has at least as many votes as somebody takes a seat before
 * them or beside them. Nobody is elected without a vote.
 */
export function secondMost(votes: readonly bigint[], rules: MethodRules): SecondOutcome {
  const of = (place: number): bigint => votes[place] ?? 0n;
  const places = standing(rules).filter((place) => of(place) > 0n);
  const above = (place: number): number => places.filter((other) => of(other) > of(place)).length;
  const level = (place: number): number => places.filter((other) => of(other) === of(place)).length;
  const elected = places.filter((place) => above(place) + level(place) <= rules.seats);
  const tied = places.filter((place) => above(place) < rules.seats && above(place) + level(place) > rules.seats);
  if (tied.length === 0) return outcomeOf(elected, null);
  const seats = rules.seats - elected.length;
  const drawn = byLot(tied, rules);
  return drawn === undefined
    ? outcomeOf(elected, { candidates: tied, seats })
    : outcomeOf([...elected, ...drawn.slice(0, seats)], null);
}

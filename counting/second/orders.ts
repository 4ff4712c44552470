import type { Marks, MethodRules } from '../method.ts';
import { pairsOf, type Strength } from './pairs.ts';
import { tiersBy, type SecondOutcome } from './seats.ts';

/** Borda: a point for each other whom a ballot puts after, half a point for each beside. Counted pair by pair, and doubled. */
export function secondBorda(ballots: readonly Marks[], rules: MethodRules): SecondOutcome {
  const pairs = pairsOf(ballots, rules);
  const { places, over } = pairs;
  // Of all ballots, those that put neither first are what is left.
  const fromPair = (one: number, other: number): number => ballots.length + over(one, other) - over(other, one);
  const points = (place: number): number =>
    places.reduce((sum, other) => (other === place ? sum : sum + fromPair(place, other)), 0);
  return pairs.fill(tiersBy(places, points));
}

/** Minimax: whoever's worst defeat is the least, by one figure alone: the ballots for the winner of it, or the margin. */
export function secondMinimax(ballots: readonly Marks[], rules: MethodRules, strength: Strength): SecondOutcome {
  const pairs = pairsOf(ballots, rules);
  const { places, over } = pairs;
  const defeat = (place: number, other: number): number => {
    const [against, its] = [over(other, place), over(place, other)];
    if (against <= its) return 0;
    return strength === 'margins' ? against - its : against;
  };
  const worst = (place: number): number => Math.max(0, ...places.map((other) => defeat(place, other)));
  return pairs.fill(tiersBy(places, (place) => -worst(place)));
}

/** Copeland: a point for each other who is beaten, half a point for a draw; doubled. */
export function secondCopeland(ballots: readonly Marks[], rules: MethodRules): SecondOutcome {
  const pairs = pairsOf(ballots, rules);
  const { places, over } = pairs;
  const points = (place: number): number =>
    places
      .filter((other) => other !== place)
      .reduce((sum, other) => sum + 1 + Math.sign(over(place, other) - over(other, place)), 0);
  return pairs.fill(tiersBy(places, points));
}

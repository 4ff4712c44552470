import type { Marks, MethodRules } from '../method.ts';
import { pairsOf, victory, type Strength } from './pairs.ts';
import { layers, reachableFrom } from './schulze.ts';
import { tiersBy, type SecondOutcome } from './seats.ts';

/**
 * Ranked pairs: victories are laid down from the strongest, those of one strength together. One is left out when whoever
 * it beats reaches whoever it is for, over what lies there and the others of its strength.
 */
export function secondRankedPairs(ballots: readonly Marks[], rules: MethodRules, strength: Strength): SecondOutcome {
  const pairs = pairsOf(ballots, rules);
  const won = pairs.places
    .flatMap((from) => pairs.places.map((to) => ({ from, to, strength: victory(pairs, strength, from, to) })))
    .filter((victory) => victory.strength > 0n);
  const groups = tiersBy([...won.keys()], (index) => won[index]?.strength ?? 0n);
  let lying: typeof won = [];
  for (const group of groups) {
    const added = won.filter((_, index) => group.includes(index));
    const all = [...lying, ...added];
    lying = [...lying, ...added.filter(({ from, to }) => !reachableFrom(to, all).has(from))];
  }
  return pairs.fill(layers(pairs.places, (one, other) => lying.some(({ from, to }) => from === one && to === other)));
}

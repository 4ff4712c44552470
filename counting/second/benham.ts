import type { Marks, MethodRules } from '../method.ts';
import { pairsOf } from './pairs.ts';
import { byLot, outcomeOf, type SecondOutcome } from './seats.ts';
import { dealOut, extreme, lay, moveOn, slipsOf, takeUp } from './slips.ts';

/**
 * Condorcet-IRV by Benham: instant runoff, but before each exclusion whoever beats all others left two by two is elected.
 * Whom no ballot ranks takes no part.
 */
export function secondBenham(ballots: readonly Marks[], rules: MethodRules): SecondOutcome {
  const { places, over } = pairsOf(ballots, rules);
  const left = new Set(places.filter((place) => ballots.some((marks) => (marks[place] ?? 0) > 0)));
  const table = dealOut(slipsOf(ballots, rules, 1n), places);
  while (left.size > 0) {
    const all = [...left];
    const winner = all.find((one) => all.every((other) => other === one || over(one, other) > over(other, one)));
    if (winner !== undefined) return outcomeOf([winner], null);
    const tied = extreme(all, table.worth, 'least');
    const last = tied.length === 1 ? tied[0] : byLot(tied, rules)?.at(-1);
    if (last === undefined) return outcomeOf([], { candidates: tied, seats: 1 });
    left.delete(last);
    for (const slip of takeUp(table, last))
      lay(
        table,
        slip,
        moveOn(slip, (place) => left.has(place)),
      );
    table.worth.set(last, 0n);
  }
  return outcomeOf([], null);
}

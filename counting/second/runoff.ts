import type { Marks, MethodRules } from '../method.ts';
import { outcomeOf, standing, type SecondOutcome } from './seats.ts';
import { dealOut, extreme, lay, moveOn, singleOut, slipsOf, takeUp } from './slips.ts';

/** Instant runoff, paper by paper: more than half of the papers that still stand for somebody elect; else the last goes. */
export function secondRunoff(ballots: readonly Marks[], rules: MethodRules): SecondOutcome {
  const left = new Set(standing(rules));
  const table = dealOut(slipsOf(ballots, rules, 1n), [...left]);
  const rounds: ReadonlyMap<number, bigint>[] = [];
  for (;;) {
    rounds.push(new Map(table.worth));
    const live = [...table.worth.values()].reduce((sum, papers) => sum + papers, 0n);
    const winner = [...left].find((place) => left.size === 1 || (table.worth.get(place) ?? 0n) * 2n > live);
    if (winner !== undefined || left.size === 0) return outcomeOf(winner === undefined ? [] : [winner], null);
    const tied = extreme([...left], table.worth, 'least');
    const last = singleOut(tied, rounds, rules, 'least');
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
}

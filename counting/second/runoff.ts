import type { Marks, MethodRules } from '../method.ts';
import { outcomeOf, standing, type SecondOutcome } from './seats.ts';
import { dealOut, extreme, lay, leaving, moveOn, slipsOf, takeUp } from './slips.ts';

/**
 * Instant runoff, paper by paper: more than half of the papers that still stand for somebody elect; else the last goes. A
 * tie for the last goes by lot. Without one all of them go who together have less than anybody else.
 */
export function secondRunoff(ballots: readonly Marks[], rules: MethodRules): SecondOutcome {
  const left = new Set(standing(rules));
  const table = dealOut(slipsOf(ballots, rules, 1n), [...left]);
  const papersOf = (place: number): bigint => table.worth.get(place) ?? 0n;
  for (;;) {
    const all = [...left];
    const live = sum(all.map(papersOf));
    if (live === 0n) return outcomeOf([], null);
    const winner = all.find((place) => papersOf(place) * 2n > live);
    if (winner !== undefined) return outcomeOf([winner], null);
    const tied = extreme(all, table.worth, 'least');
    const together = sum(tied.map(papersOf));
    const isPlain = (): boolean => all.every((place) => tied.includes(place) || papersOf(place) > together);
    const out = leaving({ tied, continuing: all.length, vacancies: 1 }, [], rules, isPlain);
    if (out === undefined) return outcomeOf([], { candidates: tied, seats: 1 });
    for (const place of out) left.delete(place);
    for (const place of out) {
      for (const slip of takeUp(table, place))
        lay(
          table,
          slip,
          moveOn(slip, (other) => left.has(other)),
        );
      table.worth.set(place, 0n);
    }
  }
}

function sum(papers: readonly bigint[]): bigint {
  return papers.reduce((one, other) => one + other, 0n);
}

import type { Outcome } from './method.ts';

/**
 * Figures by which people are seated, in the order of the ballot: more is before less, equals tie, and 0 is seated nowhere.
 * They are the votes where these decide, and otherwise follow the order of the count. `nobody`: the place of the default
 * answer; while it wins, nobody is seated.
 */
export function standingOf({ votes, ordering, elected, tied, vacant }: Outcome, nobody?: number): readonly number[] {
  if (votes !== null) return votes;
  if (elected.some((one) => one === nobody)) return ordering.map(() => 0);
  const chosen = [...elected, ...(tied?.candidates ?? [])];
  const figures = ordering.map(() => 0);
  for (const { candidate, rank } of ordering) {
    // Where a seat stays vacant the count found nobody more to elect.
    if (vacant === 0 || chosen.includes(candidate)) figures[candidate] = ordering.length + 1 - rank;
  }
  return figures;
}

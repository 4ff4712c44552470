import type { Method, Tie } from './method.ts';

export interface StandingRules {
  readonly seats: number;
  readonly max: number;
  /** Places on the ballot of those who withdrew after it was frozen. */
  readonly withdrawn: readonly number[];
  /** All places in the order of a lot or a draw, the first first; null: there is none. */
  readonly lot: readonly number[] | null;
}

/** A count in places on the whole ballot. */
export interface StandingCount {
  /** Most votes first. */
  readonly elected: readonly number[];
  /** The tie for the last seats that nothing has broken. */
  readonly tied: Tie | null;
  /** The one that the lot has broken: between whom, and who won. */
  readonly broken: { readonly candidates: readonly number[]; readonly won: readonly number[] } | null;
}

/**
 * Counts those who still stand. Whoever withdrew after the freeze keeps the votes and is passed over, so the next in the
 * order of votes takes the seat. Throws as the method's count does.
 */
export function countStanding(method: Method, sums: readonly number[], rules: StandingRules): StandingCount {
  const standing = sums.map((_, place) => place).filter((place) => !rules.withdrawn.includes(place));
  const votes = standing.map((place) => sums[place] ?? 0);
  const methodRules = { seats: rules.seats, candidates: standing.length, max: rules.max };
  const onBallot = (places: readonly number[]) => places.map((place) => standing[place] ?? 0);
  const { elected, tied } = method.count(votes, methodRules);
  const open = tied === null ? null : { candidates: onBallot(tied.candidates), seats: tied.seats };
  if (open === null || rules.lot === null) return { elected: onBallot(elected), tied: open, broken: null };
  const inOrder = rules.lot.filter((place) => open.candidates.includes(place));
  if (inOrder.length < open.candidates.length) return { elected: onBallot(elected), tied: open, broken: null };
  const won = inOrder.slice(0, open.seats);
  return { elected: [...onBallot(elected), ...won], tied: null, broken: { candidates: open.candidates, won } };
}

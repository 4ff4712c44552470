import type { CommonStep, MethodRules, MetTie, Outcome } from './method.ts';

/** Throws a RangeError where there is no seat. */
export function assertSeats({ seats }: MethodRules): void {
  if (!Number.isSafeInteger(seats) || seats < 1) throw new RangeError('A contest has at least one seat');
}

/** Everybody on the ballot who has not withdrawn, in its order. */
export function thoseStanding({ candidates, withdrawn = [] }: MethodRules): readonly number[] {
  return Array.from({ length: candidates }, (_, place) => place).filter((one) => !withdrawn.includes(one));
}

/** The tied in the order of the lot, the winner of the tie first; undefined where the lot does not name them all. */
export function byLot(tied: readonly number[], lot: readonly number[] = []): readonly number[] | undefined {
  const named = [...new Set(lot)].filter((one) => tied.includes(one));
  return named.length === tied.length ? named : undefined;
}

/** The tie for the last seats among all ties that the count met: it stands, or the lot has broken it. */
export function tiesForSeats({ tied, broken }: Pick<Outcome, 'tied' | 'broken'>): readonly MetTie[] {
  if (tied !== null) return [{ over: 'seat', candidates: tied.candidates, chosen: [], by: null }];
  return broken === null ? [] : [{ over: 'seat', candidates: broken.candidates, chosen: broken.won, by: 'lot' }];
}

/** What is said before anything is counted. */
export function firstSteps({ withdrawn = [] }: MethodRules, invalid: number): readonly CommonStep[] {
  const steps: CommonStep[] = [];
  if (invalid > 0) steps.push({ kind: 'invalid-ballots', ballots: invalid });
  if (withdrawn.length > 0) steps.push({ kind: 'withdrawn', candidates: withdrawn });
  return steps;
}

export function seatsForAll({ seats }: MethodRules, standing: number): readonly CommonStep[] {
  return standing <= seats ? [{ kind: 'seats-for-all', seats, candidates: standing }] : [];
}

/** Whom other candidates left without a seat, and whom nobody votes for. */
export function lastSteps(rest: readonly number[], none: readonly number[]): readonly CommonStep[] {
  const steps: CommonStep[] = [];
  if (rest.length > 0) steps.push({ kind: 'not-elected', candidates: rest });
  if (none.length > 0) steps.push({ kind: 'no-votes', candidates: none });
  return steps;
}

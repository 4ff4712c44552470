import type { Method, Outcome } from './method.ts';

export interface StandingRules {
  readonly seats: number;
  readonly max: number;
  /** Places on the ballot of those who withdrew after it was frozen. */
  readonly withdrawn: readonly number[];
  /** All places in the order of a lot or a draw, the first first; null: there is none. */
  readonly lot: readonly number[] | null;
}

/**
 * Counts those who still stand. Whoever withdrew after the freeze keeps the votes and is passed over, so the next in the
 * order of votes takes the seat. Places are those of the whole ballot. Throws as the method's count does.
 */
export function countStanding(
  method: Method,
  sums: readonly number[],
  { seats, max, withdrawn, lot }: StandingRules,
): Pick<Outcome, 'elected' | 'tied' | 'broken'> {
  const standing = sums.map((_, place) => place).filter((place) => !withdrawn.includes(place));
  const onBallot = (places: readonly number[]) => places.map((place) => standing[place] ?? 0);
  const { elected, tied, broken } = method.count(
    standing.map((place) => sums[place] ?? 0),
    {
      ...{ seats, candidates: standing.length, max },
      lot: lot?.filter((place) => standing.includes(place)).map((place) => standing.indexOf(place)),
    },
  );
  return {
    elected: onBallot(elected),
    tied: tied === null ? null : { candidates: onBallot(tied.candidates), seats: tied.seats },
    broken: broken === null ? null : { candidates: onBallot(broken.candidates), won: onBallot(broken.won) },
  };
}

import type { MethodRules } from '../method.ts';

/** What a count by the second counter comes to. */
export interface SecondOutcome {
  /** Places on the ballot, in the order of the ballot. */
  readonly elected: readonly number[];
  /** Those between whom nothing decides, in the order of the ballot, and the seats that are left for them. */
  readonly tied: { readonly candidates: readonly number[]; readonly seats: number } | null;
}

/** Everybody who stands and has not withdrawn, in the order of the ballot. */
export function standing({ candidates, withdrawn = [] }: MethodRules): readonly number[] {
  return Array.from({ length: candidates }, (_, place) => place).filter((place) => !withdrawn.includes(place));
}

/** The tied in the order of the lot; undefined unless the lot names every one of them. */
export function byLot(tied: readonly number[], { lot = [] }: MethodRules): readonly number[] | undefined {
  const named = lot.filter((place, at) => tied.includes(place) && lot.indexOf(place) === at);
  return named.length === tied.length ? named : undefined;
}

/** Seats filled from the top of an order whose tiers are equals; a tier too large for what is left goes to the lot. */
export function fillFrom(tiers: readonly (readonly number[])[], rules: MethodRules): SecondOutcome {
  const elected: number[] = [];
  for (const tier of tiers) {
    const seats = rules.seats - elected.length;
    if (seats === 0) break;
    if (tier.length <= seats) elected.push(...tier);
    else {
      const drawn = byLot(tier, rules);
      if (drawn === undefined) return outcomeOf(elected, { candidates: tier, seats });
      elected.push(...drawn.slice(0, seats));
    }
  }
  return outcomeOf(elected, null);
}

/** The outcome in the one form in which outcomes are compared. */
export function outcomeOf(elected: readonly number[], tied: SecondOutcome['tied']): SecondOutcome {
  return {
    elected: inBallotOrder(elected),
    tied: tied === null ? null : { candidates: inBallotOrder(tied.candidates), seats: tied.seats },
  };
}

function inBallotOrder(places: readonly number[]): readonly number[] {
  return [...places].sort((one, other) => one - other);
}

/** Those of equal worth together, the greatest worth first. */
export function tiersBy(
  places: readonly number[],
  worth: (place: number) => number | bigint,
): readonly (readonly number[])[] {
  const tiers = new Map<number | bigint, number[]>();
  for (const place of places) {
    const equals = tiers.get(worth(place));
    if (equals === undefined) tiers.set(worth(place), [place]);
    else equals.push(place);
  }
  return [...tiers].sort(([one], [other]) => (one > other ? -1 : 1)).map(([, tier]) => tier);
}

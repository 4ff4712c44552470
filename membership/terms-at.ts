import { Temporal } from 'temporal-polyfill';
import type { Tier, TierTerms } from './terms.ts';

/** What a tier means at an instant; undefined before its first terms. */
export function termsAt(tier: Tier, at: Temporal.Instant): TierTerms | undefined {
  return tier.terms.findLast(({ effectiveAt }) => Temporal.Instant.compare(effectiveAt, at) <= 0)?.terms;
}

/** A tier as it is at an instant. */
export interface TierNow {
  readonly id: string;
  readonly terms: TierTerms;
}

/** The tier that holders of tier `id` hold at an instant, mergers followed; undefined where there is none yet. */
export function tierAt(tiers: readonly Tier[], id: string, at: Temporal.Instant): TierNow | undefined {
  let next = id;
  // No more steps than tiers: mergers that lead in a circle lead nowhere.
  for (const _step of tiers) {
    const tier = tiers.find((one) => one.id === next);
    const terms = tier === undefined ? undefined : termsAt(tier, at);
    if (terms === undefined) return undefined;
    if (terms.mergedInto === null) return { id: next, terms };
    next = terms.mergedInto;
  }
  return undefined;
}

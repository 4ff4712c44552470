import { Temporal } from 'temporal-polyfill';
import type { RollBasis } from '../db/schema.ts';
import type { Organisation } from '../membership/standing.ts';

/** The organisation's tiers and rules as data that can be kept, with who was whose duplicate and how many events there were. */
export function basisOf(
  { rules, tiers }: Organisation,
  { merged, events }: Pick<RollBasis, 'merged' | 'events'>,
): RollBasis {
  return {
    events,
    rules,
    tiers: tiers.map(({ id, terms }) => ({
      id,
      terms: terms.map((one) => ({ effectiveAt: one.effectiveAt.toString(), terms: one.terms })),
    })),
    merged,
  };
}

export function organisationOf({ rules, tiers }: Pick<RollBasis, 'rules' | 'tiers'>): Organisation {
  return {
    rules,
    tiers: tiers.map(({ id, terms }) => ({
      id,
      terms: terms.map((one) => ({ effectiveAt: Temporal.Instant.from(one.effectiveAt), terms: one.terms })),
    })),
  };
}

import type { Reason } from '../membership/eligibility.ts';
import type { RollReason } from '../db/schema.ts';

/** A reason as it is kept with the roll: its instants as texts. */
export function wireReason({ on, actBy, ...rest }: Reason): RollReason {
  return { ...rest, on: on?.toString() ?? null, actBy: actBy?.toString() ?? null };
}

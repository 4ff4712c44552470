import { Temporal } from 'temporal-polyfill';
import type { Reason } from '../membership/eligibility.ts';
import type { RollReason } from '../db/schema.ts';

/** A reason as it is kept with the roll: its instants as texts. */
export function wireReason({ on, actBy, ...rest }: Reason): RollReason {
  return { ...rest, on: on?.toString() ?? null, actBy: actBy?.toString() ?? null };
}

/** A reason that was kept. What is there was written by `wireReason`, so its codes are those of the type. */
export function readReason({ on, actBy, ...rest }: RollReason): Reason {
  return {
    ...(rest as Omit<Reason, 'on' | 'actBy'>),
    on: on === null ? null : Temporal.Instant.from(on),
    actBy: actBy === null ? null : Temporal.Instant.from(actBy),
  };
}

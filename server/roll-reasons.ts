import { Temporal } from 'temporal-polyfill';
import type { Reason } from '../membership/eligibility.ts';
import type { RollBasis, RollReason } from '../db/schema.ts';
import { reasonWords } from '../membership/words.ts';

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

/** The reasons in sentences, with the tiers called as they were when the roll was worked out. */
export function reasonLines(
  reasons: readonly RollReason[],
  basis: RollBasis | null,
): { holds: boolean; words: string }[] {
  const names = new Map(basis?.tiers.map(({ id, terms }) => [id, terms.at(-1)?.terms.name ?? id]));
  const telling = { zone: basis?.rules.zone ?? 'UTC', nameOf: (tier: string) => names.get(tier) ?? tier };
  return reasons.map((reason) => ({ holds: reason.holds, words: reasonWords(readReason(reason), telling) }));
}

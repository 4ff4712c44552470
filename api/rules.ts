import { z } from 'zod';
import { instant, methodName, publicAmendment, quorumRule } from './values.ts';

/**
 * The extra member `rules` of `election.json`: what decides the election, frozen and hashed into the record, so that
 * nobody can change the seats, the quorum or the close afterwards and the verifier can recompute the verdict.
 */
export const rules = z.strictObject({
  version: z.literal(2),
  contests: z.array(z.strictObject({ method: methodName, seats: z.int().min(1) })),
  opensAt: instant,
  closesAt: instant,
  /** The deadline as promised to voters, e.g. `2027-06-15T14:00` in `UTC`. */
  promised: z.strictObject({ opens: z.string(), closes: z.string(), record: z.string(), zone: z.string() }),
  /** Whether its voters need not affirm before the next election. */
  isRegular: z.boolean(),
  quorum: quorumRule.nullable(),
  /** SHA-256, hexadecimal, over the sorted lines `address TAB name LF` of the roll. */
  roll: z.strictObject({
    size: z.int().min(1),
    hash: z.string(),
    /** Whoever was a voting member at this instant was on the roll when it was frozen. */
    recordAt: instant,
    affirmBy: instant.nullable(),
    frozenAt: instant,
    frozenSize: z.int(),
    frozenHash: z.string(),
    /** Every change since, without names. */
    amendments: z.array(publicAmendment),
  }),
  registrar: z.literal('server'),
  trustees: z.array(z.string()),
});
export type Rules = z.output<typeof rules>;

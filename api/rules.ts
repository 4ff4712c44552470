import { z } from 'zod';
import { affiliationCap, base, day, instant, peopleMethod, proportion, publicAmendment, quorumRule } from './values.ts';

/** Where the last answer on the ballot says none of the others. */
const defaultRule = z.strictObject({
  /** The last of the candidates. */
  id: z.uuid(),
  /** So many square roots of the roll must put somebody before it. */
  squareRoots: proportion,
});

/** A contest for seats: as many are elected as there are. Candidates by their ids, in the order of the ballot. */
const peopleRules = z.strictObject({
  kind: z.literal('people'),
  id: z.uuid(),
  method: peopleMethod,
  seats: z.array(z.strictObject({ id: z.uuid().nullable(), name: z.string(), endsOn: day.nullable() })).min(1),
  termsStartOn: day.nullable(),
  /** At most this share of the `of` seats of the body with one affiliation; null: no limit. */
  affiliationCap: affiliationCap.nullable(),
  candidates: z.array(z.uuid()),
  /** Left out: everybody on the ballot stands. */
  default: defaultRule.optional(),
});

const motionRules = z.strictObject({
  kind: z.literal('motion'),
  id: z.uuid(),
  method: z.literal('question'),
  base,
  numerator: z.int().min(1),
  denominator: z.int().min(1),
  isStrict: z.boolean(),
  /** The text, to the letter, and the one that it replaces. */
  text: z.string(),
  replaces: z.string(),
  effectiveOn: day.nullable(),
});

const optionsRules = z.strictObject({
  kind: z.literal('options'),
  id: z.uuid(),
  method: z.literal('debian'),
  /** In the order of the ballot; the last is the default. */
  candidates: z.array(z.uuid()).min(2),
  default: defaultRule,
  /** For each but the default the text, to the letter, and how many ballots for it there must be for each against it. */
  options: z.array(z.strictObject({ text: z.string(), majority: proportion })),
  effectiveOn: day.nullable(),
});

/**
 * The extra member `rules` of `election.json`: what decides the election, frozen and hashed into the record, so that
 * nobody can change the seats, the quorum or the close afterwards and the verifier can recompute the verdict.
 */
export const rules = z.strictObject({
  version: z.literal(3),
  contests: z.array(z.discriminatedUnion('kind', [peopleRules, motionRules, optionsRules])),
  /** How a tie that decides something is broken: `lot`, opened with the tally by whoever holds the keys, or a public `draw`. */
  ties: z.enum(['lot', 'draw']),
  opensAt: instant,
  closesAt: instant,
  /** The deadline as promised to voters, e.g. `2027-06-15T14:00` in `UTC`. */
  promised: z.strictObject({ opens: z.string(), closes: z.string(), record: z.string(), zone: z.string() }),
  /** The other moments of the timetable; null: it had none. */
  nominationsOpenAt: instant.nullable(),
  nominationsCloseAt: instant.nullable(),
  candidatesAt: instant.nullable(),
  seatingAt: instant.nullable(),
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
    applyBy: instant.nullable(),
    frozenAt: instant,
    frozenSize: z.int(),
    frozenHash: z.string(),
    /** Every change since, without names. */
    amendments: z.array(publicAmendment),
  }),
  /**
   * Who made the credentials: the server, or a person, who published some beyond the roll for links that get lost. A
   * ballot under a spare must have a void credential beside it, which the election's page names.
   */
  registrar: z.union([z.literal('server'), z.strictObject({ name: z.string(), spares: z.array(z.string()) })]),
  trustees: z.array(z.string()),
  /** How many of them open the result, together with the server's key. Left out: all of them, and the server has none. */
  threshold: z.int().min(2).optional(),
  /** The public half of the key that signs heads of the board, RFC 8032. Elections of before have none. */
  boardKey: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type Rules = z.output<typeof rules>;

/** What of the rules says how many must vote, whatever their version: elections outlive the program that opened them. */
export const quorumRules = z.object({
  quorum: quorumRule.nullable(),
  roll: z.object({ size: z.int().min(1) }),
  registrar: z.union([z.object({ spares: z.array(z.string()) }), z.literal('server')]).optional(),
});

/** How many credentials the record must hold: one for each voter, and the spares that a registrar announced. */
export function credentialsOf({ roll, registrar }: z.output<typeof quorumRules>): number {
  return roll.size + (typeof registrar === 'object' ? registrar.spares.length : 0);
}

/** What the rules ask of the record of an election: voters, credentials, and how many must have voted. */
export function recordAsk(text: unknown): { roll: number; credentials: number; needed: number } | undefined {
  const read = quorumRules.safeParse(text);
  if (!read.success) return undefined;
  const { roll, quorum } = read.data;
  const needed = quorum === null ? 0 : Math.ceil((roll.size * quorum.numerator) / quorum.denominator);
  return { roll: roll.size, credentials: credentialsOf(read.data), needed };
}

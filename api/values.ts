import { z } from 'zod';

/** The values that several endpoints share. Objects are strict: an unknown member is a malformed request. */

export const nothing = z.strictObject({});

/** The election's uuid: 14 to 22 Base58 characters (Belenios 4.2). */
export const electionId = z
  .string()
  .regex(/^[1-9A-HJ-NP-Za-km-z]{14,22}$/, 'An election has an id of 14 to 22 letters and digits');
export const personId = z.uuid();

/** A point in time, as `2027-06-15T14:00:00Z`. */
export const instant = z.iso.datetime();

/** A local date and time, `2027-06-15T14:00`; the zone stands beside it. */
export const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Give a date and a time');

/** One line of text that a person wrote: trimmed, NFC, no control or direction-changing characters. */
export function line(max: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1, 'Write something here')
        .max(max, `At most ${max} characters`)
        // Control characters could forge mail headers (R21); direction overrides could make one name look like another (S26).

        .regex(
          /^[^\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]*$/u,
          'Remove invisible or control characters',
        ),
    );
}

/** Several paragraphs of plain text; line feeds allowed. */
export function paragraphs(max: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFC').replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .max(max, `At most ${max} characters`)

        .regex(
          /^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*$/u,
          'Remove invisible or control characters',
        ),
    );
}

/** A mail address as people type it; compared after trimming, NFC and lower case. */
export const address = z
  .string()
  .transform((text) => text.normalize('NFC').trim().toLowerCase())
  .pipe(z.email('This is not a mail address').max(254));

export const roleName = z.enum(['administrator', 'officer', 'clerk', 'treasurer', 'auditor']);
export type RoleName = z.output<typeof roleName>;

/**
 * A deadline as it was promised, local date and time in a zone, and the instant that it means. `zone` is an IANA name,
 * `UTC`, or `AoE` (Anywhere on Earth, the fixed offset -12:00).
 */
export const deadline = z.strictObject({ local: z.string(), zone: z.string(), at: instant });
export type Deadline = z.output<typeof deadline>;

/** Where an election stands, by the clock: nothing has to run for `scheduled` to become `open` or `open` `closed`. */
export const phase = z.enum(['draft', 'scheduled', 'open', 'closed', 'tallied', 'certified', 'void']);
export type Phase = z.output<typeof phase>;

/** A change of the frozen roll, as everybody sees it: how many people, why, and when it was decided. */
export const publicAmendment = z.strictObject({
  change: z.enum(['added', 'removed']),
  people: z.int(),
  reason: z.string(),
  at: instant,
});

/** What everybody may know of a roll: never who is on it. */
export const rollFacts = z.strictObject({
  /** Whoever is a voting member at this instant is on the roll. */
  record: deadline,
  /** Until when the year's affirmation counted; null: none was asked. */
  affirmBy: deadline.nullable(),
  size: z.int(),
  /** SHA-256, hexadecimal, over the sorted lines `address TAB name LF`; empty until the roll is frozen. */
  hash: z.string(),
  frozenAt: instant.nullable(),
  /** As it was frozen, before any amendment. */
  frozenSize: z.int(),
  frozenHash: z.string(),
  amendments: z.array(publicAmendment),
});
export type RollFacts = z.output<typeof rollFacts>;

export const methodName = z.enum(['approval', 'choose']);

export const quorumRule = z.strictObject({
  numerator: z.int().min(1).max(1000),
  denominator: z.int().min(1).max(1000),
});

export const candidate = z.strictObject({ name: z.string(), affiliation: z.string(), statement: z.string() });
export type Candidate = z.output<typeof candidate>;

export const contest = z.strictObject({
  title: z.string(),
  method: methodName,
  seats: z.int(),
  /** For `choose`: how many a voter may choose. For `approval`: as many as there are candidates. */
  max: z.int(),
  candidates: z.array(candidate),
});
export type Contest = z.output<typeof contest>;

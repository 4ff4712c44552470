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

/** A day, `2027-06-30`. */
export const day = z.iso.date('Give a day');

/**
 * The moments of an election, each as promised and as the instant that it means; null: it has none. All times of one
 * election are promised in one zone.
 */
export const timetable = z.strictObject({
  nominationsOpen: deadline.nullable(),
  nominationsClose: deadline.nullable(),
  /** From when on the candidates are public, all at once. */
  candidates: deadline.nullable(),
  /** Until when somebody must have applied to be a member in order to vote. */
  applyBy: deadline.nullable(),
  /** Until when the year's affirmation counts; null: none is asked. */
  affirmBy: deadline.nullable(),
  /** Whoever is a voting member at this instant is on the roll. */
  record: deadline,
  opens: deadline,
  closes: deadline,
  /** When those elected take their seats. */
  seating: deadline.nullable(),
});
export type Timetable = z.output<typeof timetable>;
export type Moment = keyof Timetable;

/** How people are elected; `counting/methods.ts` has each. */
export const peopleMethod = z.enum([
  'approval',
  'plurality',
  'block-plurality',
  'choose',
  'score',
  'cumulative',
  'star',
  'bloc-star',
  'allocated-score',
  'majority-judgment',
  'schulze',
  'schulze-margins',
  'ranked-pairs',
  'ranked-pairs-margins',
  'minimax',
  'minimax-margins',
  'copeland',
  'condorcet-irv',
  'debian',
  'borda',
  'irv',
  'scottish-stv',
  'wigm-stv',
  'meek-stv',
]);
export const methodName = z.enum([...peopleMethod.options, 'question']);

export const quorumRule = z.strictObject({
  numerator: z.int().min(1).max(1000),
  denominator: z.int().min(1).max(1000),
});

/** A share of something; strict: more than it, otherwise at least. */
export const ratio = z
  .strictObject({ numerator: z.int().min(1).max(1000), denominator: z.int().min(1).max(1000), isStrict: z.boolean() })
  .refine(({ numerator, denominator }) => numerator <= denominator, 'A share is at most the whole');

/** So many for each so many: 3 to 1 is a supermajority. */
export const proportion = z.strictObject({
  numerator: z.int().min(1).max(1000),
  denominator: z.int().min(1).max(1000),
});

/** What a majority is taken of: those for and against, all ballots cast, or all on the roll. */
export const base = z.enum(['for-and-against', 'cast', 'eligible']);

export const candidate = z.strictObject({
  /** For ever: addresses and the lot are made of it. */
  id: z.uuid(),
  name: z.string(),
  affiliation: z.string(),
  /** Made of the statement's Markdown, with nothing active in it. */
  statementHtml: z.string(),
  /** The address of the picture; null: none was given. */
  photo: z.string().nullable(),
  /** Whoever withdraws after the freeze stays on the ballot, struck through, and is passed over at the seating. */
  withdrawnAt: instant.nullable(),
  /** Of an option: how many ballots must put it before the default for each that puts it after. Null: not an option. */
  majority: proportion.nullable(),
  /** None of the above: nobody, the last of the candidates, on the ballot from the freeze on. */
  isDefault: z.boolean(),
});
export type Candidate = z.output<typeof candidate>;

/** The most of the `of` seats of a body that people with one affiliation may hold. */
export const affiliationCap = z.strictObject({ numerator: z.int(), denominator: z.int(), of: z.int() });

export const motion = z.strictObject({
  textHtml: z.string(),
  /** The text in force beside the new one, word by word; null: there is none. */
  difference: z.array(z.strictObject({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })).nullable(),
  base,
  numerator: z.int(),
  denominator: z.int(),
  isStrict: z.boolean(),
  /** The day on which it takes effect if adopted; null: when the result is certified. */
  effectiveOn: day.nullable(),
});

export const contest = z.strictObject({
  id: z.uuid(),
  /** People for seats; a text, for or against; one of several texts, or none of them. */
  kind: z.enum(['people', 'motion', 'options']),
  title: z.string(),
  method: methodName,
  /** How many are elected: as many as it has named seats. 0 where nobody is. */
  seats: z.int(),
  namedSeats: z.array(z.strictObject({ id: z.uuid().nullable(), name: z.string(), endsOn: day.nullable() })),
  body: z.strictObject({ slug: z.string(), name: z.string() }).nullable(),
  /** The first day of the terms. */
  termsStartOn: day.nullable(),
  affiliationCap: affiliationCap.nullable(),
  /** For `choose`: how many a voter may choose. Otherwise as many as there are candidates. */
  max: z.int(),
  /** For a motion: the answers; for options: these, each with its text as the statement. Empty before the candidates are announced. */
  candidates: z.array(candidate),
  motion: motion.nullable(),
  /** The day on which an option takes effect if adopted, null: when the result is certified. Null where there are no options. */
  options: z.strictObject({ effectiveOn: day.nullable() }).nullable(),
});
export type Contest = z.output<typeof contest>;

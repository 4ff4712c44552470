import { z } from 'zod';
import { electionView } from './elections.ts';
import { endpoint } from './endpoint.ts';
import { lostReason } from './registrar.ts';
import {
  address,
  base,
  day,
  electionId,
  instant,
  line,
  localTime,
  nothing,
  paragraphs,
  peopleMethod,
  phase,
  proportion,
  quorumRule,
} from './values.ts';

const electionPath = z.strictObject({ electionId });

const contestBase = {
  /** Of a contest that is there already: what refers to it, its nominations say, stays with it. */
  id: z.uuid().optional(),
  title: line(160),
};

/** People for the seats of one body. As many are elected as it names seats. */
export const peopleDefinition = z.strictObject({
  ...contestBase,
  kind: z.literal('people'),
  method: peopleMethod,
  seats: z.array(z.uuid()).min(1, 'Choose at least one seat').max(50),
  /** The first day of the terms; the seats say how long they run. */
  termsStartOn: day,
  /** For `choose`: how many a voter may choose; left out for others. */
  max: z.int().min(1).max(50).optional(),
  /** Those whom the office writes down itself. Whoever comes by nomination is not among them. */
  candidates: z
    .array(
      z.strictObject({
        id: z.uuid().optional(),
        name: line(120),
        affiliation: z.union([z.literal(''), line(160)]),
        /** Markdown. */
        statement: paragraphs(6000),
      }),
    )
    .max(50, 'At most 50 candidates'),
});

/** A question that is answered for, against or by abstaining. */
export const motionDefinition = z.strictObject({
  ...contestBase,
  kind: z.literal('motion'),
  /** Markdown: the text that would be in force. */
  text: paragraphs(20_000).refine((text) => text !== '', 'Write what is to be decided'),
  /** The text in force that it replaces; empty: there is none. */
  replaces: paragraphs(20_000),
  base,
  numerator: z.int().min(1).max(1000),
  denominator: z.int().min(1).max(1000),
  isStrict: z.boolean(),
  /** Days that the text must be public before voting opens. */
  noticeDays: z.int().min(0).max(365),
  effectiveOn: day.nullable(),
});

/** One of several texts, or none of them, by Debian’s rule. */
export const optionsDefinition = z.strictObject({
  ...contestBase,
  kind: z.literal('options'),
  options: z
    .array(
      z.strictObject({
        id: z.uuid().optional(),
        name: line(120),
        /** Markdown. */
        text: paragraphs(20_000),
        /** How many ballots must put it before None of the above for each that puts it after. */
        ...proportion.shape,
      }),
    )
    .min(1, 'Write at least one option')
    // With None of the above, as many as one element of the group can hold.
    .max(29, 'At most 29 options'),
  /** Days that the texts must be public before voting opens. */
  noticeDays: z.int().min(0).max(365),
  effectiveOn: day.nullable(),
});

/** Local dates and times in one zone; null: the election has no such moment. */
export const timetableDefinition = z.strictObject({
  zone: z.string().max(64),
  nominationsOpen: localTime.nullable(),
  nominationsClose: localTime.nullable(),
  /** From when on the candidates are public, all at once. */
  candidates: localTime.nullable(),
  /** Until when somebody must have applied to be a member in order to vote. */
  applyBy: localTime.nullable(),
  /** Until when the year's affirmation counts; null: none is asked. At the record date or before it. */
  affirmBy: localTime.nullable(),
  /** Whoever is a voting member at this moment is on the roll. At the opening or before it. */
  record: localTime,
  opens: localTime,
  closes: localTime,
  seating: localTime.nullable(),
});
export type TimetableDefinition = z.output<typeof timetableDefinition>;

/** The definition of an election, as the form gives it. Everything may change until the election is frozen. */
export const definition = z.strictObject({
  name: line(160),
  description: paragraphs(4000),
  timetable: timetableDefinition,
  /** A regular election of the board: the kind whose voters need not affirm next time. */
  isRegular: z.boolean(),
  quorum: quorumRule.nullable(),
  /** How a tie that decides something is broken: by the lot that the keys open with the result, or by a public draw. */
  ties: z.enum(['lot', 'draw']),
  contests: z
    .array(z.discriminatedUnion('kind', [peopleDefinition, motionDefinition, optionsDefinition]))
    .min(1, 'An election has at least one contest')
    .max(10),
  /** Nobody: the server holds the only key, and every page says so. */
  trustees: z.array(z.strictObject({ name: line(120), email: address })).max(9),
  /** How many of the trustees open the result, together with a key of the server; null: all of them, and the server has none. */
  threshold: z.int().min(2, 'At least 2, or one person alone could open ballots').max(8).nullable(),
  /** Who makes the personal links; null: the server does, and could vote for those who do not. */
  registrar: z.strictObject({ name: line(120), email: address }).nullable(),
});
export type Definition = z.output<typeof definition>;
export type ContestDefinition = Definition['contests'][number];

/** What stands between a draft and its opening, each with the place where it is mended. */
export const blocker = z.strictObject({
  what: z.enum([
    'no-candidates',
    'roll-not-frozen',
    'roll-doubled',
    'trustee-key-missing',
    'registrar-list-missing',
    'closing-passed',
    'opens-after-closes',
    'too-few-candidates',
    'too-many-candidates',
    'equal-names',
    'equal-options',
    'nominations-open',
    'nominees-undecided',
    'candidates-not-announced',
    'notice-too-short',
    'rule-broken',
    'seat-taken',
  ]),
  detail: z.string(),
});

export const officeView = z.strictObject({
  view: electionView,
  definition,
  blockers: z.array(blocker),
  /** Valid, but worth a second look (lookalike names, more seats than candidates). */
  warnings: z.array(z.string()),
  mail: z.strictObject({ queued: z.int(), sent: z.int(), failed: z.int() }),
  trustees: z.array(
    z.strictObject({
      name: z.string(),
      email: z.string(),
      invitedAt: instant.nullable(),
      hasKey: z.boolean(),
      /** Of the three steps of a key that is made together; null where each key stands alone. */
      stepsDone: z.int().nullable(),
      hasDecrypted: z.boolean(),
      /** Whether this trustee was asked to mix the ballots, and has not. */
      isToMix: z.boolean(),
      /** Why the newest mail to this trustee could not be sent; null when it was, or waits. */
      mailError: z.string().nullable(),
    }),
  ),
  /** Null: the server is the registrar. */
  registrar: z
    .strictObject({
      name: z.string(),
      email: z.string(),
      invitedAt: instant.nullable(),
      /** When the list of credentials came in, and whether it was made for the roll as it is now. */
      givenAt: instant.nullable(),
      isForRoll: z.boolean(),
      /** When the registrar said that every link was sent, and to whom none could be. */
      mailedAt: instant.nullable(),
      undelivered: z.array(z.strictObject({ id: z.uuid(), name: z.string(), email: z.string() })),
      spares: z.strictObject({ published: z.int(), given: z.int() }),
      /** Links that officers asked for; `givenAt` null: the registrar has not given one yet. */
      replacements: z.array(
        z.strictObject({
          id: z.uuid(),
          name: z.string(),
          email: z.string(),
          reason: lostReason,
          askedAt: instant,
          givenAt: instant.nullable(),
        }),
      ),
      /** Why the newest mail to the registrar could not be sent; null when it was, or waits. */
      mailError: z.string().nullable(),
    })
    .nullable(),
  /** How many ballots on the board were replaced by later ones. */
  replaced: z.int(),
  /** Voters per day since the opening, UTC days, oldest first. */
  perDay: z.array(z.strictObject({ day: z.string(), voters: z.int() })),
});
export type OfficeView = z.output<typeof officeView>;

export const readOffice = endpoint({
  summary: 'Every election, drafts too, newest first',
  method: 'GET',
  route: '/api/office/elections',
  caller: 'read-elections',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    organisation: z.string(),
    now: instant,
    elections: z.array(
      z.strictObject({ id: electionId, name: z.string(), phase, closesAt: instant, roll: z.int(), voted: z.int() }),
    ),
  }),
  status: 200,
  problems: [],
});

export const draftElection = endpoint({
  summary: 'Make a draft',
  method: 'POST',
  route: '/api/office/elections',
  caller: 'run-elections',
  path: nothing,
  query: nothing,
  body: definition,
  reply: z.strictObject({ id: electionId }),
  status: 201,
  problems: [],
  bodyLimit: 1024 * 1024,
});

export const redraftElection = endpoint({
  summary: 'Change a draft; trustees who stay keep their key',
  method: 'PUT',
  route: '/api/office/elections/:electionId',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: definition,
  reply: officeView,
  status: 200,
  problems: ['not-found', 'election-not-draft', 'roll-frozen', 'contest-nominated'],
  bodyLimit: 1024 * 1024,
});

export const readOfficeElection = endpoint({
  summary: 'One election as its officers see it',
  method: 'GET',
  route: '/api/office/elections/:electionId',
  caller: 'read-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: officeView,
  status: 200,
  problems: ['not-found'],
});

export const mailState = z.enum(['none', 'queued', 'sent', 'failed', 'withheld']);

export const readRoll = endpoint({
  summary: 'Who is on the roll, by name, a page at a time',
  method: 'GET',
  route: '/api/office/elections/:electionId/roll',
  caller: 'read-elections',
  path: electionPath,
  query: z.strictObject({
    search: z.string().max(120).optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    show: z.enum(['all', 'failed-mail', 'voted', 'not-voted']).default('all'),
  }),
  body: nothing,
  reply: z.strictObject({
    total: z.int(),
    perPage: z.int(),
    entries: z.array(
      z.strictObject({
        id: z.uuid(),
        name: z.string(),
        email: z.string(),
        mail: mailState,
        mailError: z.string().nullable(),
        voted: z.boolean(),
      }),
    ),
  }),
  status: 200,
  problems: ['not-found'],
});

export const resendBallot = endpoint({
  summary: 'Send one voter the personal link again, as long as that voter has not voted',
  method: 'POST',
  route: '/api/office/elections/:electionId/roll/:entryId/mail',
  caller: 'run-elections',
  path: z.strictObject({ electionId, entryId: z.uuid() }),
  query: nothing,
  body: nothing,
  reply: z.strictObject({ sent: z.boolean() }),
  status: 202,
  problems: ['not-found', 'election-not-open', 'registrar-sends-links'],
});

export const inviteTrustees = endpoint({
  summary:
    'Mail every trustee whose part is missing a new personal link: for the key in a draft, for the share once the tally is on the board. Earlier links stop working',
  method: 'POST',
  route: '/api/office/elections/:electionId/trustees/invitations',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ invited: z.int() }),
  status: 202,
  problems: ['not-found', 'election-not-draft'],
});

export const openElection = endpoint({
  summary:
    'Freeze the election and publish its set-up; voting then opens and closes by the clock. Seats and closing date are read back',
  method: 'POST',
  route: '/api/office/elections/:electionId/opening',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: z.strictObject({
    /** The seats of all contests together, typed by the officer. */
    seats: z.int(),
    /** The closing date, `2027-06-15`, typed by the officer. */
    closesOn: z.string(),
  }),
  reply: officeView,
  status: 200,
  problems: ['not-found', 'election-not-draft', 'election-not-ready', 'readback-differs'],
});

export const certifyElection = endpoint({
  summary: 'Certify the result; the number of people elected is read back',
  method: 'POST',
  route: '/api/office/elections/:electionId/certificate',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ elected: z.int() }),
  reply: officeView,
  status: 200,
  problems: ['not-found', 'election-not-tallied', 'tie-open', 'counts-differ', 'readback-differs'],
});

export const countAgain = endpoint({
  summary: 'Count a result again that is held back because two counts of it differ',
  method: 'POST',
  route: '/api/office/elections/:electionId/count-again',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ isPublished: z.boolean() }),
  status: 200,
  problems: ['not-found', 'tally-not-due'],
});

export const readLog = endpoint({
  summary: 'What was done, by whom and when; nothing is ever taken out',
  method: 'GET',
  route: '/api/office/log',
  caller: 'read-elections',
  path: nothing,
  query: z.strictObject({
    electionId: electionId.optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
  }),
  body: nothing,
  reply: z.strictObject({
    total: z.int(),
    perPage: z.int(),
    entries: z.array(
      z.strictObject({
        at: instant,
        actor: z.string(),
        action: z.string(),
        electionId: z.string().nullable(),
        facts: z.string(),
      }),
    ),
  }),
  status: 200,
  problems: [],
});

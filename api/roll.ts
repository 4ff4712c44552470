import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { address, deadline, electionId, instant, line, nothing, paragraphs, rollFacts } from './values.ts';

const electionPath = z.strictObject({ electionId });

/** One of the rules, for one person: whether it holds, and the sentence that says so with its date. */
export const verdictReason = z.strictObject({ holds: z.boolean(), words: z.string() });

/**
 * Where the roll of an election stands. `none`: not worked out yet. `forecast`: worked out, and changing with the members
 * until it is frozen. `frozen`: changed by amendments alone.
 */
export const rollState = z.strictObject({
  state: z.enum(['none', 'forecast', 'frozen']),
  roll: rollFacts,
  record: deadline,
  isRecordPast: z.boolean(),
  datesAnnouncedAt: instant.nullable(),
  /** When it was worked out last, and how many things happened to members since. */
  madeAt: instant.nullable(),
  since: z.int(),
  in: z.int(),
  out: z.int(),
  /** What keeps people out, most frequent first; one person may be out for several. */
  codes: z.array(z.strictObject({ code: z.string(), words: z.string(), count: z.int() })),
  /** Contradictions in the report. */
  openItems: z.int(),
  /** Amendments and requests of members that wait for an officer. */
  waiting: z.int(),
});
export type RollState = z.output<typeof rollState>;

export const readRollState = endpoint({
  summary: 'Where the roll stands: its record date, how many are in and out, and what keeps people out',
  method: 'GET',
  route: '/api/office/elections/:electionId/roll/state',
  caller: 'read-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: rollState,
  status: 200,
  problems: ['not-found'],
});

export const workOutRoll = endpoint({
  summary: 'Work out the roll from the members as they are now: a forecast, which anybody in the office can read',
  method: 'POST',
  route: '/api/office/elections/:electionId/roll/forecasts',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: rollState,
  status: 200,
  problems: ['not-found', 'election-not-draft', 'roll-frozen'],
});

export const freezeRoll = endpoint({
  summary:
    'Freeze the roll out of the members’ events, once the record date has passed. The number of people on it is read back, and the open items of the report are acknowledged by their number',
  method: 'POST',
  route: '/api/office/elections/:electionId/roll/freeze',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: z.strictObject({
    /** How many people are on the roll, typed by the officer. */
    size: z.int(),
    /** How many open items the report showed. */
    openItems: z.int(),
  }),
  reply: rollState,
  status: 200,
  problems: [
    'not-found',
    'election-not-draft',
    'roll-frozen',
    'record-date-ahead',
    'roll-empty',
    'readback-differs',
    'roll-changed',
  ],
});

export const verdict = z.strictObject({
  personId: z.uuid(),
  name: z.string(),
  email: z.string(),
  isIn: z.boolean(),
  /** What an amendment did after the freeze. */
  amended: z.enum(['added', 'removed']).nullable(),
  reasons: z.array(verdictReason),
});
export type Verdict = z.output<typeof verdict>;

export const readVerdicts = endpoint({
  summary: 'Each person in or out, with the reasons; by name, a page at a time',
  method: 'GET',
  route: '/api/office/elections/:electionId/roll/verdicts',
  caller: 'read-elections',
  path: electionPath,
  query: z.strictObject({
    search: z.string().max(120).optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    show: z.enum(['all', 'in', 'out', 'amended']).default('all'),
    /** Only people whom this keeps out. */
    code: z.string().max(60).optional(),
  }),
  body: nothing,
  reply: z.strictObject({ total: z.int(), perPage: z.int(), verdicts: z.array(verdict) }),
  status: 200,
  problems: ['not-found'],
});

export const contradictionName = z.enum([
  'paid-without-period',
  'period-without-payment',
  'period-on-trust',
  'expires-while-voting',
  'bounced-address',
  'duplicate',
  'no-name',
  'changed-address',
]);
export type ContradictionName = z.output<typeof contradictionName>;

export const contradiction = z.strictObject({
  what: contradictionName,
  count: z.int(),
  /** The first hundred of them. */
  people: z.array(z.strictObject({ personId: z.uuid(), name: z.string(), email: z.string(), detail: z.string() })),
});
export type Contradiction = z.output<typeof contradiction>;

export const readRollReport = endpoint({
  summary: 'What does not fit together about the people on the roll, or those who should perhaps be on it',
  method: 'GET',
  route: '/api/office/elections/:electionId/roll/report',
  caller: 'read-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ madeAt: instant.nullable(), contradictions: z.array(contradiction) }),
  status: 200,
  problems: ['not-found'],
});

export const recountRoll = endpoint({
  summary: 'Work the frozen roll out once more from the events that counted, and compare',
  method: 'GET',
  route: '/api/office/elections/:electionId/roll/recount',
  caller: 'read-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ size: z.int(), hash: z.string(), isSame: z.boolean() }),
  status: 200,
  problems: ['not-found', 'roll-not-frozen'],
});

const amendmentPerson = z.strictObject({ personId: z.uuid(), name: z.string(), email: z.string() });

export const officeAmendment = z.strictObject({
  id: z.uuid(),
  change: z.enum(['added', 'removed']),
  people: z.array(amendmentPerson),
  reason: z.string(),
  note: z.string(),
  proposedBy: z.string(),
  proposedAt: instant,
  /** Whether the reader proposed it, and so cannot decide it. */
  isOwn: z.boolean(),
  state: z.enum(['proposed', 'accepted', 'refused']),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
});
export type OfficeAmendment = z.output<typeof officeAmendment>;

export const officeException = z.strictObject({
  id: z.uuid(),
  person: amendmentPerson,
  reason: z.string(),
  askedAt: instant,
  /** `supported`: the amendment that it proposed waits for another officer. */
  state: z.enum(['asked', 'supported', 'accepted', 'refused']),
  decisionReason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
});
export type OfficeException = z.output<typeof officeException>;

export const rollChanges = z.strictObject({
  amendments: z.array(officeAmendment),
  exceptions: z.array(officeException),
});
export type RollChanges = z.output<typeof rollChanges>;

export const readRollChanges = endpoint({
  summary: 'Amendments of the frozen roll and what members asked for, newest first',
  method: 'GET',
  route: '/api/office/elections/:electionId/roll/changes',
  caller: 'read-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: rollChanges,
  status: 200,
  problems: ['not-found'],
});

/** Shown to everybody beside the number of people; it names nobody. */
const publicReason = line(300);

export const proposeAmendment = endpoint({
  summary: 'Propose to add people to the frozen roll, or to take them off; another officer decides',
  method: 'POST',
  route: '/api/office/elections/:electionId/roll/amendments',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: z.strictObject({
    change: z.enum(['added', 'removed']),
    addresses: z.array(address).min(1, 'Name at least one address').max(1000),
    reason: publicReason,
    note: paragraphs(2000),
  }),
  reply: rollChanges,
  status: 201,
  problems: ['not-found', 'election-not-draft', 'roll-not-frozen'],
  bodyLimit: 512 * 1024,
});

export const decideAmendment = endpoint({
  summary: 'Accept or refuse an amendment that another officer proposed',
  method: 'POST',
  route: '/api/office/elections/:electionId/roll/amendments/:amendmentId/decision',
  caller: 'run-elections',
  path: z.strictObject({ electionId, amendmentId: z.uuid() }),
  query: nothing,
  body: z.strictObject({ isAccepted: z.boolean() }),
  reply: rollChanges,
  status: 200,
  problems: ['not-found', 'election-not-draft', 'already-decided', 'second-person-needed', 'roll-changed'],
});

export const decideException = endpoint({
  summary: 'Refuse what a member asked for, or support it: that proposes the amendment, which another officer decides',
  method: 'POST',
  route: '/api/office/elections/:electionId/roll/exceptions/:exceptionId/decision',
  caller: 'run-elections',
  path: z.strictObject({ electionId, exceptionId: z.uuid() }),
  query: nothing,
  body: z.strictObject({
    isSupported: z.boolean(),
    /** Told to the member; where it is supported, shown to everybody beside the number of people added. */
    reason: publicReason,
  }),
  reply: rollChanges,
  status: 200,
  problems: ['not-found', 'election-not-draft', 'already-decided', 'second-person-needed', 'roll-changed'],
});

export const askException = endpoint({
  summary: 'Ask to be put on the frozen roll, with a reason, as long as voting has not been set up',
  method: 'POST',
  route: '/api/me/elections/:electionId/exception',
  caller: 'person',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ reason: paragraphs(2000).pipe(z.string().min(1, 'Say why you should be on the roll')) }),
  reply: z.strictObject({ askedAt: instant }),
  status: 201,
  problems: ['not-found', 'election-not-draft', 'roll-not-frozen', 'already-on-roll', 'already-asked'],
});

export const announceDates = endpoint({
  summary: 'Show members the dates of a draft, so that each can see whether they will be able to vote',
  method: 'POST',
  route: '/api/office/elections/:electionId/dates',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: rollState,
  status: 200,
  problems: ['not-found', 'election-not-draft'],
});

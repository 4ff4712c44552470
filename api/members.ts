import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { address, instant, line, nothing, personId } from './values.ts';

/** Members as staff see them: search, one person with everything that happened, and what staff record. */

export const exportRoute = '/api/office/members.csv';

export const standingState = z.enum([
  'applied',
  'pending-payment',
  'pending-approval',
  'active',
  'grace',
  'lapsed',
  'resigned',
  'terminated',
]);

const tierName = z.string().max(40);

/** Which members: everything that is said must hold. */
const filters = {
  search: z.string().max(254).optional(),
  tier: tierName.optional(),
  state: standingState.optional(),
  /** Whether the rules would let them vote if the record date were now. */
  eligible: z.enum(['yes', 'no']).optional(),
  show: z.enum(['bounced', 'no-name', 'no-tier']).optional(),
  importedBy: z.uuid().optional(),
};
export const memberFilter = z.strictObject(filters);
export type MemberFilter = z.output<typeof memberFilter>;

export const exportColumn = z.enum([
  'number',
  'name',
  'email',
  'city',
  'country',
  'tier',
  'state',
  'from',
  'until',
  'affirmed',
  'body',
  'vote',
]);
export type ExportColumn = z.output<typeof exportColumn>;
export const exportColumns = exportColumn.options;

export const exportQuery = z.strictObject({
  ...filters,
  columns: z
    .string()
    .max(400)
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(exportColumn).min(1, 'Choose at least one column')),
});

export type ExportQuery = z.output<typeof exportQuery>;

const standing = z.strictObject({
  tier: z.string(),
  name: z.string(),
  state: standingState,
  votes: z.boolean(),
  since: instant.nullable(),
  from: instant.nullable(),
  until: instant.nullable(),
  graceUntil: instant.nullable(),
});

export const memberRow = z.strictObject({
  id: personId,
  number: z.string(),
  name: z.string(),
  email: z.string(),
  city: z.string(),
  country: z.string(),
  standings: z.array(standing),
  /** Why the newest mail did not arrive; null when it did, waits, or there was none. */
  mailError: z.string().nullable(),
});
export type MemberRow = z.output<typeof memberRow>;

export const findMembers = endpoint({
  summary: 'Members, by any part of a name, of an address that they have or had, or by number; a page of them',
  method: 'GET',
  route: '/api/office/members',
  caller: 'read-members',
  path: nothing,
  query: memberFilter.extend({ page: z.coerce.number().int().min(1).max(100_000).default(1) }),
  body: nothing,
  reply: z.strictObject({
    total: z.int(),
    perPage: z.int(),
    members: z.array(memberRow),
    tiers: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    /** How many applications wait, and how many pairs are perhaps one person. */
    waiting: z.strictObject({ applications: z.int() }),
  }),
  status: 200,
  problems: [],
});

/** One line of what happened. `kind` says where it comes from. */
export const happening = z.strictObject({
  at: instant,
  kind: z.enum(['event', 'payment', 'mail', 'audit', 'import', 'merge', 'role', 'vote']),
  title: z.string(),
  words: z.string(),
  /** Who did it, where somebody did. */
  by: z.string().nullable(),
  /** The event that staff may withdraw as a mistake; null where there is none, or it is withdrawn. */
  eventId: z.string().nullable(),
  isWithdrawn: z.boolean(),
});
export type HappeningLine = z.output<typeof happening>;

const reasonLine = z.strictObject({ holds: z.boolean(), rule: z.string(), words: z.string() });

export const memberView = memberRow.extend({
  formerAddresses: z.array(z.strictObject({ email: z.string(), leftAt: instant })),
  life: z.enum(['living', 'deceased', 'erased']),
  /** Where this record is a duplicate: the person it was merged into. */
  mergedInto: personId.nullable(),
  roles: z.array(z.string()),
  eligibility: z.strictObject({ eligible: z.boolean(), reasons: z.array(reasonLine) }),
  /** A termination that was noticed and not withdrawn. */
  termination: z.strictObject({ eventId: z.string(), at: instant, hearingAt: instant, reason: z.string() }).nullable(),
  merges: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      madeAt: instant,
      /** Until when it can be undone; null once it was, or the time is over. */
      undoUntil: instant.nullable(),
    }),
  ),
  timeline: z.array(happening),
  /** What the rules ask of notices, so that forms can say it. */
  rules: z.strictObject({
    zone: z.string(),
    terminationNoticeDays: z.int(),
    hearingDays: z.int(),
    resignationNoticeDays: z.int(),
  }),
  tiers: z.array(
    z.strictObject({ id: z.string(), name: z.string(), approval: z.enum(['none', 'staff', 'appointment']) }),
  ),
});
export type MemberView = z.output<typeof memberView>;

const memberPath = z.strictObject({ personId });

export const readMember = endpoint({
  summary: 'One person with everything that happened',
  method: 'GET',
  route: '/api/office/members/:personId',
  caller: 'read-members',
  path: memberPath,
  query: nothing,
  body: nothing,
  reply: memberView,
  status: 200,
  problems: ['not-found'],
});

export const correctMember = endpoint({
  summary: 'Correct a person’s details, with the reason; a change of address is told to both addresses',
  method: 'PUT',
  route: '/api/office/members/:personId',
  caller: 'edit-members',
  path: memberPath,
  query: nothing,
  body: z.strictObject({
    name: z.union([z.literal(''), line(120)]),
    email: address,
    city: z.union([z.literal(''), line(120)]),
    country: z.union([z.literal(''), line(120)]),
    reason: line(300),
  }),
  reply: memberView,
  status: 200,
  problems: ['not-found', 'address-taken'],
});

const day = z.iso.date();

/** What staff record about somebody. Days are days in the organisation's zone. */
export const memberAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('approve'), tier: tierName, reason: z.union([z.literal(''), line(300)]) }),
  z.strictObject({ act: z.literal('refuse'), tier: tierName, reason: line(300) }),
  /** A period granted without payment; `until` null: for life. */
  z.strictObject({ act: z.literal('grant'), tier: tierName, from: day, until: day.nullable(), reason: line(300) }),
  z.strictObject({ act: z.literal('appoint'), tier: tierName, from: day, body: line(200), vote: line(200) }),
  z.strictObject({ act: z.literal('affirm'), year: z.int().min(2000).max(2200), reason: line(300) }),
  /** `at`: the day from which on it holds; `tier` null: all of them. */
  z.strictObject({ act: z.literal('resign'), tier: tierName.nullable(), on: day, reason: line(300) }),
  z.strictObject({ act: z.literal('give-notice'), on: day, hearingOn: day, reason: line(1000) }),
  z.strictObject({ act: z.literal('withdraw-notice'), reason: line(300) }),
  z.strictObject({ act: z.literal('record-death'), on: day, reason: line(300) }),
  z.strictObject({ act: z.literal('withdraw-event'), eventId: z.string().regex(/^\d{1,18}$/), reason: line(300) }),
]);
export type MemberAct = z.output<typeof memberAct>;

/** What can be recorded about many at once. */
export const bulkAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('approve'), tier: tierName, reason: z.union([z.literal(''), line(300)]) }),
  z.strictObject({ act: z.literal('grant'), tier: tierName, from: day, until: day.nullable(), reason: line(300) }),
  z.strictObject({ act: z.literal('affirm'), year: z.int().min(2000).max(2200), reason: line(300) }),
]);
export type BulkAct = z.output<typeof bulkAct>;

export const prepareBulk = endpoint({
  summary:
    'Find out what recording this about many members would do; it is committed, with the count read back, and undone like an import',
  method: 'POST',
  route: '/api/office/bulk',
  caller: 'edit-members',
  path: nothing,
  query: nothing,
  body: z.strictObject({
    act: bulkAct,
    filter: memberFilter,
    /** Exactly these of those whom the filter finds; left out: all of them. */
    ids: z.array(personId).min(1).max(1000).optional(),
  }),
  reply: z.strictObject({ id: z.uuid() }),
  status: 202,
  problems: [],
  bodyLimit: 128 * 1024,
});

export const recordAct = endpoint({
  summary: 'Record what staff decided or were told about a member',
  method: 'POST',
  route: '/api/office/members/:personId/acts',
  caller: 'edit-members',
  path: memberPath,
  query: nothing,
  body: z.strictObject({ act: memberAct }),
  reply: memberView,
  status: 200,
  problems: ['not-found', 'act-refused', 'notice-too-short'],
});

export const readApplications = endpoint({
  summary: 'Who asked to be in a tier and waits for the decision, oldest first',
  method: 'GET',
  route: '/api/office/applications',
  caller: 'read-members',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    applications: z.array(
      z.strictObject({
        personId,
        name: z.string(),
        email: z.string(),
        tier: z.string(),
        tierName: z.string(),
        at: instant,
        note: z.string(),
      }),
    ),
  }),
  status: 200,
  problems: [],
});

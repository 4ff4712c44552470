import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { address, base, day, line, nothing, paragraphs, personId, ratio } from './values.ts';

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'Use small letters, digits and hyphens, a letter first, at most 60 of them');

const days = z.int('Write a number of days').min(0, 'Write a number of days').max(366, 'At most 366 days');

/** What the elections and the open votes of a body are held to. Null or 0: the rules ask for nothing of the kind. */
export const bodyRules = z.strictObject({
  /** Days between the announcement of the dates and the opening of voting. */
  notice: z
    .strictObject({ atLeastDays: days, atMostDays: days.nullable() })
    .refine(({ atLeastDays, atMostDays }) => atMostDays === null || atLeastDays <= atMostDays, {
      path: ['atMostDays'],
      message: 'The longest notice is not shorter than the shortest',
    })
    .nullable(),
  shortestNominationDays: days,
  longestVotingDays: z
    .int('Write a number of days')
    .min(1, 'Write a number of days')
    .max(366, 'At most 366 days')
    .nullable(),
  /** How many other voting members must stand behind a nomination. */
  endorsements: z.int('Write a number').min(0, 'Write a number').max(100, 'At most 100'),
  /** What a nominee declares on accepting. Public ones are shown with the candidate. */
  acknowledgements: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use small letters, digits and hyphens'),
        text: line(500),
        isRequired: z.boolean(),
        isPublic: z.boolean(),
      }),
    )
    .max(20, 'At most 20 declarations')
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'Two declarations have one name')
    .readonly(),
  /** What officers look at before they approve a nominee. */
  conditions: z.array(line(300)).max(20, 'At most 20 conditions').readonly(),
  asksPreviousService: z.boolean(),
  /** Whether members may put questions to the candidates. */
  allowsQuestions: z.boolean(),
  /** The most of the body's seats that people with one affiliation may hold. */
  affiliationCap: z
    .strictObject({ numerator: z.int().min(1).max(1000), denominator: z.int().min(1).max(1000) })
    .refine(({ numerator, denominator }) => numerator <= denominator, 'A share is at most the whole')
    .nullable(),
  /** Open votes: how much of the fixed number of seats must take part, how much of what decides, and without a meeting. */
  quorum: ratio,
  majority: ratio.safeExtend({ base }),
  withoutMeeting: ratio,
});
export type BodyRulesForm = z.output<typeof bodyRules>;

/** Seats whose terms end together. `endsOn` is the last day of any of its terms; the others lie `termYears` apart. */
const cohortForm = z
  .strictObject({
    name: line(80),
    seats: z.array(line(80)).min(1, 'Name at least one seat').max(50, 'At most 50 seats'),
    /** Null, with `termYears`: a term lasts until another begins. */
    endsOn: day.nullable(),
    termYears: z.int('Write a number of years').min(1, 'At least 1 year').max(20, 'At most 20 years').nullable(),
  })
  .refine(({ endsOn, termYears }) => (endsOn === null) === (termYears === null), {
    path: ['termYears'],
    message: 'Terms that end have a last day and a number of years',
  });
export type CohortForm = z.output<typeof cohortForm>;

const bodyForm = z.strictObject({ name: line(120), about: paragraphs(6000), rules: bodyRules });
export type BodyForm = z.output<typeof bodyForm>;

export const makeBody = endpoint({
  summary: 'Make a body with its rules, cohorts and seats, at an address of its own, `/bodies/SLUG`',
  method: 'POST',
  route: '/api/office/bodies',
  caller: 'run-elections',
  path: nothing,
  query: nothing,
  body: bodyForm.extend({
    slug,
    cohorts: z.array(cohortForm).min(1, 'A body has at least one cohort').max(20, 'At most 20 cohorts'),
  }),
  reply: z.strictObject({
    id: z.uuid(),
    slug,
    cohorts: z.array(
      z.strictObject({
        id: z.uuid(),
        name: z.string(),
        seats: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
      }),
    ),
  }),
  status: 201,
  problems: ['body-exists'],
});

/** A seat of a body as the office sees it on one day. */
export const officeSeat = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  isVacant: z.boolean(),
  holder: z.strictObject({ termId: z.uuid(), name: z.string(), personId: z.uuid().nullable() }).nullable(),
  /** The last day of whoever holds it; null: nobody does, or without end. */
  termEndsOn: day.nullable(),
  /** Terms that have not begun, of people who are elected or appointed already. */
  coming: z.array(z.strictObject({ name: z.string(), startsOn: day, endsOn: day.nullable() })),
  /** The last day of a seat that is given up. */
  retiredOn: day.nullable(),
});
export type OfficeSeat = z.output<typeof officeSeat>;

export const officeBody = z.strictObject({
  id: z.uuid(),
  slug,
  name: z.string(),
  about: z.string(),
  rules: bodyRules,
  /** How many seats it has, held or vacant: the fixed number of its rules. */
  fixedNumber: z.int(),
  cohorts: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      endsOn: day.nullable(),
      termYears: z.int().nullable(),
      /** The next day on which its terms end, today included. */
      nextEnd: day.nullable(),
      seats: z.array(officeSeat),
    }),
  ),
});
export type OfficeBody = z.output<typeof officeBody>;

export const readBodies = endpoint({
  summary: 'Every body with its rules, and who holds its seats today; seats that are given up are left out',
  method: 'GET',
  route: '/api/office/bodies',
  caller: 'read-office',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ today: day, bodies: z.array(officeBody) }),
  status: 200,
  problems: [],
});

/** Somebody's time in a seat, as everybody may know it. */
const publicTerm = z.strictObject({
  name: z.string(),
  startsOn: day,
  /** The last day: of the term, or the earlier one on which they left; null: without end. */
  endsOn: day.nullable(),
  cameBy: z.enum(['elected', 'appointed', 'recorded']),
  /** Of an appointment: the vote or the reason. */
  note: z.string(),
  /** Why they left before the end, in words; null: they did not. */
  leftWhy: z.string().nullable(),
  when: z.enum(['past', 'now', 'coming']),
});
export type PublicTerm = z.output<typeof publicTerm>;

export const publicBody = z.strictObject({
  slug,
  name: z.string(),
  aboutHtml: z.string(),
  /** The rules in plain words, a sentence each. */
  rules: z.array(z.string()),
  fixedNumber: z.int(),
  vacant: z.int(),
  /** The first day on which a term ends, from today on, with all whose terms end on it; null: no term has an end. */
  endingNext: z
    .strictObject({ on: day, seats: z.array(z.strictObject({ seat: z.string(), name: z.string() })) })
    .nullable(),
  /** In the order in which the body lists them; those that are given up last. */
  seats: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      cohort: z.string(),
      isVacant: z.boolean(),
      retiredOn: day.nullable(),
      /** Newest first. */
      terms: z.array(publicTerm),
    }),
  ),
});
export type PublicBody = z.output<typeof publicBody>;

export const readBody = endpoint({
  summary: 'One body: who holds which seat until when, who held it before, and its rules',
  method: 'GET',
  route: '/api/bodies/:slug',
  caller: 'anyone',
  path: z.strictObject({ slug }),
  query: nothing,
  body: nothing,
  reply: z.strictObject({ organisation: z.string(), today: day, body: publicBody }),
  status: 200,
  problems: ['not-found'],
});
export type BodyPage = z.output<(typeof readBody)['reply']>;

export const readPublicBodies = endpoint({
  summary: 'Every body, and how many of its seats are held',
  method: 'GET',
  route: '/api/bodies',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    organisation: z.string(),
    bodies: z.array(z.strictObject({ slug, name: z.string(), fixedNumber: z.int(), vacant: z.int() })),
  }),
  status: 200,
  problems: [],
});
export type BodyList = z.output<(typeof readPublicBodies)['reply']>;

export const affiliationKind = z.enum(['employee', 'officer', 'director', 'consultant', 'owner']);
export type AffiliationKind = z.output<typeof affiliationKind>;

/** What a person disclosed and what still holds. */
export const affiliation = z.strictObject({
  id: z.uuid(),
  organisation: z.string(),
  kind: affiliationKind,
  /** The organisation at the top, whose limit it counts for. */
  countsFor: z.string(),
});
export type Affiliation = z.output<typeof affiliation>;

const officeTerm = z.strictObject({
  id: z.uuid(),
  seatId: z.uuid(),
  seat: z.string(),
  name: z.string(),
  personId: personId.nullable(),
  startsOn: day,
  /** The last day in the seat; null: without end. */
  endsOn: day.nullable(),
  cameBy: z.enum(['elected', 'appointed', 'recorded']),
  note: z.string(),
  leftWhy: z.string().nullable(),
  when: z.enum(['past', 'now', 'coming']),
  /** Of whoever holds a seat or will; empty for the past. */
  affiliations: z.array(affiliation),
});
export type OfficeTerm = z.output<typeof officeTerm>;

/** A body with all that the office may see and change. */
export const bodyDesk = z.strictObject({
  today: day,
  body: officeBody,
  /** Seats that are given up. */
  retired: z.array(z.strictObject({ id: z.uuid(), name: z.string(), retiredOn: day })),
  /** Every term, in the order of seats, the newest first. */
  terms: z.array(officeTerm),
  /** The most seats that one affiliation may hold; null: the rules set no limit. */
  most: z.int().nullable(),
  /** How many seats each affiliation holds today, the most first. */
  shares: z.array(
    z.strictObject({
      organisation: z.string(),
      names: z.array(z.string()),
      isOver: z.boolean(),
      /** Over the limit: who has served longest without a break, and since when. */
      longestServing: z.strictObject({ name: z.string(), since: day }).nullable(),
    }),
  ),
});
export type BodyDesk = z.output<typeof bodyDesk>;

const bodyPath = z.strictObject({ bodyId: z.uuid() });
const seatPath = z.strictObject({ seatId: z.uuid() });

export const readBodyDesk = endpoint({
  summary: 'One body with its history, and how many seats each affiliation holds',
  method: 'GET',
  route: '/api/office/bodies/:bodyId',
  caller: 'read-office',
  path: bodyPath,
  query: nothing,
  body: nothing,
  reply: bodyDesk,
  status: 200,
  problems: ['not-found'],
});

export const changeBody = endpoint({
  summary:
    'Change the name, the description and the rules of a body; elections that are frozen keep the rules they have',
  method: 'PUT',
  route: '/api/office/bodies/:bodyId',
  caller: 'run-elections',
  path: bodyPath,
  query: nothing,
  body: bodyForm,
  reply: bodyDesk,
  status: 200,
  problems: ['not-found'],
});

export const addCohort = endpoint({
  summary: 'Add seats to a body whose terms end together',
  method: 'POST',
  route: '/api/office/bodies/:bodyId/cohorts',
  caller: 'run-elections',
  path: bodyPath,
  query: nothing,
  body: cohortForm,
  reply: bodyDesk,
  status: 201,
  problems: ['not-found'],
});

export const addSeats = endpoint({
  summary: 'Add seats to a cohort',
  method: 'POST',
  route: '/api/office/cohorts/:cohortId/seats',
  caller: 'run-elections',
  path: z.strictObject({ cohortId: z.uuid() }),
  query: nothing,
  body: z.strictObject({ seats: z.array(line(80)).min(1, 'Name at least one seat').max(50, 'At most 50 seats') }),
  reply: bodyDesk,
  status: 201,
  problems: ['not-found'],
});

export const retireSeat = endpoint({
  summary: 'Give up a seat from the day after its last; nobody may hold it after that day',
  method: 'POST',
  route: '/api/office/seats/:seatId/retirement',
  caller: 'run-elections',
  path: seatPath,
  query: nothing,
  body: z.strictObject({ lastDay: day }),
  reply: bodyDesk,
  status: 200,
  problems: ['not-found', 'seat-taken'],
});

const whoAndWhen = {
  name: line(120),
  /** Of a person here; null: the name alone is recorded. */
  email: address.nullable(),
  from: day,
  /** The last day; null: as the cohort says. */
  until: day.nullable(),
};

export const recordTerm = endpoint({
  summary: 'Record who holds a seat, or held it, as it came about before this program knew of it',
  method: 'POST',
  route: '/api/office/seats/:seatId/terms',
  caller: 'run-elections',
  path: seatPath,
  query: nothing,
  body: z.strictObject(whoAndWhen),
  reply: bodyDesk,
  status: 201,
  problems: ['not-found', 'seat-taken'],
});

export const appointTerm = endpoint({
  summary: 'Record an appointment to a vacant seat: for the rest of its term, or until a day before',
  method: 'POST',
  route: '/api/office/seats/:seatId/appointments',
  caller: 'run-elections',
  path: seatPath,
  query: nothing,
  body: z.strictObject({ ...whoAndWhen, /** The vote, or the reason. Public. */ note: line(300) }),
  reply: bodyDesk,
  status: 201,
  problems: ['not-found', 'seat-taken', 'affiliation-cap'],
});

export const endTerm = endpoint({
  summary:
    'Record that somebody leaves a seat before the end of the term. The day before its first: it was never taken',
  method: 'POST',
  route: '/api/office/terms/:termId/end',
  caller: 'run-elections',
  path: z.strictObject({ termId: z.uuid() }),
  query: nothing,
  body: z.strictObject({
    lastDay: day,
    why: z.enum(['resigned', 'removed', 'died', 'affiliation', 'other']),
    /** Of another reason. Public. */
    words: z.union([z.literal(''), line(200)]),
  }),
  reply: bodyDesk,
  status: 200,
  problems: ['not-found', 'term-ended'],
});

export const organisations = z.strictObject({
  organisations: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      parentId: z.uuid().nullable(),
      /** Other spellings that lead here. */
      alsoCalled: z.array(z.string()),
      /** How many people are affiliated with it now. */
      people: z.int(),
    }),
  ),
});
export type Organisations = z.output<typeof organisations>;

export const readOrganisations = endpoint({
  summary: 'The organisations that people disclosed, with their parents and other spellings',
  method: 'GET',
  route: '/api/office/organisations',
  caller: 'read-office',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: organisations,
  status: 200,
  problems: [],
});

const organisationPath = z.strictObject({ organisationId: z.uuid() });

export const changeOrganisation = endpoint({
  summary: 'Change the name of an organisation, and which one it belongs to',
  method: 'PUT',
  route: '/api/office/organisations/:organisationId',
  caller: 'run-elections',
  path: organisationPath,
  query: nothing,
  body: z.strictObject({
    name: line(160),
    /** Its parent, by name; empty: it has none. */ parent: z.union([z.literal(''), line(160)]),
  }),
  reply: organisations,
  status: 200,
  problems: ['not-found', 'organisation-exists', 'organisation-circle'],
});

export const mergeOrganisations = endpoint({
  summary: 'Read one spelling of an organisation as another, from now on',
  method: 'POST',
  route: '/api/office/organisations/:organisationId/merge',
  caller: 'run-elections',
  path: organisationPath,
  query: nothing,
  body: z.strictObject({ into: z.uuid() }),
  reply: organisations,
  status: 200,
  problems: ['not-found', 'organisation-circle'],
});

const disclosure = z.strictObject({ organisation: line(160), kind: affiliationKind });
const affiliationPath = z.strictObject({ affiliationId: z.uuid() });
const myAffiliations = z.strictObject({ affiliations: z.array(affiliation) });

export const readMyAffiliations = endpoint({
  summary: 'What the person disclosed and what still holds',
  method: 'GET',
  route: '/api/me/affiliations',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: myAffiliations,
  status: 200,
  problems: [],
});

export const discloseAffiliation = endpoint({
  summary: 'Disclose an employer or another interest',
  method: 'POST',
  route: '/api/me/affiliations',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: disclosure,
  reply: myAffiliations,
  status: 201,
  problems: ['affiliation-exists'],
});

export const endMyAffiliation = endpoint({
  summary: 'Say that an affiliation is over',
  method: 'POST',
  route: '/api/me/affiliations/:affiliationId/end',
  caller: 'person',
  path: affiliationPath,
  query: nothing,
  body: nothing,
  reply: myAffiliations,
  status: 200,
  problems: ['not-found'],
});

export const recordAffiliation = endpoint({
  summary: 'Record what a person disclosed to the office',
  method: 'POST',
  route: '/api/office/people/:personId/affiliations',
  caller: 'run-elections',
  path: z.strictObject({ personId }),
  query: nothing,
  body: disclosure,
  reply: myAffiliations,
  status: 201,
  problems: ['not-found', 'affiliation-exists'],
});

export const endAffiliation = endpoint({
  summary: 'Record that an affiliation of a person is over',
  method: 'POST',
  route: '/api/office/affiliations/:affiliationId/end',
  caller: 'run-elections',
  path: affiliationPath,
  query: nothing,
  body: nothing,
  reply: myAffiliations,
  status: 200,
  problems: ['not-found'],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { base, day, line, nothing, paragraphs, ratio } from './values.ts';

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
  longestVotingDays: days.min(1, 'Write a number of days').nullable(),
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
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'Two declarations have one name'),
  /** What officers look at before they approve a nominee. */
  conditions: z.array(line(300)).max(20, 'At most 20 conditions'),
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

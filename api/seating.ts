import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, electionId, instant, line, nothing, phase } from './values.ts';

const contestPath = z.strictObject({ electionId, contestId: z.uuid() });

/** Somebody who is passed over whatever the votes. Everybody can read the reason on the result page. */
export const seatingPass = z.strictObject({
  candidate: z.uuid(),
  why: z.enum(['withdrew', 'declined', 'ineligible']),
  reason: line(300),
});
export type SeatingPass = z.output<typeof seatingPass>;

const passes = z.array(seatingPass).max(50);

/** The rule that made a step of the seating; `counting/seating.ts` says what each means. */
export const seatingRule = z.enum([
  'order-of-votes',
  'longest-term-first',
  'passed-over',
  'affiliation-cap',
  'tie-broken-by-lot',
  'tie-left-alone',
  'no-votes',
  'no-more-candidates',
]);
export type SeatingRule = z.output<typeof seatingRule>;

/** Who would take which seat, or took it, with each decision in a sentence and the rule that made it. */
export const seatingPlan = z.strictObject({
  seated: z.array(
    z.strictObject({
      candidate: z.uuid(),
      name: z.string(),
      seat: z.string(),
      /** The last day of the term; null: without end. */
      endsOn: day.nullable(),
    }),
  ),
  /** Names of seats that nobody is left to take; none while a tie is open. */
  vacant: z.array(z.string()),
  /** Everybody who is passed over, those who withdrew on the record among them. */
  passes: z.array(seatingPass.extend({ name: z.string() })),
  steps: z.array(z.strictObject({ rule: seatingRule, words: z.string() })),
  /** What has to be drawn before anything below it is decided; at most one at a time. */
  openTies: z.array(z.strictObject({ candidates: z.array(z.uuid()), words: z.string() })),
});
export type SeatingPlan = z.output<typeof seatingPlan>;

export const contestSeating = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  body: z.strictObject({ slug: z.string(), name: z.string() }).nullable(),
  /** The first day of the terms. */
  termsStartOn: day.nullable(),
  seats: z.array(z.strictObject({ name: z.string(), endsOn: day.nullable() })),
  /** The most of the body's `of` seats that people with one affiliation may hold. */
  cap: z.strictObject({ most: z.int(), of: z.int() }).nullable(),
  /** Who holds the other seats of the body on the first day of the terms. */
  sitting: z.array(z.strictObject({ name: z.string(), affiliations: z.array(z.string()) })),
  /** In the order of the count, the first first; `votes` null where no single figure decides. */
  contenders: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      votes: z.int().nullable(),
      affiliations: z.array(z.string()),
      withdrawnAt: instant.nullable(),
    }),
  ),
  plan: seatingPlan,
  /** Null: it is not recorded yet, and the plan is what would be. */
  recorded: z.strictObject({ at: instant, by: z.string() }).nullable(),
  /** The public draw that breaks its ties; null: there was none. */
  draw: z.strictObject({ names: z.array(z.string()), note: z.string(), at: instant, by: z.string() }).nullable(),
  /** Whom a public draw has to put in order: all who share their number of votes with somebody; where no single figure
   * decides, everybody who stands, once the count met a tie. Empty: none is held. */
  toDraw: z.array(z.uuid()),
});
export type ContestSeating = z.output<typeof contestSeating>;

export const readSeating = endpoint({
  summary:
    'Who takes which seat, contest by contest, as it stands now or as it was recorded, each decision with its rule',
  method: 'GET',
  route: '/api/office/elections/:electionId/seating',
  caller: 'read-elections',
  path: z.strictObject({ electionId }),
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    id: electionId,
    name: z.string(),
    phase,
    now: instant,
    /** Empty while there is no result. */
    contests: z.array(contestSeating),
  }),
  status: 200,
  problems: ['not-found'],
});

export const previewSeating = endpoint({
  summary: 'What if these candidates were passed over: who would take which seat. Nothing is recorded',
  method: 'POST',
  route: '/api/office/elections/:electionId/contests/:contestId/seating/preview',
  caller: 'run-elections',
  path: contestPath,
  query: nothing,
  body: z.strictObject({ passes }),
  reply: seatingPlan,
  status: 200,
  problems: ['not-found', 'election-not-tallied', 'seating-recorded'],
});

export const recordSeating = endpoint({
  summary: 'Seat the people of one contest, once: their terms begin as the rules say. How many are seated is read back',
  method: 'POST',
  route: '/api/office/elections/:electionId/contests/:contestId/seating',
  caller: 'run-elections',
  path: contestPath,
  query: nothing,
  body: z.strictObject({ passes, seated: z.int() }),
  reply: contestSeating,
  status: 201,
  problems: [
    ...(['not-found', 'election-not-certified', 'seating-recorded', 'seat-taken', 'tie-open'] as const),
    'readback-differs',
  ],
});

export const recordDraw = endpoint({
  summary: 'Record a public draw, once: in which order the candidates came out who share their number of votes',
  method: 'POST',
  route: '/api/office/elections/:electionId/contests/:contestId/draw',
  caller: 'run-elections',
  path: contestPath,
  query: nothing,
  body: z.strictObject({
    drawn: z.array(z.uuid()).min(2).max(50),
    /** Where, when and before whom. */
    note: line(500),
  }),
  reply: contestSeating,
  status: 201,
  problems: ['not-found', 'election-not-tallied', 'draw-not-due'],
});

export const withdrawCandidate = endpoint({
  summary:
    'Strike a candidate through on a ballot that is frozen, as an officer or as the candidate: votes are counted, and the next takes the seat',
  method: 'POST',
  route: '/api/elections/:electionId/candidates/:candidateId/withdrawal',
  caller: 'person',
  path: z.strictObject({ electionId, candidateId: z.uuid() }),
  query: nothing,
  /** Everybody can read the reason. */
  body: z.strictObject({ reason: line(300) }),
  reply: z.strictObject({ withdrawnAt: instant }),
  status: 201,
  problems: ['not-found', 'withdrawal-not-due', 'seating-recorded'],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { address, day, deadline, instant, line, nothing, paragraphs } from './values.ts';

/** Programmes of nominations that a working group reviews in rounds: each quarter, say, with what follows from a decision. */

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'Begin with a small letter; use small letters, digits, hyphens');
const programmePath = z.strictObject({ programme: slug });
const nomineePath = z.strictObject({ programme: slug, nomineeId: z.uuid() });
const token = z.string().max(100);
const written = paragraphs(8000).pipe(z.string().min(1, 'Write something here'));

/** The moments of a round. The days are over before what follows begins; `at` is a minute before their end. */
const roundDates = z.strictObject({ cutOffOn: day, cutOff: deadline, reviewEnds: deadline });
export type RoundDates = z.output<typeof roundDates>;

const rosterQuarter = z.strictObject({
  quarter: z.int().min(1).max(4),
  cutOffOn: day,
  announcementHtml: z.string(),
  people: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
});

export const readProgramme = endpoint({
  summary: 'A programme as everybody may see it: what it is, until when to nominate, and who was accepted',
  method: 'GET',
  route: '/api/rounds/:programme',
  caller: 'anyone',
  path: programmePath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    organisation: z.string(),
    now: instant,
    slug,
    name: z.string(),
    aboutHtml: z.string(),
    tierName: z.string(),
    group: z.string(),
    mostRounds: z.int(),
    mostReferences: z.int(),
    next: roundDates,
    /** Newest first; only what has been announced. */
    years: z.array(z.strictObject({ year: z.int(), quarters: z.array(rosterQuarter) })),
  }),
  status: 200,
  problems: ['not-found'],
});
export type ProgrammePage = z.output<(typeof readProgramme)['reply']>;

export const nominateForProgramme = endpoint({
  summary: 'Propose somebody; whoever is not signed in confirms it by the link in a mail',
  method: 'POST',
  route: '/api/rounds/:programme/nominations',
  caller: 'anyone',
  path: programmePath,
  query: nothing,
  body: z.strictObject({
    nominee: z.strictObject({ name: line(160), email: address.nullable() }),
    accomplishments: written,
    references: z.array(z.strictObject({ name: line(160), email: address })).max(20),
    /** Null: whoever is signed in. */
    nominator: z.strictObject({ name: line(160), email: address }).nullable(),
  }),
  bodyLimit: 64 * 1024,
  reply: z.strictObject({ state: z.enum(['received', 'mailed']), cutOff: deadline }),
  status: 201,
  problems: ['not-found'],
});

/**
 * `unconfirmed`: waits for the press on the mailed link. `reviewed`: the group has decided, and it is not announced yet.
 * `carried`: not accepted so far, and reviewed again.
 */
const nominationState = z.strictObject({
  id: z.uuid(),
  programme: z.strictObject({ slug, name: z.string() }),
  nominee: z.string(),
  nominatedAt: instant,
  state: z.enum(['unconfirmed', 'received', 'in-review', 'reviewed', 'accepted', 'carried', 'expired']),
  /** The last round that it was in, of how many. */
  number: z.int().nullable(),
  mostRounds: z.int(),
  /** When this state ends: the cut-off, or the end of the review. */
  until: deadline.nullable(),
  references: z.array(z.strictObject({ name: z.string(), hasWritten: z.boolean() })),
});
export type NominationState = z.output<typeof nominationState>;

export const readProgrammeNominations = endpoint({
  summary: 'How the nominations of whoever is signed in stand, without any vote',
  method: 'GET',
  route: '/api/me/rounds/:programme/nominations',
  caller: 'person',
  path: programmePath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ now: instant, nominations: z.array(nominationState) }),
  status: 200,
  problems: ['not-found'],
});

export const readProgrammeNomination = endpoint({
  summary: 'How a nomination stands, with the token of the mailed link; looking confirms nothing',
  method: 'POST',
  route: '/api/rounds/nomination-states',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ token }),
  reply: z.strictObject({ now: instant, nomination: nominationState }),
  status: 200,
  problems: ['link-refused'],
});

export const confirmProgrammeNomination = endpoint({
  summary: 'Confirm a nomination with the token of the mailed link; again is as good as once',
  method: 'POST',
  route: '/api/rounds/confirmations',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ token }),
  reply: z.strictObject({ now: instant, nomination: nominationState }),
  status: 200,
  problems: ['link-refused'],
});

export const readReferenceRequest = endpoint({
  summary: 'What a referee was asked, with the token of the mailed link',
  method: 'POST',
  route: '/api/rounds/reference-requests',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ token }),
  reply: z.strictObject({
    now: instant,
    programme: z.string(),
    nominee: z.string(),
    nominator: z.string(),
    referee: z.string(),
    until: deadline,
  }),
  status: 200,
  problems: ['link-refused'],
});

export const writeReference = endpoint({
  summary: 'Write a reference, once',
  method: 'POST',
  route: '/api/rounds/references',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ token, text: written }),
  bodyLimit: 64 * 1024,
  reply: nothing,
  status: 201,
  problems: ['link-refused'],
});

export const reviewMark = z.enum(['aye', 'nay', 'abstain']);
export type ReviewMark = z.output<typeof reviewMark>;
const counts = z.strictObject({ aye: z.int(), nay: z.int(), abstain: z.int(), recused: z.int(), members: z.int() });

const reviewedNominee = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** For which time this nominee is reviewed, and what earlier rounds said. */
  number: z.int(),
  history: z.array(z.strictObject({ cutOffOn: day, counts })),
  /** Empty for whoever is recused. */
  nominations: z.array(
    z.strictObject({
      id: z.uuid(),
      by: z.string(),
      isOwn: z.boolean(),
      at: instant,
      html: z.string(),
      references: z.array(z.strictObject({ name: z.string(), html: z.string().nullable() })),
    }),
  ),
  mine: reviewMark.nullable(),
  /** Why the caller stands aside; `rule`: nobody may vote on themselves, or, by the programme, on whom they proposed. */
  recused: z.strictObject({ by: z.enum(['rule', 'self']), reason: z.string() }).nullable(),
  /** The other reviewers: whether they have voted, and how, once the caller has. */
  others: z.array(
    z.strictObject({ name: z.string(), isRecused: z.boolean(), hasVoted: z.boolean(), mark: reviewMark.nullable() }),
  ),
});
export type ReviewedNominee = z.output<typeof reviewedNominee>;

const review = z.strictObject({
  now: instant,
  name: z.string(),
  mostRounds: z.int(),
  /** What an acceptance takes, in words. */
  threshold: z.string(),
  /** The round that the caller reviews now; null: none. */
  round: roundDates.nullable(),
  nominees: z.array(reviewedNominee),
});
export type Review = z.output<typeof review>;

export const readReview = endpoint({
  summary: 'The round that the caller reviews now, with everything that was written for each nominee',
  method: 'GET',
  route: '/api/me/rounds/:programme/review',
  caller: 'person',
  path: programmePath,
  query: nothing,
  body: nothing,
  reply: review,
  status: 200,
  problems: ['not-found'],
});

export const voteOnNominee = endpoint({
  summary: 'Vote on a nominee; until the review ends the last vote counts',
  method: 'PUT',
  route: '/api/me/rounds/:programme/nominees/:nomineeId/vote',
  caller: 'person',
  path: nomineePath,
  query: nothing,
  body: z.strictObject({ mark: reviewMark }),
  reply: review,
  status: 200,
  problems: ['not-found', 'review-closed', 'recused'],
});

export const recuseFromNominee = endpoint({
  summary: 'Stand aside for a nominee, with the reason; it cannot be taken back',
  method: 'POST',
  route: '/api/me/rounds/:programme/nominees/:nomineeId/recusals',
  caller: 'person',
  path: nomineePath,
  query: nothing,
  body: z.strictObject({ reason: line(300) }),
  reply: review,
  status: 201,
  problems: ['not-found', 'review-closed', 'recused'],
});

export const joinNominees = endpoint({
  summary: 'Say that two nominees of the round are one person: what was written and voted for the other stays with it',
  method: 'POST',
  route: '/api/me/rounds/:programme/nominees/:nomineeId/duplicates',
  caller: 'person',
  path: nomineePath,
  query: nothing,
  body: z.strictObject({ duplicateId: z.uuid() }),
  reply: review,
  status: 201,
  problems: ['not-found', 'review-closed', 'recused', 'not-joinable'],
});

/** A whole number; whatever is wrong with it is said in one sentence. */
function whole(least: number, most: number, words: string) {
  return z.int(words).min(least, words).max(most, words);
}

const dayAndMonth = 'Give a day and a month, such as 20 February';
const share = 'Give a share such as 1/2';

const threshold = z
  .strictObject({
    base: z.enum(['cast', 'members']),
    numerator: whole(1, 1000, share),
    denominator: whole(1, 1000, share),
    isStrict: z.boolean(),
  })
  .refine(({ numerator, denominator }) => numerator <= denominator, 'A share is at most the whole');

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const dayOfYear = z
  .strictObject({ month: whole(1, 12, dayAndMonth), day: whole(1, 31, dayAndMonth) })
  .refine(({ month, day: date }) => date <= (longestMonths[month - 1] ?? 31), dayAndMonth);

const programmeRules = z.strictObject({
  cutOffs: z.array(dayOfYear).min(1, dayAndMonth).max(12, 'At most twelve'),
  reviewUntilDay: whole(1, 31, 'Give a day of the month, from 1 to 31'),
  rounds: whole(1, 40, 'From 1 to 40'),
  threshold,
  mostReferences: whole(0, 10, 'From 0 to 10'),
  reviewersHoldTier: z.boolean(),
  recusesNominators: z.boolean(),
});

const programmeForm = z.strictObject({
  name: line(120),
  about: paragraphs(8000),
  /** The body whose seat holders review. */
  bodyId: z.uuid('Choose a working group'),
  tier: z.string().max(60),
  zone: z.string().max(64),
  rules: programmeRules,
});
export type ProgrammeForm = z.output<typeof programmeForm>;

const officeNominee = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  number: z.int(),
  outcome: z.enum(['accepted', 'carried', 'expired', 'joined']).nullable(),
  counts: counts.nullable(),
  memberId: z.uuid().nullable(),
  /** Accepted, and the appointment is not in anybody's history yet. */
  waits: z.enum(['no-address', 'not-living']).nullable(),
});

const officeRound = roundDates.extend({
  state: z.enum(['in-review', 'decided', 'announced']),
  reviewers: z.array(z.string()),
  nominees: z.array(officeNominee),
  /** What is announced, in Markdown; before that a draft from the facts, also as plain text. */
  announcement: z.string().nullable(),
  draft: z.strictObject({ markdown: z.string(), plain: z.string() }).nullable(),
  announcedAt: instant.nullable(),
  announcedBy: z.string().nullable(),
});
export type OfficeRound = z.output<typeof officeRound>;

const officeProgramme = programmeForm.extend({
  slug,
  groupName: z.string(),
  tierName: z.string(),
  next: roundDates,
  /** Nominees of the next round so far. */
  waiting: z.int(),
  warnings: z.array(z.string()),
  rounds: z.array(officeRound),
});
export type OfficeProgramme = z.output<typeof officeProgramme>;

const choice = z.strictObject({ id: z.string(), name: z.string() });

export const readProgrammes = endpoint({
  summary: 'Every programme with its rounds, newest first, and what a programme can be made of',
  method: 'GET',
  route: '/api/office/rounds',
  caller: 'read-elections',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    now: instant,
    programmes: z.array(officeProgramme),
    groups: z.array(choice),
    tiers: z.array(choice),
  }),
  status: 200,
  problems: [],
});

export const makeProgramme = endpoint({
  summary: 'Make a programme at an address of its own, `/rounds/NAME`',
  method: 'POST',
  route: '/api/office/rounds',
  caller: 'run-elections',
  path: nothing,
  query: nothing,
  body: programmeForm.extend({ slug }),
  bodyLimit: 64 * 1024,
  reply: officeProgramme,
  status: 201,
  problems: ['programme-exists'],
});

export const changeProgramme = endpoint({
  summary: 'Change a programme; rounds that were cut off keep the rules that they had',
  method: 'PUT',
  route: '/api/office/rounds/:programme',
  caller: 'run-elections',
  path: programmePath,
  query: nothing,
  body: programmeForm,
  bodyLimit: 64 * 1024,
  reply: officeProgramme,
  status: 200,
  problems: ['not-found'],
});

export const giveNomineeAddress = endpoint({
  summary: 'Give the address of somebody who was accepted, so that the appointment can be recorded',
  method: 'PUT',
  route: '/api/office/rounds/:programme/nominees/:nomineeId/address',
  caller: 'run-elections',
  path: nomineePath,
  query: nothing,
  body: z.strictObject({ email: address }),
  reply: officeProgramme,
  status: 200,
  problems: ['not-found', 'already-decided', 'address-taken'],
});

export const announceRound = endpoint({
  summary: 'Make public who was accepted in a round, and mail them and those who proposed them; once',
  method: 'POST',
  route: '/api/office/rounds/:programme/announcements',
  caller: 'run-elections',
  path: programmePath,
  query: nothing,
  body: z.strictObject({ cutOffOn: day, announcement: written }),
  bodyLimit: 64 * 1024,
  reply: officeProgramme,
  status: 201,
  problems: ['not-found', 'round-not-decided'],
});

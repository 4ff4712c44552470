import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { address, deadline, electionId, instant, line, nothing, paragraphs } from './values.ts';

const candidacyId = z.uuid();
const electionPath = z.strictObject({ electionId });
const candidacyPath = z.strictObject({ candidacyId });
const bodyLimit = 128 * 1024;

/** The longest side and the largest file that a picture may come in: 5 MB. */
export const largestPhoto = 5 * 1024 * 1024;

/** Markdown as it is kept. A tab is four blanks: pasted text has them. */
export const statement = z
  .string()
  .transform((text) => text.replaceAll('\t', '    '))
  .pipe(paragraphs(10_000));

export const affiliationKind = z.enum(['employee', 'officer', 'director', 'consultant', 'owner']);
export type AffiliationKind = z.output<typeof affiliationKind>;
const affiliations = z
  .array(z.strictObject({ organisation: line(120), kind: affiliationKind }))
  .max(20, 'At most 20 affiliations');

export const candidacyState = z.enum(['invited', 'accepted', 'declined', 'withdrawn', 'lapsed', 'approved', 'refused']);
export type CandidacyState = z.output<typeof candidacyState>;

/** Where nominations stand, by the clock: half-open, from their opening until before their close. */
export const nominationsState = z.enum(['none', 'not-yet', 'open', 'closed']);
export type NominationsState = z.output<typeof nominationsState>;

/** What a nominee declares on accepting. */
const acknowledgement = z.strictObject({
  id: z.string(),
  text: z.string(),
  isRequired: z.boolean(),
  isPublic: z.boolean(),
});

export const nominatedContest = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  seats: z.int(),
  /** How many are proposed and have not said no. Their names are nobody's business before the announcement. */
  nominees: z.int(),
  /** How many voting members must stand behind a nominee. */
  endorsements: z.int(),
  acknowledgements: z.array(acknowledgement),
  asksPreviousService: z.boolean(),
});
export type NominatedContest = z.output<typeof nominatedContest>;

/** A nomination as whoever made it sees it. */
const madeNomination = z.strictObject({
  id: z.uuid(),
  contest: z.string(),
  name: z.string(),
  email: z.string(),
  /** Of somebody whom the nominator is: `received` has the rest. */
  isOwn: z.boolean(),
  statement: z.string(),
  statementHtml: z.string(),
  madeAt: instant,
  withdrawnAt: instant.nullable(),
  /** What the nominee answered. What officers decided is told to all at once, as `accepted` until then. */
  state: candidacyState,
});
export type MadeNomination = z.output<typeof madeNomination>;

const receivedNomination = z.strictObject({
  candidacyId,
  electionId,
  election: z.string(),
  contest: z.string(),
  state: candidacyState,
  /** Whether the nominee can say yes now. */
  canAccept: z.boolean(),
});
export type ReceivedNomination = z.output<typeof receivedNomination>;

export const nominating = z.strictObject({
  electionId,
  name: z.string(),
  state: nominationsState,
  opens: deadline.nullable(),
  closes: deadline.nullable(),
  candidates: deadline.nullable(),
  now: instant,
  contests: z.array(nominatedContest),
  me: z.strictObject({ name: z.string(), email: z.string() }).nullable(),
  /** Of this election only. */
  made: z.array(madeNomination),
  received: z.array(receivedNomination),
});
export type Nominating = z.output<typeof nominating>;

export const readNominating = endpoint({
  summary: 'What can be nominated for in an election, how many nominees there are, and my own nominations in it',
  method: 'GET',
  route: '/api/elections/:electionId/nominations',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: nominating,
  status: 200,
  problems: ['not-found'],
});

export const nominate = endpoint({
  summary: 'Nominate somebody by name and address; they are asked by mail, once, however many nominate them',
  method: 'POST',
  route: '/api/elections/:electionId/nominations',
  caller: 'person',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ contestId: z.uuid(), name: line(120), email: address, statement }),
  bodyLimit,
  reply: z.strictObject({
    nominationId: z.uuid(),
    /** `joined`: somebody nominated them before, and this is another voice for them. */
    outcome: z.enum(['invited', 'joined']),
  }),
  status: 201,
  problems: ['not-found', 'nominations-not-open', 'already-nominated'],
});

const profile = {
  name: line(120),
  statement,
  previousService: z
    .string()
    .transform((text) => text.trim())
    .pipe(z.union([z.literal(''), line(500)])),
  affiliations,
};
const declared = z.array(z.string().max(100)).max(50);

export const nominateMyself = endpoint({
  summary: 'Nominate myself, and accept in the same step',
  method: 'POST',
  route: '/api/elections/:electionId/candidacies',
  caller: 'person',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ contestId: z.uuid(), ...profile, acknowledgements: declared }),
  bodyLimit,
  reply: z.strictObject({ candidacyId }),
  status: 201,
  problems: ['not-found', 'nominations-not-open', 'already-nominated'],
});

export const changeNomination = endpoint({
  summary: 'Change what I wrote about somebody whom I nominated',
  method: 'PUT',
  route: '/api/nominations/:nominationId',
  caller: 'person',
  path: z.strictObject({ nominationId: z.uuid() }),
  query: nothing,
  body: z.strictObject({ statement }),
  bodyLimit,
  reply: nothing,
  status: 200,
  problems: ['not-found', 'nominations-not-open'],
});

export const withdrawNomination = endpoint({
  summary: 'Take back a nomination that I made; the nominee stands on if they accepted or others nominated them',
  method: 'DELETE',
  route: '/api/nominations/:nominationId',
  caller: 'person',
  path: z.strictObject({ nominationId: z.uuid() }),
  query: nothing,
  body: nothing,
  reply: nothing,
  status: 200,
  problems: ['not-found', 'nominations-not-open'],
});

export const previewStatement = endpoint({
  summary: 'A statement as it will be shown; what is kept is the source',
  method: 'POST',
  route: '/api/statement-previews',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ statement }),
  bodyLimit,
  reply: z.strictObject({ statement: z.string(), html: z.string() }),
  status: 200,
  problems: [],
});

/** Whose nomination: by the mailed link, or my own while I am signed in. The link proves the address and signs nobody in. */
const nominee = z.union([z.strictObject({ token: z.string().min(1).max(100) }), z.strictObject({ candidacyId })]);
export type Nominee = z.output<typeof nominee>;

const check = z.strictObject({ condition: z.string(), isMet: z.boolean(), note: z.string() });

/** A nomination as the nominee sees it. */
export const myCandidacy = z.strictObject({
  id: candidacyId,
  electionId,
  election: z.string(),
  organisation: z.string(),
  help: z.string(),
  contest: nominatedContest.omit({ nominees: true }),
  state: candidacyState,
  nominations: nominationsState,
  closes: deadline.nullable(),
  candidates: deadline.nullable(),
  now: instant,
  name: z.string(),
  email: z.string(),
  statement: z.string(),
  statementHtml: z.string(),
  previousService: z.string(),
  affiliations: z.array(z.strictObject({ organisation: z.string(), kind: affiliationKind })),
  photo: z.string().nullable(),
  /** Ids of what was declared. */
  acknowledged: z.array(z.string()),
  nominatedBy: z.array(
    z.strictObject({ name: z.string(), statementHtml: z.string(), at: instant, isOwn: z.boolean() }),
  ),
  supporters: z.int(),
  canAccept: z.boolean(),
  canDecline: z.boolean(),
  canEdit: z.boolean(),
  canWithdraw: z.boolean(),
  /** The candidate that came of it, once the ballot is frozen; null before. */
  onBallot: z.strictObject({ candidateId: z.uuid(), withdrawnAt: instant.nullable() }).nullable(),
  /** What officers found, while they refuse. */
  refusal: z
    .strictObject({ reason: z.string(), checks: z.array(check), appeal: z.string().nullable(), canAppeal: z.boolean() })
    .nullable(),
  /** Somebody who is signed in under another address: they can say that both are theirs. */
  other: z.strictObject({ name: z.string(), email: z.string() }).nullable(),
});
export type MyCandidacy = z.output<typeof myCandidacy>;

const ofNominee = {
  method: 'POST',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  bodyLimit,
  reply: myCandidacy,
  status: 200,
} as const;

export const readCandidacy = endpoint({
  ...ofNominee,
  summary: 'My nomination: who nominated me, and what I can do; reading it changes nothing',
  route: '/api/candidacies/readings',
  body: z.strictObject({ nominee }),
  problems: ['not-found', 'link-refused'],
});

export const acceptNomination = endpoint({
  ...ofNominee,
  summary: 'Accept a nomination: my name as it should be read, and what I declare',
  route: '/api/candidacies/acceptances',
  body: z.strictObject({
    nominee,
    name: line(120),
    acknowledgements: declared,
    /** I am the person who is signed in here, too: both addresses are mine. */
    isOther: z.boolean(),
  }),
  problems: ['not-found', 'link-refused', 'nominations-not-open', 'candidacy-not-there'],
});

export const declineNomination = endpoint({
  ...ofNominee,
  summary: 'Decline a nomination',
  route: '/api/candidacies/refusals',
  body: z.strictObject({ nominee }),
  problems: ['not-found', 'link-refused', 'candidacy-not-there'],
});

export const changeCandidacy = endpoint({
  ...ofNominee,
  summary: 'Change my name, statement, affiliations and previous service, until nominations close',
  route: '/api/candidacies/profiles',
  body: z.strictObject({ nominee, ...profile }),
  problems: ['not-found', 'link-refused', 'nominations-not-open', 'candidacy-not-there'],
});

export const leaveCandidacy = endpoint({
  ...ofNominee,
  summary: 'Withdraw after having accepted, until the election is frozen',
  route: '/api/candidacies/withdrawals',
  body: z.strictObject({ nominee }),
  problems: ['not-found', 'link-refused', 'candidacy-not-there', 'election-not-draft'],
});

export const appealRefusal = endpoint({
  ...ofNominee,
  summary: 'Answer the refusal of my nomination, once; officers then decide again',
  route: '/api/candidacies/appeals',
  body: z.strictObject({ nominee, words: paragraphs(3000).pipe(z.string().min(1, 'Write something here')) }),
  problems: ['not-found', 'link-refused', 'candidacy-not-there', 'election-not-draft'],
});

export const removePhoto = endpoint({
  ...ofNominee,
  summary: 'Take my picture away',
  route: '/api/candidacies/photo-removals',
  body: z.strictObject({ nominee }),
  problems: ['not-found', 'link-refused', 'nominations-not-open', 'candidacy-not-there'],
});

/** Pictures come as they are, not as JSON: JPEG, PNG or WebP. The token of a mailed link stands in a header. */
export const photoUploadRoute = '/api/candidacies/photo';
export const tokenHeader = 'x-nomination-token';

export const readMyNominations = endpoint({
  summary: 'What I am nominated for, and elections in which I can nominate somebody now',
  method: 'GET',
  route: '/api/me/nominations',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    now: instant,
    received: z.array(receivedNomination),
    open: z.array(z.strictObject({ electionId, name: z.string(), closes: deadline })),
  }),
  status: 200,
  problems: [],
});

export const support = z.strictObject({
  electionId,
  election: z.string(),
  contest: z.string(),
  name: z.string(),
  statementHtml: z.string(),
  needed: z.int(),
  given: z.int(),
  isOpen: z.boolean(),
  closes: deadline.nullable(),
  now: instant,
  isMe: z.boolean(),
  isVotingMember: z.boolean(),
  supports: z.boolean(),
});
export type Support = z.output<typeof support>;

const supportPart = {
  route: '/api/candidacies/:candidacyId/support',
  caller: 'person',
  path: candidacyPath,
  query: nothing,
  body: nothing,
  reply: support,
  status: 200,
} as const;

export const readSupport = endpoint({
  ...supportPart,
  summary: 'Somebody who asks voting members for their support, by the link that they pass on',
  method: 'GET',
  problems: ['not-found'],
});

export const giveSupport = endpoint({
  ...supportPart,
  summary: 'Stand behind a nominee, as a voting member',
  method: 'POST',
  problems: ['not-found', 'nominations-not-open', 'members-only'],
});

export const takeBackSupport = endpoint({
  ...supportPart,
  summary: 'No longer stand behind a nominee',
  method: 'DELETE',
  problems: ['not-found', 'nominations-not-open'],
});

/** A nominee as officers see them. */
export const officeCandidacy = z.strictObject({
  id: candidacyId,
  contestId: z.uuid(),
  name: z.string(),
  email: z.string(),
  ballotName: z.string().nullable(),
  state: candidacyState,
  /** What stands in the way of an approval, in words. */
  missing: z.array(z.string()),
  statementHtml: z.string(),
  previousService: z.string(),
  affiliations: z.array(z.strictObject({ organisation: z.string(), kind: affiliationKind })),
  photo: z.string().nullable(),
  acknowledgements: z.array(z.strictObject({ text: z.string(), at: instant })),
  nominations: z.array(
    z.strictObject({
      name: z.string(),
      statementHtml: z.string(),
      at: instant,
      isOwn: z.boolean(),
      byOffice: z.boolean(),
    }),
  ),
  supporters: z.array(z.string()),
  invitedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  appeal: z.string().nullable(),
  appealedAt: instant.nullable(),
  decisions: z.array(
    z.strictObject({
      outcome: z.enum(['approved', 'refused']),
      checks: z.array(check),
      reason: z.string(),
      at: instant,
      by: z.string(),
    }),
  ),
  canDecide: z.boolean(),
  /** Others in the same contest with the same name: perhaps the same person, perhaps not. */
  sameName: z.array(candidacyId),
});
export type OfficeCandidacy = z.output<typeof officeCandidacy>;

export const officeNominations = z.strictObject({
  electionId,
  name: z.string(),
  state: nominationsState,
  opens: deadline.nullable(),
  closes: deadline.nullable(),
  now: instant,
  isDraft: z.boolean(),
  contests: z.array(
    z.strictObject({
      id: z.uuid(),
      title: z.string(),
      endorsements: z.int(),
      conditions: z.array(z.string()),
    }),
  ),
  candidacies: z.array(officeCandidacy),
});
export type OfficeNominations = z.output<typeof officeNominations>;

export const readOfficeNominations = endpoint({
  summary: 'Everybody who is nominated in an election, what is missing and what was decided',
  method: 'GET',
  route: '/api/office/elections/:electionId/nominations',
  caller: 'read-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: officeNominations,
  status: 200,
  problems: ['not-found'],
});

export const recordNomination = endpoint({
  summary: 'Write down a nomination that somebody sent by mail, in their name',
  method: 'POST',
  route: '/api/office/elections/:electionId/nominations',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: z.strictObject({
    contestId: z.uuid(),
    nominator: z.strictObject({ name: line(120), email: address }),
    nominee: z.strictObject({ name: line(120), email: address }),
    statement,
  }),
  bodyLimit,
  reply: officeNominations,
  status: 201,
  problems: ['not-found', 'nominations-not-open', 'already-nominated'],
});

export const decideCandidacy = endpoint({
  summary: 'Approve or refuse a nominee, condition by condition; approving puts them on the ballot',
  method: 'POST',
  route: '/api/office/candidacies/:candidacyId/decisions',
  caller: 'run-elections',
  path: candidacyPath,
  query: nothing,
  body: z.strictObject({
    outcome: z.enum(['approved', 'refused']),
    checks: z
      .array(z.strictObject({ condition: z.string().max(1000), isMet: z.boolean(), note: paragraphs(1000) }))
      .max(50),
    reason: paragraphs(2000),
  }),
  reply: officeNominations,
  status: 200,
  problems: ['not-found', 'already-decided', 'nominee-not-ready', 'second-person-needed', 'election-not-draft'],
});

export const nameCandidate = endpoint({
  summary: 'The name of a nominee as the ballot has it, where two would be equal; null: as they wrote it',
  method: 'PUT',
  route: '/api/office/candidacies/:candidacyId/ballot-name',
  caller: 'run-elections',
  path: candidacyPath,
  query: nothing,
  body: z.strictObject({ name: line(160).nullable() }),
  reply: officeNominations,
  status: 200,
  problems: ['not-found', 'election-not-draft'],
});

const pairPath = z.strictObject({ candidacyId, otherId: candidacyId });

export const previewJoining = endpoint({
  summary: 'What would become of two nominations of one person if they were joined',
  method: 'GET',
  route: '/api/office/candidacies/:candidacyId/joining/:otherId',
  caller: 'read-elections',
  path: pairPath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    /** The one that stays, with the answer that was given. */
    kept: z.strictObject({ id: candidacyId, name: z.string(), email: z.string(), state: candidacyState }),
    joined: z.strictObject({ id: candidacyId, name: z.string(), email: z.string(), state: candidacyState }),
    nominators: z.array(z.string()),
    supporters: z.int(),
  }),
  status: 200,
  problems: ['not-found', 'not-mergeable'],
});

export const joinNominations = endpoint({
  summary: 'Join two nominations of one person in one contest',
  method: 'POST',
  route: '/api/office/candidacies/:candidacyId/joining/:otherId',
  caller: 'run-elections',
  path: pairPath,
  query: nothing,
  body: nothing,
  reply: officeNominations,
  status: 200,
  problems: ['not-found', 'not-mergeable', 'election-not-draft'],
});

import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Happening } from '../membership/events.ts';
import type { MembershipRules, TierTerms } from '../membership/terms.ts';

/** The tables as TypeScript sees them; a test holds this against the migrated database. */

/** Read as an instant, written as its text. */
export type Instant = ColumnType<Temporal.Instant, string, string>;
export type MaybeInstant = ColumnType<Temporal.Instant | null, string | null, string | null>;

export type RoleColumn = 'administrator' | 'officer' | 'auditor' | 'clerk' | 'treasurer';
export type Stage = 'draft' | 'frozen' | 'closed' | 'tallied' | 'certified' | 'void';
export type MethodColumn =
  | 'allocated-score'
  | 'approval'
  | 'bloc-star'
  | 'block-plurality'
  | 'borda'
  | 'choose'
  | 'condorcet-irv'
  | 'copeland'
  | 'cumulative'
  | 'debian'
  | 'irv'
  | 'majority-judgment'
  | 'meek-stv'
  | 'minimax'
  | 'minimax-margins'
  | 'plurality'
  | 'question'
  | 'ranked-pairs'
  | 'ranked-pairs-margins'
  | 'schulze'
  | 'schulze-margins'
  | 'score'
  | 'scottish-stv'
  | 'star'
  | 'wigm-stv';
export type AffiliationKind = 'employee' | 'officer' | 'director' | 'consultant' | 'owner';
/** A share of something; strict: more than it, otherwise at least. */
export interface RatioColumn {
  readonly numerator: number;
  readonly denominator: number;
  readonly isStrict: boolean;
}
/** What a body's elections and open votes are held to. Null or 0: the rules ask for nothing of the kind. */
export interface BodyRules {
  /** Days between the announcement of the dates and the opening of voting. */
  readonly notice: { readonly atLeastDays: number; readonly atMostDays: number | null } | null;
  readonly shortestNominationDays: number;
  readonly longestVotingDays: number | null;
  /** How many other voting members must stand behind a nomination. */
  readonly endorsements: number;
  /** What a nominee declares on accepting. Public ones are shown with the candidate. */
  readonly acknowledgements: readonly {
    readonly id: string;
    readonly text: string;
    readonly isRequired: boolean;
    readonly isPublic: boolean;
  }[];
  /** What officers look at before they approve a nominee. */
  readonly conditions: readonly string[];
  readonly asksPreviousService: boolean;
  /** Whether members may put questions to the candidates. */
  readonly allowsQuestions: boolean;
  /** The most of the body's seats that people with one affiliation may hold. */
  readonly affiliationCap: { readonly numerator: number; readonly denominator: number } | null;
  /** Open votes: how much of the fixed number of seats must take part, how much of what decides, and without a meeting. */
  readonly quorum: RatioColumn;
  readonly majority: RatioColumn & { readonly base: 'for-and-against' | 'cast' | 'eligible' };
  readonly withoutMeeting: RatioColumn;
}
export type OpenVoteMark = 'aye' | 'nay' | 'abstain' | 'recused' | 'absent';
/** The rule of an open vote, frozen when it opens. */
export interface OpenVoteRule extends Pick<BodyRules, 'quorum' | 'majority' | 'withoutMeeting'> {
  /** How many seats the body had, vacant ones included. */
  readonly fixedNumber: number;
  readonly words: readonly string[];
}
/** The most of the `of` seats of a body that people with one affiliation may hold. */
export interface FrozenCap {
  readonly numerator: number;
  readonly denominator: number;
  readonly of: number;
}
/** People for seats; a text, for or against; one of several texts, or none of them. */
export type ContestKind = 'people' | 'motion' | 'options';
/** Of a contest of several texts, each of which is a candidate. */
export interface OptionsText {
  readonly noticeDays: number;
  readonly effectiveOn: string | null;
}
/** So many ballots for each so many. */
export interface Majority {
  readonly numerator: number;
  readonly denominator: number;
}
/** A motion as it stands on the ballot. Texts are Markdown; `replaces` is the text in force, empty where there is none. */
export interface MotionText {
  readonly text: string;
  readonly replaces: string;
  readonly base: 'for-and-against' | 'cast' | 'eligible';
  readonly numerator: number;
  readonly denominator: number;
  readonly isStrict: boolean;
  /** Days that its text must be public before voting opens. */
  readonly noticeDays: number;
  /** The day on which it takes effect if adopted; null: when the result is certified. */
  readonly effectiveOn: string | null;
}
/** A seating as it was recorded: what went in, what came out, and by which rules. Ids are those of candidates and seats. */
export interface SeatingRecord {
  readonly passes: readonly { readonly candidate: string; readonly why: string; readonly reason: string }[];
  readonly seated: readonly {
    readonly seat: string;
    readonly seatName: string;
    readonly candidate: string;
    readonly name: string;
    readonly endsOn: string | null;
  }[];
  readonly vacant: readonly string[];
  readonly steps: readonly unknown[];
  readonly words: readonly string[];
}
/** What a programme of nominations is held to. */
export interface ProgrammeRules {
  /** The days of the year whose ends are cut-offs. The 29th of February is the 28th in other years. */
  readonly cutOffs: readonly { readonly month: number; readonly day: number }[];
  /** The last day of the review, in the month after the cut-off, or that month's last. */
  readonly reviewUntilDay: number;
  /** In how many rounds somebody is reviewed who is not accepted. */
  readonly rounds: number;
  /** What an acceptance takes: a share of those for and against, or of the whole group. */
  readonly threshold: RatioColumn & { readonly base: 'cast' | 'members' };
  readonly mostReferences: number;
  /** Whether whoever reviews should hold the tier that an appointment gives. */
  readonly reviewersHoldTier: boolean;
  /** Whether a reviewer who proposed somebody stands aside. */
  readonly recusesNominators: boolean;
}
/** What a trustee can be asked for. */
export type TrusteeAct = 'make-key' | 'share-out' | 'finish-key' | 'shuffle' | 'decrypt';

/** What a trustee of a group gives, in this order. */
export type CeremonyStep = 'certificate' | 'polynomial' | 'voutput';

export type MailKind =
  | 'sign-in'
  | 'ballot'
  | 'receipt'
  | 'result'
  | 'trustee-key'
  | 'trustee-share'
  | 'registrar'
  | 'exception'
  | 'dues-receipt'
  | 'address-confirm'
  | 'address-notice'
  | 'list-confirm'
  | 'announcement'
  | 'notice'
  | 'candidate-questions'
  | 'affirmation'
  | 'dues-reminder'
  | 'application'
  | 'nomination'
  | 'round-nomination'
  | 'round-reference'
  | 'round-review'
  | 'round-outcome'
  | 'open-vote'
  | 'open-vote-reminder'
  | 'open-vote-recorded'
  | 'counts-differ';
/** Why a voter needs another personal link. */
export type LostReason = 'never-came' | 'lost' | 'seen-by-others';
/** What a mailed link can do; it can do nothing else. */
export type LinkPurpose =
  | 'affirm'
  | 'confirm-address'
  | 'undo-address'
  | 'confirm-list'
  | 'leave-list'
  | 'nomination'
  | 'round-nomination'
  | 'round-reference';
export type NomineeState = 'active' | 'accepted' | 'expired' | 'joined';
export type ReviewMark = 'aye' | 'nay' | 'abstain';
/** `carried`: not accepted so far, and reviewed again. */
export type ReviewOutcome = 'accepted' | 'carried' | 'expired';
/** `refused`: by officers; the nominee may answer once. */
export type CandidacyState = 'invited' | 'accepted' | 'declined' | 'withdrawn' | 'lapsed' | 'approved' | 'refused';
/** One condition that an officer looked at, and what there was to say of it. */
export interface ConditionChecked {
  readonly condition: string;
  readonly isMet: boolean;
  readonly note: string;
}
export type AddressChangeState = 'requested' | 'held' | 'done' | 'refused' | 'undone' | 'replaced';
/** `withheld`: it was due and was not sent; its `error` says why. */
export type MailState = 'queued' | 'sent' | 'failed' | 'withheld';
export type AmendmentChange = 'added' | 'removed';
export type AmendmentState = 'proposed' | 'accepted' | 'refused';
/** A reason of `membership/eligibility.ts` as it lies in the database: its instants are texts. */
export interface RollReason {
  readonly rule: string;
  readonly holds: boolean;
  readonly code: string;
  readonly tier: string | null;
  readonly on: string | null;
  readonly act: string | null;
  readonly actBy: string | null;
}
/** What a roll was worked out by, besides the events: enough to work it out again after all of it has changed. */
export interface RollBasis {
  /** How many events counted: one that was still being written has a number below the newest and is not among them. */
  readonly events: number;
  readonly rules: MembershipRules;
  readonly tiers: readonly {
    readonly id: string;
    readonly terms: readonly { readonly effectiveAt: string; readonly terms: TierTerms }[];
  }[];
  /** Duplicates that stood aside then, and for whom. */
  readonly merged: Readonly<Record<string, string>>;
}
export type ImportState =
  'arriving' | 'uploaded' | 'trying' | 'tried' | 'committing' | 'committed' | 'undoing' | 'undone';
export type VerdictColumn = 'unread' | 'new' | 'update' | 'unchanged' | 'possible-duplicate' | 'error';
/** Which column holds which field, and how its dates and tiers are read. */
export interface ImportMapColumn {
  readonly fields: Readonly<Record<string, string>>;
  readonly dateFormat: string | null;
  readonly tiers: Readonly<Record<string, string>>;
  readonly onDoubt: 'leave-out' | 'make-new';
}
export type PaymentKind = 'once' | 'yearly' | 'lifetime';
export type PaymentMethod = 'stripe' | 'wire' | 'cheque' | 'cash' | 'in-kind' | 'waiver';
export type EntryKind = 'paid' | 'refund' | 'refund-failed' | 'dispute' | 'dispute-won' | 'dispute-lost';
export type PaymentClosed = 'expired' | 'failed' | 'cancelled' | 'refused';
export type SubscriptionState = 'active' | 'past-due' | 'cancelled';
/** Money columns are `bigint`: read as their digits, written as whole numbers. */
export type Minor = ColumnType<string, number, number>;
/** What a receipt says, frozen when it was made; days are `2027-06-15`. */
export interface ReceiptFacts {
  readonly organisation: string;
  readonly name: string;
  readonly email: string;
  readonly memberNumber: string;
  readonly tier: string;
  readonly minor: number;
  readonly currency: string;
  readonly method: PaymentMethod;
  readonly reference: string;
  readonly paidOn: string;
  /** What the payment is for: first and last day; `through` null: for life. Both null: it gave no period. */
  readonly from: string | null;
  readonly through: string | null;
}
/** One movement on which our ledger and the provider's list do not agree. */
export interface Difference {
  readonly kind: 'missing' | 'extra' | 'amount' | 'currency' | 'refund' | 'dispute';
  readonly ref: string;
  readonly paymentId: string | null;
  /** Minor units; null: there is none on that side. */
  readonly ours: number | null;
  readonly theirs: number | null;
  readonly currency: string;
  /** Put right by asking the provider again. */
  readonly isHealed: boolean;
}
export type Facts = Record<string, string | number | boolean | null>;

export interface Database {
  person: {
    id: Generated<string>;
    name: string;
    email: string;
    passwordHash: string | null;
    madeAt: Instant;
    number: GeneratedAlways<string>;
    city: Generated<string>;
    country: Generated<string>;
    mergedInto: string | null;
    erasedAt: MaybeInstant;
  };
  formerAddress: { personId: string; email: string; leftAt: Instant };
  tier: { id: string; position: number; madeAt: Instant };
  tierTerms: {
    tier: string;
    effectiveAt: Instant;
    terms: JSONColumnType<TierTerms>;
    madeAt: Instant;
    madeBy: string;
  };
  membershipRules: { effectiveAt: Instant; rules: JSONColumnType<MembershipRules>; madeAt: Instant; madeBy: string };
  drive: {
    id: string;
    title: string;
    about: string;
    goal: 'members' | 'money';
    tier: string | null;
    currency: string | null;
    amount: ColumnType<string, number, number>;
    zone: string;
    beginsLocal: string;
    endsLocal: string;
    beginsAt: Instant;
    endsAt: Instant;
    madeAt: Instant;
  };
  memberEvent: {
    id: GeneratedAlways<string>;
    personId: string;
    at: Instant;
    kind: Happening['kind'];
    tier: string | null;
    facts: JSONColumnType<Happening['facts']>;
    actorId: string | null;
    paymentId: string | null;
    importId: string | null;
  };
  subscription: {
    id: string;
    personId: string;
    tier: string;
    amountMinor: Minor;
    currency: string;
    state: SubscriptionState;
    currentUntil: Instant;
    cancelsAt: MaybeInstant;
    customer: string;
    madeAt: Instant;
  };
  payment: {
    id: Generated<string>;
    personId: string;
    tier: string;
    amountMinor: Minor;
    currency: string;
    kind: PaymentKind;
    method: PaymentMethod;
    begunAt: Instant;
    closed: PaymentClosed | null;
    closedAt: MaybeInstant;
    providerSession: string | null;
    providerPayment: string | null;
    providerInvoice: string | null;
    subscriptionId: string | null;
    receivedOn: string | null;
    reference: Generated<string>;
    note: Generated<string>;
    recordedBy: string | null;
    needsSecond: Generated<boolean>;
    confirmedBy: string | null;
    confirmedAt: MaybeInstant;
  };
  paymentEntry: {
    id: GeneratedAlways<string>;
    paymentId: string;
    kind: EntryKind;
    amountMinor: Minor;
    currency: string;
    providerRef: string;
    at: Instant;
    madeAt: Instant;
    actorId: string | null;
    note: Generated<string>;
  };
  providerEvent: {
    id: string;
    type: string;
    body: string;
    receivedAt: Instant;
    processedAt: MaybeInstant;
    error: string | null;
  };
  receiptCounter: { onlyOne: Generated<boolean>; number: ColumnType<string, number, number> };
  receipt: { number: string; paymentId: string; madeAt: Instant; facts: JSONColumnType<ReceiptFacts> };
  reconciliation: {
    day: string;
    begunAt: Instant;
    finishedAt: MaybeInstant;
    compared: Generated<number>;
    differences: ColumnType<Difference[], string, string>;
  };
  roleGrant: { personId: string; role: RoleColumn; grantedAt: Instant };
  session: {
    id: Generated<string>;
    personId: string;
    tokenHash: string;
    method: 'code' | 'link' | 'password' | 'set-up';
    startedAt: Instant;
    expiresAt: Instant;
    endedAt: MaybeInstant;
  };
  signInRequest: {
    id: string;
    personId: string | null;
    codeHash: string;
    linkHash: string;
    tries: Generated<number>;
    madeAt: Instant;
    expiresAt: Instant;
    usedAt: MaybeInstant;
    newAddress: string | null;
    newName: string | null;
  };
  signingKey: { kid: string; privateKey: string; madeAt: Instant };
  setUpLink: { tokenHash: string; madeAt: Instant; usedAt: MaybeInstant };
  rateLimit: { key: string; points: Generated<number>; expire: string | null };
  election: {
    id: string;
    name: string;
    description: string;
    zone: string;
    opensLocal: string;
    closesLocal: string;
    opensAt: Instant;
    closesAt: Instant;
    quorumNumerator: number | null;
    quorumDenominator: number | null;
    stage: Generated<Stage>;
    draftedAt: Instant;
    frozenAt: MaybeInstant;
    announcedAt: MaybeInstant;
    closedAt: MaybeInstant;
    talliedAt: MaybeInstant;
    certifiedAt: MaybeInstant;
    certifiedBy: string | null;
    electionText: string | null;
    trusteesText: string | null;
    fingerprint: string | null;
    rollSize: Generated<number>;
    rollHash: string | null;
    recordLocal: string;
    recordAt: Instant;
    affirmLocal: string | null;
    affirmBy: MaybeInstant;
    nominationsOpenLocal: string | null;
    nominationsOpenAt: MaybeInstant;
    nominationsCloseLocal: string | null;
    nominationsCloseAt: MaybeInstant;
    applyLocal: string | null;
    applyBy: MaybeInstant;
    candidatesLocal: string | null;
    candidatesAt: MaybeInstant;
    seatingLocal: string | null;
    seatingAt: MaybeInstant;
    ties: Generated<'lot' | 'draw'>;
    isRegular: Generated<boolean>;
    datesAnnouncedAt: MaybeInstant;
    calendarSequence: Generated<number>;
    datesMovedAt: MaybeInstant;
    noticeRenewedAt: MaybeInstant;
    rollMadeAt: MaybeInstant;
    rollEventsUpto: string | null;
    rollBasis: ColumnType<RollBasis | null, string | null, string | null>;
    rollFrozenAt: MaybeInstant;
    rollFrozenSize: number | null;
    rollFrozenHash: string | null;
    /** What two counts of the result disagree on, while they do. */
    countsDiffer: string | null;
    threshold: number | null;
    ceremony: Generated<number>;
    headHeight: Generated<number>;
    headHash: string | null;
    entries: Generated<number>;
    ballots: Generated<number>;
    voted: Generated<number>;
  };
  body: {
    id: Generated<string>;
    slug: string;
    name: string;
    about: string;
    rules: JSONColumnType<BodyRules>;
    madeAt: Instant;
  };
  cohort: {
    id: Generated<string>;
    bodyId: string;
    name: string;
    position: number;
    endsOn: string | null;
    termYears: number | null;
  };
  seat: { id: Generated<string>; cohortId: string; name: string; position: number; retiredOn: string | null };
  term: {
    id: Generated<string>;
    seatId: string;
    personId: string | null;
    name: string;
    startsOn: string;
    endsOn: string | null;
    cameBy: 'elected' | 'appointed' | 'recorded';
    electionId: string | null;
    leftOn: string | null;
    leftWhy: string | null;
    recordedAt: Instant;
    recordedBy: string;
    note: Generated<string>;
  };
  organisation: {
    id: Generated<string>;
    name: string;
    parentId: string | null;
    madeAt: Instant;
    mergedInto: string | null;
  };
  affiliation: {
    id: Generated<string>;
    personId: string;
    organisationId: string;
    kind: AffiliationKind;
    disclosedAt: Instant;
    endedAt: MaybeInstant;
  };
  contest: {
    id: Generated<string>;
    electionId: string;
    position: number;
    kind: ContestKind;
    title: string;
    method: MethodColumn;
    seats: number;
    max: number;
    bodyId: string | null;
    termsStartOn: string | null;
    motion: ColumnType<MotionText | null, string | null, string | null>;
    options: ColumnType<OptionsText | null, string | null, string | null>;
    affiliationCap: ColumnType<FrozenCap | null, string | null, string | null>;
  };
  contestSeat: { contestId: string; position: number; seatId: string | null; name: string; endsOn: string | null };
  candidate: {
    id: Generated<string>;
    electionId: string;
    contest: number;
    position: number;
    name: string;
    affiliation: string;
    statement: string;
    personId: string | null;
    candidacyId: string | null;
    withdrawnAt: MaybeInstant;
    withdrawnWhy: string | null;
    majority: ColumnType<Majority | null, string | null, string | null>;
    isDefault: Generated<boolean>;
  };
  photo: { id: Generated<string>; jpeg: Buffer; madeAt: Instant };
  candidacy: {
    id: Generated<string>;
    electionId: string;
    contestId: string;
    personId: string | null;
    name: string;
    email: string;
    state: CandidacyState;
    statement: Generated<string>;
    previousService: Generated<string>;
    photoId: string | null;
    ballotName: string | null;
    invitedAt: MaybeInstant;
    remindedDays: number | null;
    answeredAt: MaybeInstant;
    withdrawnAt: MaybeInstant;
    appeal: string | null;
    appealedAt: MaybeInstant;
    joinedInto: string | null;
    madeAt: Instant;
  };
  nomination: {
    id: Generated<string>;
    candidacyId: string;
    personId: string;
    nomineeName: string;
    nomineeEmail: string;
    statement: string;
    madeAt: Instant;
    changedAt: MaybeInstant;
    withdrawnAt: MaybeInstant;
    recordedById: string | null;
  };
  endorsement: { candidacyId: string; personId: string; givenAt: Instant };
  candidacyAcknowledgement: {
    candidacyId: string;
    acknowledgementId: string;
    text: string;
    isPublic: boolean;
    givenAt: Instant;
  };
  candidacyDecision: {
    id: GeneratedAlways<string>;
    candidacyId: string;
    outcome: 'approved' | 'refused';
    checks: ColumnType<ConditionChecked[], string, string>;
    reason: string;
    onAppeal: boolean;
    decidedAt: Instant;
    decidedById: string;
  };
  tieDraw: {
    electionId: string;
    contestId: string;
    drawn: string[];
    note: string;
    drawnAt: Instant;
    recordedBy: string;
  };
  candidateQuestion: {
    id: Generated<string>;
    electionId: string;
    contestId: string;
    candidateId: string | null;
    personId: string;
    text: string;
    askedAt: Instant;
    hiddenAt: MaybeInstant;
    hiddenWhy: string | null;
  };
  candidateAnswer: {
    id: GeneratedAlways<string>;
    questionId: string;
    candidateId: string;
    text: string;
    answeredAt: Instant;
  };
  electionNotice: {
    id: string;
    electionId: string;
    kind: 'dates' | 'candidates' | 'open' | 'reminder' | 'result';
    audience: string;
    subject: string;
    markdown: string;
    people: number;
    madeAt: Instant;
    madeBy: string;
  };
  seating: {
    id: Generated<string>;
    electionId: string;
    contestId: string;
    record: JSONColumnType<SeatingRecord>;
    seatedAt: Instant;
    seatedBy: string;
  };
  programme: {
    id: Generated<string>;
    slug: string;
    name: string;
    about: string;
    bodyId: string;
    tier: string;
    zone: string;
    rules: JSONColumnType<ProgrammeRules>;
    madeAt: Instant;
  };
  reviewRound: {
    id: Generated<string>;
    programmeId: string;
    cutOffOn: string;
    reviewUntilOn: string;
    zone: string;
    cutOffAt: Instant;
    reviewEndsAt: Instant;
    rules: JSONColumnType<ProgrammeRules>;
    openedAt: Instant;
    remindedAt: MaybeInstant;
    decidedAt: MaybeInstant;
    announcedAt: MaybeInstant;
    announcedBy: string | null;
    announcement: string | null;
  };
  reviewRoundReviewer: { roundId: string; personId: string };
  programmeNominee: {
    id: Generated<string>;
    programmeId: string;
    name: string;
    email: string | null;
    memberId: string | null;
    state: NomineeState;
    joinedInto: string | null;
    acceptedIn: string | null;
    eventId: string | null;
    madeAt: Instant;
  };
  programmeNomination: {
    id: Generated<string>;
    programmeId: string;
    nomineeId: string | null;
    nomineeName: string;
    nomineeEmail: string | null;
    accomplishments: string;
    personId: string | null;
    name: string;
    email: string;
    madeAt: Instant;
    confirmedAt: MaybeInstant;
  };
  nominationReference: {
    id: Generated<string>;
    nominationId: string;
    position: number;
    name: string;
    email: string;
    text: string | null;
    writtenAt: MaybeInstant;
  };
  reviewNominee: { roundId: string; nomineeId: string; number: number };
  reviewRecusal: { roundId: string; nomineeId: string; personId: string; reason: string; at: Instant };
  reviewMark: {
    id: GeneratedAlways<string>;
    roundId: string;
    nomineeId: string;
    personId: string;
    mark: ReviewMark;
    at: Instant;
  };
  reviewDecision: {
    roundId: string;
    nomineeId: string;
    outcome: ReviewOutcome;
    aye: number;
    nay: number;
    abstain: number;
    recused: number;
    members: number;
    decidedAt: Instant;
  };
  trustee: {
    electionId: string;
    owner: number;
    name: string;
    email: string;
    invitedAt: MaybeInstant;
    publicKey: string | null;
    decryptedAt: MaybeInstant;
    askedFor: TrusteeAct | null;
    askedAt: MaybeInstant;
  };
  trusteeLink: { tokenHash: string; electionId: string; email: string; madeAt: Instant };
  ceremonyMessage: {
    electionId: string;
    ceremony: number;
    step: CeremonyStep;
    owner: number;
    content: string;
    givenAt: Instant;
  };
  serverKey: { electionId: string; privateKey: string };
  registrarLink: { tokenHash: string; electionId: string; madeAt: Instant };
  registrar: {
    electionId: string;
    name: string;
    email: string;
    invitedAt: MaybeInstant;
    listHash: string | null;
    listVoters: number | null;
    givenAt: MaybeInstant;
    toldAt: MaybeInstant;
    mailedAt: MaybeInstant;
    undelivered: Generated<string[]>;
  };
  spareCredential: { electionId: string; credential: string; linkHash: string };
  linkReplacement: {
    id: Generated<string>;
    electionId: string;
    rollEntryId: string;
    reason: LostReason;
    askedBy: string;
    askedAt: Instant;
    decidedAt: MaybeInstant;
    voided: string | null;
    spare: string | null;
  };
  boardKey: { electionId: string; privateKey: string };
  rollEntry: {
    id: Generated<string>;
    electionId: string;
    personId: string;
    name: string;
    email: string;
    credential: string | null;
    linkHash: string | null;
    votedAt: MaybeInstant;
  };
  rollVerdict: {
    electionId: string;
    personId: string;
    isIn: boolean;
    codes: string[];
    reasons: JSONColumnType<RollReason[]>;
  };
  rollAmendment: {
    id: Generated<string>;
    number: GeneratedAlways<string>;
    electionId: string;
    change: AmendmentChange;
    reason: string;
    note: string;
    proposedBy: string;
    proposedAt: Instant;
    state: Generated<AmendmentState>;
    decidedBy: string | null;
    decidedAt: MaybeInstant;
  };
  rollAmendmentPerson: { amendmentId: string; personId: string };
  rollException: {
    id: Generated<string>;
    electionId: string;
    personId: string;
    reason: string;
    askedAt: Instant;
    decision: 'supported' | 'refused' | null;
    decisionReason: string | null;
    decidedBy: string | null;
    decidedAt: MaybeInstant;
    amendmentId: string | null;
  };
  credentialSecret: { rollEntryId: string; credential: string };
  boardEntry: { electionId: string; position: number; name: string; content: string };
  boardEvent: {
    electionId: string;
    height: number;
    hash: string;
    type: string;
    payload: string | null;
    position: number;
  };
  ballot: { electionId: string; height: number; tracker: string; credential: string; position: number };
  claimedCiphertext: { key: string };
  auditedBallot: {
    electionId: string;
    number: number;
    promise: string;
    credential: string;
    text: string;
    at: Instant;
  };
  auditEntry: {
    id: GeneratedAlways<string>;
    at: Instant;
    actor: string;
    action: string;
    electionId: string | null;
    facts: JSONColumnType<Facts>;
    personId: string | null;
  };
  mail: {
    id: Generated<string>;
    key: string;
    kind: MailKind;
    toAddress: string;
    toName: string;
    electionId: string | null;
    rollEntryId: string | null;
    facts: JSONColumnType<Facts>;
    state: Generated<MailState>;
    tries: Generated<number>;
    error: string | null;
    queuedAt: Instant;
    sentAt: MaybeInstant;
    personId: string | null;
  };
  importMap: { name: string; map: JSONColumnType<ImportMapColumn>; madeAt: Instant; madeBy: string };
  importBatch: {
    id: Generated<string>;
    kind: 'file' | 'bulk';
    name: string;
    hash: string;
    facts: JSONColumnType<Record<string, unknown>>;
    map: JSONColumnType<ImportMapColumn> | null;
    state: ImportState;
    progress: Generated<number>;
    counts: ColumnType<Record<string, number>, string | undefined, string>;
    problem: string | null;
    madeAt: Instant;
    madeBy: string;
    triedAt: MaybeInstant;
    committedAt: MaybeInstant;
    committedBy: string | null;
    undoneAt: MaybeInstant;
    undoneBy: string | null;
  };
  importChunk: { batchId: string; position: number; bytes: Buffer };
  importRow: {
    batchId: string;
    line: number;
    number: string | null;
    email: string;
    name: string;
    fields: JSONColumnType<Record<string, string>>;
    verdict: VerdictColumn;
    reason: string | null;
    personId: string | null;
    seenEvent: string | null;
    before: JSONColumnType<Record<string, string>>;
    after: JSONColumnType<Record<string, string>>;
    kept: string | null;
  };
  merge: {
    id: Generated<string>;
    survivorId: string;
    duplicateId: string;
    moved: string[];
    facts: JSONColumnType<Facts>;
    madeAt: Instant;
    madeBy: string;
    undoneAt: MaybeInstant;
    undoneBy: string | null;
  };
  notDuplicate: { oneId: string; otherId: string; madeAt: Instant; madeBy: string };
  memberIndex: { personId: string; standings: string[]; isEligible: boolean; holdsUntil: MaybeInstant };
  memberStale: { personId: string };
  memberIndexRules: { hash: string };
  mailedLink: {
    tokenHash: string;
    purpose: LinkPurpose;
    personId: string | null;
    facts: JSONColumnType<Facts>;
    madeAt: Instant;
    expiresAt: Instant;
    usedAt: MaybeInstant;
  };
  addressChange: {
    id: Generated<string>;
    personId: string;
    oldAddress: string;
    newAddress: string;
    state: AddressChangeState;
    madeBy: string;
    requestedAt: Instant;
    confirmedAt: MaybeInstant;
    doneAt: MaybeInstant;
    undoneAt: MaybeInstant;
  };
  mailingList: { id: string; name: string; about: string; madeAt: Instant; tellsOfVotes: Generated<boolean> };
  listAnnouncement: {
    id: string;
    listId: string;
    subject: string;
    text: string;
    people: number;
    madeAt: Instant;
    madeBy: string;
  };
  listMembership: {
    id: Generated<string>;
    listId: string;
    address: string;
    personId: string | null;
    joinedAt: Instant;
    leftAt: MaybeInstant;
  };
  directoryEntry: {
    personId: string;
    showsCity: Generated<boolean>;
    showsCountry: Generated<boolean>;
    showsTiers: Generated<boolean>;
    showsSince: Generated<boolean>;
    chosenAt: Instant;
    showsName: Generated<boolean>;
    link: Generated<string>;
  };
  openVote: {
    id: Generated<string>;
    bodyId: string;
    title: string;
    text: string;
    replaces: string;
    moverId: string;
    seconderId: string;
    meetingOn: string | null;
    zone: string | null;
    opensLocal: string | null;
    opensAt: MaybeInstant;
    closesLocal: string | null;
    closesAt: MaybeInstant;
    visibility: 'public' | 'until-decided' | 'unless-adopted';
    draftedAt: Instant;
    putAt: MaybeInstant;
    textHash: string | null;
    openedAt: MaybeInstant;
    rule: ColumnType<OpenVoteRule | null, string | null, string | null>;
    remindedAt: MaybeInstant;
  };
  openVoteMember: { voteId: string; personId: string; name: string };
  openVoteMark: {
    id: GeneratedAlways<string>;
    voteId: string;
    personId: string;
    mark: OpenVoteMark;
    at: Instant;
    madeBy: string;
    signature: string;
  };
  openVoteObjection: { id: GeneratedAlways<string>; voteId: string; personId: string; note: string; at: Instant };
  retention: {
    category: string;
    position: number;
    basis: string;
    keptFor: string;
    action: 'erased' | 'kept' | 'pseudonym';
    keptColumns: Generated<string[]>;
  };
  chore: { name: string; position: string | null; finishedAt: MaybeInstant };
  mailSecret: { mailId: string; secret: JSONColumnType<Record<string, string>> };
  mailboxMessage: {
    id: string;
    serial: GeneratedAlways<string>;
    toAddress: string;
    subject: string;
    text: string;
    html: string;
    sentAt: Instant;
  };
}

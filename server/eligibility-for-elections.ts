import type { Temporal } from 'temporal-polyfill';
import type { Deadline } from '../api/values.ts';
import type { Reader } from '../db/connect.ts';
import { readUpcomingElections, type Election } from '../db/elections.ts';
import { readMemberEvents } from '../db/member-events.ts';
import { findEntryOfPerson } from '../db/roll.ts';
import { findAmendment, findException } from '../db/roll-amendments.ts';
import { readDuplicates, readPastElections, readTurnoutOf } from '../db/roll-events.ts';
import { findVerdict } from '../db/roll-verdicts.ts';
import { eligibilityOf, type Reason } from '../membership/eligibility.ts';
import { participationOf } from '../membership/roll.ts';
import { timetableView } from './timetable.ts';
import { readOrganisation } from './organisation.ts';
import { readReason } from './roll-reasons.ts';

/** Whether one member can vote in one of the elections that members may know of. */
export interface MyElection {
  readonly electionId: string;
  readonly name: string;
  readonly opens: Deadline;
  readonly closes: Deadline;
  readonly record: Deadline;
  readonly affirmBy: Deadline | null;
  readonly applyBy: Deadline | null;
  /** Frozen: the answer is final but for amendments. Not frozen: what it would be if nothing else happens. */
  readonly isFrozen: boolean;
  /** Set up: the board holds the ballots, and nobody can be added. */
  readonly isSetUp: boolean;
  readonly isIn: boolean;
  readonly reasons: readonly Reason[];
  /** What became of the member's request to be on the roll; null: none was made. */
  readonly exception: {
    readonly state: 'asked' | 'supported' | 'accepted' | 'refused';
    readonly askedAt: Temporal.Instant;
    readonly reason: string;
    readonly decisionReason: string | null;
  } | null;
  /** Whether the member can ask for one now. */
  readonly canAsk: boolean;
}

/**
 * Each election that this person may know of and that has not closed, next to open first: drafts whose dates were
 * announced or whose roll is frozen, and all that are set up.
 */
export async function eligibilityForElections(
  db: Reader,
  personId: string,
  now: Temporal.Instant,
): Promise<MyElection[]> {
  const mine: MyElection[] = [];
  for (const election of await readUpcomingElections(db, now)) mine.push(await myElection(db, election, personId));
  return mine;
}

async function myElection(db: Reader, election: Election, personId: string): Promise<MyElection> {
  const isFrozen = election.rollFrozenAt !== null;
  const isSetUp = election.stage !== 'draft';
  const verdict = isFrozen ? await frozenVerdict(db, election.id, personId) : await forecast(db, election, personId);
  const exception = await exceptionOf(db, election.id, personId);
  const { opens, closes, record, affirmBy, applyBy } = timetableView(election);
  return {
    ...{ electionId: election.id, name: election.name, isFrozen, isSetUp, exception },
    ...{ opens, closes, record, affirmBy, applyBy },
    ...verdict,
    canAsk: isFrozen && !isSetUp && !verdict.isIn && exception === null,
  };
}

/** The roll decides; the reasons are those of the freeze. */
async function frozenVerdict(db: Reader, electionId: string, personId: string) {
  const entry = await findEntryOfPerson(db, electionId, personId);
  const verdict = await findVerdict(db, electionId, personId);
  return { isIn: entry !== undefined, reasons: (verdict?.reasons ?? []).map(readReason) };
}

/** By what has happened until now, seen from the record date. */
async function forecast(db: Reader, election: Election, personId: string) {
  const { recordAt, affirmBy, applyBy } = election;
  const organisation = await readOrganisation(db, recordAt);
  const elections = await readPastElections(db, recordAt);
  const ids = [personId, ...(await readDuplicates(db, personId))];
  const turnout = await readTurnoutOf(db, ids, [...elections.keys()]);
  const person = {
    events: await readMemberEvents(db, personId),
    participation: participationOf(turnout, elections),
  };
  const { eligible, reasons } = eligibilityOf(person, { ...organisation, affirmBy, applyBy }, recordAt);
  return { isIn: eligible, reasons };
}

async function exceptionOf(db: Reader, electionId: string, personId: string): Promise<MyElection['exception']> {
  const exception = await findException(db, electionId, { personId });
  if (exception === undefined) return null;
  const { reason, askedAt, decision, decisionReason, amendmentId } = exception;
  const amendment = amendmentId === null ? undefined : await findAmendment(db, electionId, amendmentId);
  const state = exceptionState(decision, amendment?.state ?? null);
  return { state, askedAt, reason, decisionReason };
}

/** A request is final when it was refused, or when the amendment that came of it is decided. */
export function exceptionState(
  decision: 'supported' | 'refused' | null,
  amendment: 'proposed' | 'accepted' | 'refused' | null,
): 'asked' | 'supported' | 'accepted' | 'refused' {
  if (decision === null) return 'asked';
  if (decision === 'refused' || amendment === 'refused') return 'refused';
  return amendment === 'accepted' ? 'accepted' : 'supported';
}

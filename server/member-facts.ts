import type { Temporal } from 'temporal-polyfill';
import type { Reader } from '../db/connect.ts';
import { readMemberEventsOf } from '../db/member-events.ts';
import { findComingElection, readDuplicatesOf } from '../db/members.ts';
import { readPastElections, readTurnoutOf } from '../db/roll-events.ts';
import type { Person } from '../membership/eligibility.ts';
import { participationOf } from '../membership/roll.ts';

/** Everything that eligibility is derived from, for these people: their events and votes, their duplicates' included. */
export async function readMemberFacts(
  db: Reader,
  personIds: readonly string[],
  at: Temporal.Instant,
): Promise<Map<string, Person>> {
  const duplicates = await readDuplicatesOf(db, personIds);
  const survivors = new Map(duplicates.map(({ id, mergedInto }) => [id, mergedInto]));
  const events = await readMemberEventsOf(db, personIds);
  const elections = await readPastElections(db, at);
  const entries = await readTurnoutOf(db, [...personIds, ...survivors.keys()], [...elections.keys()]);
  const turnout = Map.groupBy(entries, ({ personId }) => survivors.get(personId) ?? personId);
  return new Map(
    personIds.map((id) => [
      id,
      { events: events.get(id) ?? [], participation: participationOf(turnout.get(id) ?? [], elections) },
    ]),
  );
}

/** When and by which cut-offs eligibility is asked for: the record date that comes next, or this moment where none does. */
export interface Question {
  readonly at: Temporal.Instant;
  readonly affirmBy: Temporal.Instant | null;
  readonly applyBy: Temporal.Instant | null;
  readonly electionName: string | null;
}

export async function readQuestion(db: Reader, now: Temporal.Instant): Promise<Question> {
  const coming = await findComingElection(db, now);
  if (coming === undefined) return { at: now, affirmBy: null, applyBy: null, electionName: null };
  const { recordAt: at, affirmBy, applyBy, name: electionName } = coming;
  return { at, affirmBy, applyBy, electionName };
}

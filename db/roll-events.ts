import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { MemberEvent } from '../membership/events.ts';
import type { PastElection } from '../membership/roll.ts';
import type { Reader, Transaction } from './connect.ts';
import { instantText } from './instants.ts';
import { eventOf } from './member-events.ts';

/** What a roll is worked out of. A person's duplicates are read as that person, by who was merged into whom then. */

export interface Considered {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/**
 * Nobody records anything about members until this transaction ends, and whoever was about to has finished. Without it an
 * event with a lower number could appear after higher ones were counted.
 */
export async function lockMemberEvents(trx: Transaction): Promise<void> {
  await sql`lock table member_event in share mode`.execute(trx);
}

/** The number of the newest event; `0` before the first. */
export async function readNewestEvent(db: Reader): Promise<string> {
  const row = await db
    .selectFrom('memberEvent')
    .select(sql<string>`coalesce(max(id), 0)::text`.as('newest'))
    .executeTakeFirstOrThrow();
  return row.newest;
}

/** How many things happened to members up to this event. */
export async function countEventsUpTo(db: Reader, upTo: string): Promise<number> {
  const row = await db
    .selectFrom('memberEvent')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('id', '<=', upTo)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** How many things happened to members after this event. */
export async function countEventsAfter(db: Reader, upTo: string): Promise<number> {
  const row = await db
    .selectFrom('memberEvent')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('id', '>', upTo)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Duplicates that stand aside, and for whom. */
export async function readMerged(db: Reader): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'mergedInto'])
    .where('mergedInto', 'is not', null)
    .orderBy('id')
    .execute();
  return Object.fromEntries(rows.map(({ id, mergedInto }) => [id, mergedInto ?? id]));
}

/** Whoever stands aside for this person. */
export async function readDuplicates(db: Reader, personId: string): Promise<string[]> {
  const rows = await db.selectFrom('person').select('id').where('mergedInto', '=', personId).execute();
  return rows.map(({ id }) => id);
}

/** Everybody who is one person and no duplicate, by id. */
export function readConsidered(db: Reader): Promise<Considered[]> {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('mergedInto', 'is', null)
    .where('erasedAt', 'is', null)
    .orderBy('id')
    .execute();
}

/** Everybody who was considered for this roll, as they are now. */
export function readConsideredThen(db: Reader, electionId: string): Promise<Considered[]> {
  return db
    .selectFrom('rollVerdict')
    .innerJoin('person', 'person.id', 'rollVerdict.personId')
    .select(['person.id', 'person.name', 'person.email'])
    .where('electionId', '=', electionId)
    .orderBy('person.id')
    .execute();
}

/**
 * What happened to these people up to an event, in the order of recording: the JSON text of `[person, id, at, kind, tier,
 * facts]` for each. A text, because it is read on another thread, and fifty thousand histories are parsed once.
 */
export async function readEventsText(db: Reader, people: readonly string[], upTo: string): Promise<string> {
  const row = await db
    .selectFrom('memberEvent')
    .select(
      sql<string>`coalesce(json_agg(json_build_array(person_id, id::text, at, kind, tier, facts) order by id), '[]')::text`.as(
        'events',
      ),
    )
    .where('personId', '=', sql<string>`any(${people}::uuid[])`)
    .where('id', '<=', upTo)
    // A name is no reason.
    .where('kind', '!=', 'changed')
    .executeTakeFirstOrThrow();
  return row.events;
}

/** Changes of names and addresses after an event, in the order of recording. */
export async function readChangesAfter(db: Reader, upTo: string): Promise<MemberEvent[]> {
  const rows = await db
    .selectFrom('memberEvent')
    .selectAll()
    .where('id', '>', upTo)
    .where('kind', '=', 'changed')
    .orderBy('id')
    .execute();
  return rows.map(eventOf);
}

/** Elections whose voting had ended by an instant. */
export async function readPastElections(db: Reader, by: Temporal.Instant): Promise<Map<string, PastElection>> {
  const rows = await db
    .selectFrom('election')
    .select(['id', 'closesAt', 'isRegular'])
    .where('stage', '!=', 'draft')
    .where('closesAt', '<=', instantText(by))
    .execute();
  return new Map(rows.map(({ id, closesAt, isRegular }) => [id, { electionId: id, closedAt: closesAt, isRegular }]));
}

/** Which of these people were on the rolls of which elections, and whether they voted. */
export async function readTurnoutOf(db: Reader, people: readonly string[], electionIds: readonly string[]) {
  if (electionIds.length === 0) return [];
  return db
    .selectFrom('rollEntry')
    .select(['personId', 'electionId', sql<boolean>`voted_at is not null`.as('hasVoted')])
    .where('personId', '=', sql<string>`any(${people}::uuid[])`)
    .where('electionId', 'in', electionIds)
    .execute();
}

/** Whether the verdicts of this roll are those of everybody who is to be considered now, and of nobody else. */
export async function isOfEverybody(db: Reader, electionId: string): Promise<boolean> {
  const row = await db
    .selectFrom((select) =>
      select
        .selectFrom('person')
        .select('id')
        .where('mergedInto', 'is', null)
        .where('erasedAt', 'is', null)
        .as('considered'),
    )
    .fullJoin(
      (select) => select.selectFrom('rollVerdict').select('personId').where('electionId', '=', electionId).as('judged'),
      (join) => join.onRef('judged.personId', '=', 'considered.id'),
    )
    .select('considered.id')
    .where((where) => where.or([where('considered.id', 'is', null), where('judged.personId', 'is', null)]))
    .limit(1)
    .executeTakeFirst();
  return row === undefined;
}

/** Whether voting in any election ended in this time: who took part counts for later rolls. */
export async function hasVoteEnded(
  db: Reader,
  { after, by }: { after: Temporal.Instant; by: Temporal.Instant },
): Promise<boolean> {
  const row = await db
    .selectFrom('election')
    .select('id')
    .where('stage', '!=', 'draft')
    .where('closesAt', '>', instantText(after))
    .where('closesAt', '<=', instantText(by))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

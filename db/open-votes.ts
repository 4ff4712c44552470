import { sql, type Insertable, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import { instantText } from './instants.ts';
import type { Database, OpenVoteMark, OpenVoteRule } from './schema.ts';

export type OpenVote = Selectable<Database['openVote']>;
/** What an officer drafts. */
export type OpenVoteDraft = Omit<
  Insertable<Database['openVote']>,
  'id' | 'draftedAt' | 'putAt' | 'textHash' | 'openedAt' | 'rule' | 'remindedAt'
>;

export interface BodyMember {
  readonly personId: string;
  readonly name: string;
}

export async function recordOpenVote(trx: Transaction, draft: OpenVoteDraft, now: Temporal.Instant): Promise<string> {
  const { id } = await trx
    .insertInto('openVote')
    .values({ ...draft, draftedAt: now.toString() })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function changeOpenVote(trx: Transaction, id: string, draft: OpenVoteDraft): Promise<void> {
  await trx.updateTable('openVote').set(draft).where('id', '=', id).where('putAt', 'is', null).execute();
}

export async function markPut(trx: Transaction, id: string, textHash: string, now: Temporal.Instant): Promise<void> {
  await trx.updateTable('openVote').set({ textHash, putAt: now.toString() }).where('id', '=', id).execute();
}

/** Writes down who votes and by which rule; neither changes any more. */
export async function recordOpening(
  trx: Transaction,
  id: string,
  opening: { readonly rule: OpenVoteRule; readonly members: readonly BodyMember[] },
  now: Temporal.Instant,
): Promise<void> {
  const rows = opening.members.map(({ personId, name }) => ({ voteId: id, personId, name }));
  if (rows.length > 0) await trx.insertInto('openVoteMember').values(rows).execute();
  await trx
    .updateTable('openVote')
    .set({ rule: JSON.stringify(opening.rule), openedAt: now.toString() })
    .where('id', '=', id)
    .execute();
}

export async function markReminded(trx: Transaction, id: string, now: Temporal.Instant): Promise<void> {
  await trx.updateTable('openVote').set({ remindedAt: now.toString() }).where('id', '=', id).execute();
}

export function findOpenVote(db: Reader, id: string): Promise<OpenVote | undefined> {
  return db.selectFrom('openVote').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Marks take turns at this lock, so that there is one order of them and none comes after the close. */
export function lockOpenVote(trx: Transaction, id: string): Promise<OpenVote | undefined> {
  return trx.selectFrom('openVote').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Newest first. */
export function readAllOpenVotes(db: Reader): Promise<OpenVote[]> {
  return db.selectFrom('openVote').selectAll().orderBy('draftedAt', 'desc').orderBy('id').execute();
}

/** Votes without a meeting whose opening has come and is not written down. */
export async function readDueToOpen(db: Reader, now: Temporal.Instant): Promise<string[]> {
  const rows = await db
    .selectFrom('openVote')
    .select('id')
    .where('putAt', 'is not', null)
    .where('openedAt', 'is', null)
    .where('opensAt', '<=', instantText(now))
    .execute();
  return rows.map(({ id }) => id);
}

/** Votes that are open and close by this instant, of which nobody was reminded. */
export async function readDueToRemind(db: Reader, now: Temporal.Instant, by: Temporal.Instant): Promise<string[]> {
  const rows = await db
    .selectFrom('openVote')
    .select('id')
    .where('openedAt', 'is not', null)
    .where('remindedAt', 'is', null)
    .where('closesAt', '>', instantText(now))
    .where('closesAt', '<=', instantText(by))
    .execute();
  return rows.map(({ id }) => id);
}

/** How many seats a body has on a day, vacant ones included. */
export async function countSeats(db: Reader, bodyId: string, day: string): Promise<number> {
  const { seats } = await db
    .selectFrom('seat')
    .innerJoin('cohort', 'cohort.id', 'seat.cohortId')
    .select(sql<number>`count(*)::int`.as('seats'))
    .where('cohort.bodyId', '=', bodyId)
    .where((where) => where.or([where('retiredOn', 'is', null), where('retiredOn', '>=', day)]))
    .executeTakeFirstOrThrow();
  return seats;
}

/** Who holds a seat of a body on a day, each once, by name. A record that was merged into another stands aside for it. */
export function readHolders(db: Reader, bodyId: string, day: string): Promise<BodyMember[]> {
  return db
    .selectFrom((select) =>
      select
        .selectFrom('term')
        .innerJoin('seat', 'seat.id', 'term.seatId')
        .innerJoin('cohort', 'cohort.id', 'seat.cohortId')
        .innerJoin('person as found', 'found.id', 'term.personId')
        .innerJoin('person', (join) => join.on('person.id', '=', sql<string>`coalesce(found.merged_into, found.id)`))
        .select(['person.id as personId', sql<string>`coalesce(nullif(person.name, ''), term.name)`.as('name')])
        .distinctOn('person.id')
        .where('cohort.bodyId', '=', bodyId)
        .where('term.startsOn', '<=', day)
        .where((where) => where.or([where('term.endsOn', 'is', null), where('term.endsOn', '>=', day)]))
        .where((where) => where.or([where('term.leftOn', 'is', null), where('term.leftOn', '>=', day)]))
        .as('holder'),
    )
    .select(['personId', 'name'])
    .orderBy('name')
    .orderBy('personId')
    .execute();
}

/** Who votes, by name. */
export function readVoteMembers(db: Reader, voteId: string): Promise<BodyMember[]> {
  return db
    .selectFrom('openVoteMember')
    .select(['personId', 'name'])
    .where('voteId', '=', voteId)
    .orderBy('name')
    .orderBy('personId')
    .execute();
}

/** Whom mails go to: who votes, at the address of now. */
export function readVoteAddresses(
  db: Reader,
  voteId: string,
): Promise<{ personId: string; name: string; email: string }[]> {
  return db
    .selectFrom('openVoteMember')
    .innerJoin('person', 'person.id', 'openVoteMember.personId')
    .select(['personId', 'openVoteMember.name', 'person.email'])
    .where('voteId', '=', voteId)
    .where('person.erasedAt', 'is', null)
    .orderBy('personId')
    .execute();
}

export interface MarkRow {
  readonly personId: string;
  readonly mark: OpenVoteMark;
  readonly at: Temporal.Instant;
  readonly madeBy: string;
  readonly madeByName: string;
  readonly signature: string;
}

/** Every mark in its order, the last of a member counts. */
export function readMarks(db: Reader, voteId: string): Promise<MarkRow[]> {
  return db
    .selectFrom('openVoteMark')
    .innerJoin('person', 'person.id', 'openVoteMark.madeBy')
    .select(['personId', 'mark', 'at', 'madeBy', 'person.name as madeByName', 'signature'])
    .where('voteId', '=', voteId)
    .orderBy('openVoteMark.id')
    .execute();
}

export async function appendMarks(
  trx: Transaction,
  marks: readonly {
    readonly voteId: string;
    readonly personId: string;
    readonly mark: OpenVoteMark;
    readonly madeBy: string;
    readonly signature: string;
  }[],
  at: Temporal.Instant,
): Promise<void> {
  if (marks.length === 0) return;
  await trx
    .insertInto('openVoteMark')
    .values(marks.map((mark) => ({ ...mark, at: at.toString() })))
    .execute();
}

export async function appendObjection(
  trx: Transaction,
  objection: { readonly voteId: string; readonly personId: string; readonly note: string },
  at: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('openVoteObjection')
    .values({ ...objection, at: at.toString() })
    .execute();
}

export function readObjections(
  db: Reader,
  voteId: string,
): Promise<{ personId: string; note: string; at: Temporal.Instant }[]> {
  return db
    .selectFrom('openVoteObjection')
    .select(['personId', 'note', 'at'])
    .where('voteId', '=', voteId)
    .orderBy('id')
    .execute();
}

/** The names of these people, as they are now. */
export async function readNames(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

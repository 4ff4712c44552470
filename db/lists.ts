import { sql, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { MemberEvent } from '../membership/events.ts';
import type { Reader, Transaction } from './connect.ts';
import { eventOf } from './member-events.ts';
import type { Database } from './schema.ts';

export type MailingList = Selectable<Database['mailingList']>;
export type ListAnnouncement = Selectable<Database['listAnnouncement']>;

export function readLists(db: Reader): Promise<MailingList[]> {
  return db.selectFrom('mailingList').selectAll().orderBy('name').orderBy('id').execute();
}

export function findList(db: Reader, id: string): Promise<MailingList | undefined> {
  return db.selectFrom('mailingList').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The lists that a person is on, and since when; as a duplicate merged into that person, too. */
export async function readListsOf(db: Reader, personId: string): Promise<Map<string, Temporal.Instant>> {
  const rows = await db
    .selectFrom('listMembership')
    .innerJoin('person', 'person.id', 'listMembership.personId')
    .select(['listId', 'joinedAt'])
    .where('leftAt', 'is', null)
    .where((where) => where.or([where('person.id', '=', personId), where('person.mergedInto', '=', personId)]))
    .orderBy('joinedAt', 'desc')
    .execute();
  return new Map(rows.map(({ listId, joinedAt }) => [listId, joinedAt]));
}

/** `personId` null: somebody who is known by this address alone. */
export interface ListMember {
  readonly listId: string;
  readonly personId: string | null;
  readonly address: string;
}

/** Puts somebody on a list; whoever is on it already stays, with the date of then. */
export async function joinList(trx: Transaction, member: ListMember, now: Temporal.Instant): Promise<void> {
  const { listId, personId, address } = member;
  if (personId !== null && (await readListsOf(trx, personId)).has(listId)) return;
  await trx
    .insertInto('listMembership')
    .values({ listId, personId, address, joinedAt: now.toString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes somebody off a list, under whatever record and address; nothing happens where they are not on it. */
export async function leaveList(trx: Transaction, member: ListMember, now: Temporal.Instant): Promise<void> {
  const { listId, personId, address } = member;
  const records = trx
    .selectFrom('person')
    .select('id')
    .where((where) => where.or([where('id', '=', personId), where('mergedInto', '=', personId)]));
  await trx
    .updateTable('listMembership')
    .set({ leftAt: now.toString() })
    .where('listId', '=', listId)
    .where('leftAt', 'is', null)
    .where((where) =>
      where.or([
        where('personId', 'in', records),
        where.and([where('personId', 'is', null), where('address', '=', address)]),
      ]),
    )
    .execute();
}

/** Whose membership this was or is; the person is the one that a duplicate was merged into. */
export async function findListMembership(
  db: Reader,
  id: string,
): Promise<(ListMember & { readonly hasLeft: boolean }) | undefined> {
  const row = await db
    .selectFrom('listMembership')
    .leftJoin('person', 'person.id', 'listMembership.personId')
    .select(['listId', 'address', 'leftAt', sql<string | null>`coalesce(person.merged_into, person.id)`.as('personId')])
    .where('listMembership.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { leftAt, ...member } = row;
  return { ...member, hasLeft: leftAt !== null };
}

/** Where the mail of a list goes. */
export interface ListRecipient {
  readonly membershipId: string;
  readonly personId: string | null;
  readonly name: string;
  readonly address: string;
  readonly joinedAt: Temporal.Instant;
}

/**
 * Everybody on a list, each once: an address that belongs to a person is that person, a duplicate the person it was
 * merged into, at the present address. Whoever was erased is not there.
 */
export async function readListRecipients(db: Reader, listId: string): Promise<ListRecipient[]> {
  const id = sql<string | null>`person.id`;
  return db
    .selectFrom('listMembership')
    .leftJoin('person as known', (join) =>
      join.on((on) =>
        on.or([
          on('known.id', '=', on.ref('listMembership.personId')),
          on.and([on('listMembership.personId', 'is', null), on('known.email', '=', on.ref('listMembership.address'))]),
        ]),
      ),
    )
    .leftJoin('person', (join) => join.on('person.id', '=', sql<string>`coalesce(known.merged_into, known.id)`))
    .select([
      'listMembership.id as membershipId',
      id.as('personId'),
      sql<string>`coalesce(person.name, '')`.as('name'),
      sql<string>`coalesce(person.email, list_membership.address)`.as('address'),
      'listMembership.joinedAt',
    ])
    .distinctOn(sql`coalesce(person.email, list_membership.address)`)
    .where('listMembership.listId', '=', listId)
    .where('listMembership.leftAt', 'is', null)
    .where('person.erasedAt', 'is', null)
    .orderBy(sql`coalesce(person.email, list_membership.address)`)
    .orderBy('listMembership.joinedAt')
    .execute();
}

/** What says whether these people live: few events of few people, by person. */
export async function readLifeEvents(db: Reader, personIds: readonly string[]): Promise<Map<string, MemberEvent[]>> {
  const rows = await db
    .selectFrom('memberEvent')
    .innerJoin('person', 'person.id', 'memberEvent.personId')
    .selectAll('memberEvent')
    .select(sql<string>`coalesce(person.merged_into, person.id)`.as('survivor'))
    .where('kind', 'in', ['died', 'erased', 'withdrawn'])
    .where(sql<boolean>`coalesce(person.merged_into, person.id) = any(${personIds}::uuid[])`)
    .orderBy('memberEvent.id')
    .execute();
  const events = Map.groupBy(rows, ({ survivor }) => survivor);
  return new Map([...events].map(([id, some]) => [id, some.map(({ survivor: _, ...row }) => eventOf(row))]));
}

/** False: this announcement is there already. */
export async function recordListAnnouncement(
  trx: Transaction,
  { madeAt, ...announcement }: ListAnnouncement,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('listAnnouncement')
    .values({ ...announcement, madeAt: madeAt.toString() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export function findListAnnouncement(db: Reader, id: string): Promise<ListAnnouncement | undefined> {
  return db.selectFrom('listAnnouncement').selectAll().where('id', '=', id).executeTakeFirst();
}

export function readListAnnouncements(db: Reader, listId: string, most: number): Promise<ListAnnouncement[]> {
  return db
    .selectFrom('listAnnouncement')
    .selectAll()
    .where('listId', '=', listId)
    .orderBy('madeAt', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
}

import { sql, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { Database } from './schema.ts';

/** What people wrote for the nominees of a programme, and what they asked others to write. */

export type Nomination = Selectable<Database['programmeNomination']>;
export type Reference = Selectable<Database['nominationReference']>;
export type Nominee = Selectable<Database['programmeNominee']>;

export interface NewNomination {
  readonly programmeId: string;
  readonly nomineeName: string;
  readonly nomineeEmail: string | null;
  readonly accomplishments: string;
  readonly personId: string | null;
  readonly name: string;
  readonly email: string;
  readonly references: readonly { readonly name: string; readonly email: string }[];
}

/** Writes a nomination down, not confirmed. */
export async function recordNomination(
  trx: Transaction,
  { references, ...nomination }: NewNomination,
  now: Temporal.Instant,
): Promise<string> {
  const { id } = await trx
    .insertInto('programmeNomination')
    .values({ ...nomination, nomineeId: null, madeAt: now.toString() })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (references.length > 0) {
    await trx
      .insertInto('nominationReference')
      .values(references.map(({ name, email }, position) => ({ nominationId: id, position, name, email, text: null })))
      .execute();
  }
  return id;
}

export function findNomination(db: Reader, id: string): Promise<Nomination | undefined> {
  return db.selectFrom('programmeNomination').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockNomination(trx: Transaction, id: string): Promise<Nomination | undefined> {
  return trx.selectFrom('programmeNomination').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function confirmNomination(
  trx: Transaction,
  id: string,
  { nomineeId, personId }: { nomineeId: string; personId: string | null },
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('programmeNomination')
    .set({ nomineeId, personId, confirmedAt: now.toString() })
    .where('id', '=', id)
    .execute();
}

/** Takes away what nobody confirmed in time. */
export async function deleteUnconfirmed(trx: Transaction, before: Temporal.Instant): Promise<void> {
  await trx
    .deleteFrom('programmeNomination')
    .where('confirmedAt', 'is', null)
    .where('madeAt', '<', sql<Temporal.Instant>`${before.toString()}::timestamptz`)
    .execute();
}

/** The nominee of this address, or who is this person, whom the programme reviews or has accepted. */
export function findNominee(
  db: Reader,
  programmeId: string,
  { email, memberId }: { email: string; memberId: string | null },
): Promise<Nominee | undefined> {
  return db
    .selectFrom('programmeNominee')
    .selectAll('programmeNominee')
    .leftJoin('person', 'person.id', 'programmeNominee.memberId')
    .where('programmeId', '=', programmeId)
    .where('state', 'in', ['active', 'accepted'])
    .where((where) =>
      where.or([
        where('programmeNominee.email', '=', email),
        where(sql<string>`coalesce(person.merged_into, person.id)`, '=', memberId),
      ]),
    )
    .orderBy('programmeNominee.madeAt')
    .limit(1)
    .executeTakeFirst();
}

export async function recordNominee(
  trx: Transaction,
  nominee: { programmeId: string; name: string; email: string | null; memberId: string | null },
  now: Temporal.Instant,
): Promise<string> {
  const { id } = await trx
    .insertInto('programmeNominee')
    .values({ ...nominee, state: 'active', joinedInto: null, acceptedIn: null, eventId: null, madeAt: now.toString() })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** What is known of a nominee by now: an address, who it is, the appointment in the member's history. */
export async function completeNominee(
  trx: Transaction,
  id: string,
  known: { email?: string; memberId?: string; eventId?: string },
): Promise<void> {
  await trx.updateTable('programmeNominee').set(known).where('id', '=', id).execute();
}

/** Two nominees were one person: what was written for the other now stands with this one. */
export async function joinNominees(
  trx: Transaction,
  {
    nomineeId,
    duplicate,
  }: { nomineeId: string; duplicate: { id: string; email: string | null; memberId: string | null } },
): Promise<void> {
  await trx.updateTable('programmeNomination').set({ nomineeId }).where('nomineeId', '=', duplicate.id).execute();
  await trx
    .updateTable('programmeNominee')
    .set({ state: 'joined', joinedInto: nomineeId })
    .where('id', '=', duplicate.id)
    .execute();
  await sql`
    update programme_nominee set email = coalesce(email, ${duplicate.email}),
      member_id = coalesce(member_id, ${duplicate.memberId}::uuid) where id = ${nomineeId}`.execute(trx);
}

/** The confirmed nominations of these nominees, oldest first. */
export function readNominationsFor(db: Reader, nomineeIds: readonly string[]): Promise<Nomination[]> {
  return db
    .selectFrom('programmeNomination')
    .leftJoin('person', 'person.id', 'programmeNomination.personId')
    .selectAll('programmeNomination')
    .select(sql<string | null>`coalesce(person.merged_into, person.id)`.as('personId'))
    .where(sql<boolean>`nominee_id = any(${nomineeIds}::uuid[])`)
    .orderBy('confirmedAt')
    .orderBy('programmeNomination.id')
    .execute();
}

/** The confirmed nominations of one person in a programme, newest first. */
export function readNominationsBy(db: Reader, programmeId: string, personId: string): Promise<Nomination[]> {
  return db
    .selectFrom('programmeNomination')
    .innerJoin('person', 'person.id', 'programmeNomination.personId')
    .selectAll('programmeNomination')
    .where('programmeId', '=', programmeId)
    .where('confirmedAt', 'is not', null)
    .where(sql<string>`coalesce(person.merged_into, person.id)`, '=', personId)
    .orderBy('confirmedAt', 'desc')
    .execute();
}

export function readReferences(db: Reader, nominationIds: readonly string[]): Promise<Reference[]> {
  return db
    .selectFrom('nominationReference')
    .selectAll()
    .where(sql<boolean>`nomination_id = any(${nominationIds}::uuid[])`)
    .orderBy('nominationId')
    .orderBy('position')
    .execute();
}

export function findReference(db: Reader, id: string): Promise<Reference | undefined> {
  return db.selectFrom('nominationReference').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function fillReference(trx: Transaction, id: string, text: string, now: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('nominationReference')
    .set({ text, writtenAt: now.toString() })
    .where('id', '=', id)
    .where('writtenAt', 'is', null)
    .execute();
}

/** The nominee, the programme's rounds that reviewed them, and whether each is public. */
export function readRoundsOf(
  db: Reader,
  nomineeId: string,
): Promise<(Selectable<Database['reviewRound']> & { readonly number: number })[]> {
  return db
    .selectFrom('reviewNominee')
    .innerJoin('reviewRound', 'reviewRound.id', 'reviewNominee.roundId')
    .selectAll('reviewRound')
    .select('number')
    .where('nomineeId', '=', nomineeId)
    .orderBy('cutOffAt')
    .execute();
}

export function findNomineeById(db: Reader, id: string): Promise<Nominee | undefined> {
  return db.selectFrom('programmeNominee').selectAll().where('id', '=', id).executeTakeFirst();
}

/** How many wait for the next round, besides those of the round that is not decided yet. */
export async function countWaiting(db: Reader, programmeId: string): Promise<number> {
  const { waiting } = await db
    .selectFrom('programmeNominee')
    .select(sql<number>`count(*)::int`.as('waiting'))
    .where('programmeId', '=', programmeId)
    .where('state', '=', 'active')
    .where(
      sql<boolean>`not exists (select from review_nominee join review_round on review_round.id = round_id
        where nominee_id = programme_nominee.id and decided_at is null)`,
    )
    .executeTakeFirstOrThrow();
  return waiting;
}

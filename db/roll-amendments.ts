import { sql, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { AmendmentChange, Database } from './schema.ts';

export type Amendment = Selectable<Database['rollAmendment']>;
export type RollException = Selectable<Database['rollException']>;

/** Somebody by address, whether that is somebody else's duplicate, and whether the roll has them. */
export interface Addressed {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isOnRoll: boolean;
}

/** Who has these addresses now; the address of a duplicate leads to the person it was merged into. */
export async function readAddressed(
  db: Reader,
  electionId: string,
  addresses: readonly string[],
): Promise<Map<string, Addressed>> {
  const rows = await db
    .selectFrom('person as found')
    .innerJoin('person', (join) =>
      join.on('person.id', '=', sql<string>`coalesce(found.merged_into, found.id)`).on('person.erasedAt', 'is', null),
    )
    .leftJoin('rollEntry', (join) =>
      join.onRef('rollEntry.personId', '=', 'person.id').on('rollEntry.electionId', '=', electionId),
    )
    .select(['found.email as typed', 'person.id', 'person.name', 'person.email', 'rollEntry.id as entryId'])
    .where('found.email', '=', sql<string>`any(${addresses}::text[])`)
    .execute();
  return new Map(rows.map(({ typed, entryId, ...person }) => [typed, { ...person, isOnRoll: entryId !== null }]));
}

export async function appendAmendment(
  trx: Transaction,
  amendment: {
    electionId: string;
    change: AmendmentChange;
    people: readonly string[];
    reason: string;
    note: string;
    proposedBy: string;
  },
  now: Temporal.Instant,
): Promise<string> {
  const { people, ...columns } = amendment;
  const { id } = await trx
    .insertInto('rollAmendment')
    .values({ ...columns, proposedAt: now.toString() })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('rollAmendmentPerson')
    .values(people.map((personId) => ({ amendmentId: id, personId })))
    .execute();
  return id;
}

export function findAmendment(db: Reader, electionId: string, id: string): Promise<Amendment | undefined> {
  return db
    .selectFrom('rollAmendment')
    .selectAll()
    .where('electionId', '=', electionId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function markAmendment(
  trx: Transaction,
  id: string,
  decision: { state: 'accepted' | 'refused'; decidedBy: string },
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('rollAmendment')
    .set({ ...decision, decidedAt: now.toString() })
    .where('id', '=', id)
    .execute();
}

/** Whom an amendment is about, as they are now, and whether they are on the roll. */
export async function readAmended(db: Reader, amendmentId: string): Promise<Addressed[]> {
  const rows = await db
    .selectFrom('rollAmendmentPerson as one')
    .innerJoin('rollAmendment as amendment', 'amendment.id', 'one.amendmentId')
    .innerJoin('person', 'person.id', 'one.personId')
    .leftJoin('rollEntry', (join) =>
      join.onRef('rollEntry.personId', '=', 'person.id').onRef('rollEntry.electionId', '=', 'amendment.electionId'),
    )
    .select(['person.id', 'person.name', 'person.email', 'rollEntry.id as entryId'])
    .where('one.amendmentId', '=', amendmentId)
    .orderBy('person.name')
    .orderBy('person.id')
    .execute();
  return rows.map(({ entryId, ...person }) => ({ ...person, isOnRoll: entryId !== null }));
}

/** Every amendment, newest first, with the names of who proposed and decided it. */
export function readAmendments(db: Reader, electionId: string) {
  return db
    .selectFrom('rollAmendment as amendment')
    .innerJoin('person as proposer', 'proposer.id', 'amendment.proposedBy')
    .leftJoin('person as decider', 'decider.id', 'amendment.decidedBy')
    .selectAll('amendment')
    .select(['proposer.name as proposerName', 'decider.name as deciderName'])
    .where('amendment.electionId', '=', electionId)
    .orderBy('amendment.number', 'desc')
    .execute();
}

/** Amendments that were accepted, oldest first, with the number of people and without their names. */
export function readAcceptedAmendments(db: Reader, electionId: string) {
  return db
    .selectFrom('rollAmendment as amendment')
    .innerJoin('rollAmendmentPerson as one', 'one.amendmentId', 'amendment.id')
    .select(['change', 'reason', 'decidedAt', sql<number>`count(*)::int`.as('people')])
    .where('electionId', '=', electionId)
    .where('state', '=', 'accepted')
    .groupBy('amendment.id')
    .orderBy('decidedAt')
    .orderBy('amendment.number')
    .execute();
}

/** Puts people on the roll, under the name and address that they have now. */
export async function appendEntries(trx: Transaction, electionId: string, people: readonly Addressed[]): Promise<void> {
  await trx
    .insertInto('rollEntry')
    .values(people.map(({ id, name, email }) => ({ electionId, personId: id, name, email })))
    .execute();
}

/** Takes people off the roll of a draft. */
export async function removeEntries(trx: Transaction, electionId: string, people: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('rollEntry')
    .where('electionId', '=', electionId)
    .where('personId', '=', sql<string>`any(${people}::uuid[])`)
    .execute();
}

/** What a member asked for; false when that member had asked before. */
export async function appendException(
  trx: Transaction,
  exception: { electionId: string; personId: string; reason: string },
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await trx
    .insertInto('rollException')
    .values({ ...exception, askedAt: now.toString() })
    .onConflict((conflict) => conflict.columns(['electionId', 'personId']).doNothing())
    .returning('id')
    .execute();
  return rows.length === 1;
}

export function findException(
  db: Reader,
  electionId: string,
  by: { id: string } | { amendmentId: string } | { personId: string },
): Promise<RollException | undefined> {
  const [column, value] = Object.entries(by)[0] ?? ['id', ''];
  return db
    .selectFrom('rollException')
    .selectAll()
    .where('electionId', '=', electionId)
    .where(column as 'id' | 'amendmentId' | 'personId', '=', value)
    .executeTakeFirst();
}

export async function markException(
  trx: Transaction,
  id: string,
  decision: {
    decision: 'supported' | 'refused';
    decisionReason: string;
    decidedBy: string;
    amendmentId: string | null;
  },
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('rollException')
    .set({ ...decision, decidedAt: now.toString() })
    .where('id', '=', id)
    .execute();
}

/** Everything that members asked for, newest first, with the state of the amendment that came of it. */
export function readExceptions(db: Reader, electionId: string) {
  return db
    .selectFrom('rollException as exception')
    .innerJoin('person', 'person.id', 'exception.personId')
    .leftJoin('person as decider', 'decider.id', 'exception.decidedBy')
    .leftJoin('rollAmendment as amendment', 'amendment.id', 'exception.amendmentId')
    .selectAll('exception')
    .select(['person.name', 'person.email', 'decider.name as deciderName', 'amendment.state as amendmentState'])
    .where('exception.electionId', '=', electionId)
    .orderBy('exception.askedAt', 'desc')
    .orderBy('exception.id')
    .execute();
}

/** Amendments and requests that wait for an officer. */
export async function countWaiting(db: Reader, electionId: string): Promise<number> {
  const count = async (table: 'rollAmendment' | 'rollException') => {
    const row = await db
      .selectFrom(table)
      .select(sql<number>`count(*)::int`.as('count'))
      .where('electionId', '=', electionId)
      .where('decidedAt', 'is', null)
      .executeTakeFirstOrThrow();
    return row.count;
  };
  return (await count('rollAmendment')) + (await count('rollException'));
}

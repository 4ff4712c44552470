import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import { instantText } from './instants.ts';
import type { Stage } from './schema.ts';

/** Takes the row lock of a person: two acts of one person at once take turns. False where there is nobody. */
export async function lockPerson(trx: Transaction, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom('person')
    .select('id')
    .where('id', '=', id)
    .where('erasedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

export async function findPersonNumber(db: Reader, id: string): Promise<string> {
  const row = await db.selectFrom('person').select('number').where('id', '=', id).executeTakeFirstOrThrow();
  return row.number;
}

/** When the newest mail to this address was sent, and when the newest that failed was written. */
export async function findNewestMailTo(
  db: Reader,
  address: string,
): Promise<{ sent: Temporal.Instant | null; failed: Temporal.Instant | null }> {
  const rows = await db
    .selectFrom('mail')
    .select(['state', sql<Temporal.Instant>`max(queued_at)`.as('at')])
    .where('toAddress', '=', address)
    .where('state', 'in', ['sent', 'failed'])
    .groupBy('state')
    .execute();
  const of = (state: string) => rows.find((row) => row.state === state)?.at ?? null;
  return { sent: of('sent'), failed: of('failed') };
}

/** Whether this session began after an instant. */
export async function isSessionYounger(db: Reader, sessionId: string, than: Temporal.Instant): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .select('id')
    .where('id', '=', sessionId)
    .where('startedAt', '>=', instantText(than))
    .executeTakeFirst();
  return row !== undefined;
}

export interface OpenRoll {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly closesLocal: string;
  readonly opensAt: Temporal.Instant;
  readonly closesAt: Temporal.Instant;
  readonly stage: Stage;
}

/** Elections that are not over, on whose frozen rolls a person or a duplicate of theirs stands. */
export async function readOpenRollsOf(db: Reader, personId: string): Promise<OpenRoll[]> {
  return db
    .selectFrom('rollEntry')
    .innerJoin('election', 'election.id', 'rollEntry.electionId')
    .innerJoin('person', 'person.id', 'rollEntry.personId')
    .select(['election.id', 'election.name', 'election.zone', 'election.closesLocal'])
    .select(['election.opensAt', 'election.closesAt', 'election.stage'])
    .where((where) => where.or([where('person.id', '=', personId), where('person.mergedInto', '=', personId)]))
    .where('election.rollFrozenAt', 'is not', null)
    .where('election.stage', 'in', ['draft', 'frozen', 'closed', 'tallied'])
    .orderBy('election.closesAt')
    .execute();
}

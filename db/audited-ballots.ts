import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';

/** A sealed ballot that its voter opened. */
export interface AuditedBallot {
  /** From 1 on, in the order in which they were opened. */
  readonly number: number;
  readonly promise: string;
  readonly text: string;
  readonly at: Temporal.Instant;
}

export function findAuditedBallot(db: Reader, electionId: string, promise: string): Promise<AuditedBallot | undefined> {
  return db
    .selectFrom('auditedBallot')
    .select(['number', 'promise', 'text', 'at'])
    .where('electionId', '=', electionId)
    .where('promise', '=', promise)
    .executeTakeFirst();
}

/** Gives it the next number, under the election's row lock. */
export async function recordAuditedBallot(
  trx: Transaction,
  electionId: string,
  { promise, credential, text }: { promise: string; credential: string; text: string },
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into audited_ballot (election_id, number, promise, credential, text, at)
    select ${electionId}, coalesce(max(number), 0) + 1, ${promise}, ${credential}, ${text}, ${now.toString()}::timestamptz
    from audited_ballot where election_id = ${electionId}`.execute(trx);
}

/** A page of them, the newest first. */
export async function readAuditedBallots(
  db: Reader,
  electionId: string,
  { page, perPage }: { page: number; perPage: number },
): Promise<{ total: number; ballots: AuditedBallot[] }> {
  const rows = await db
    .selectFrom('auditedBallot')
    .select(['number', 'promise', 'text', 'at', sql<number>`count(*) over ()::int`.as('total')])
    .where('electionId', '=', electionId)
    .orderBy('number', 'desc')
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  return { total: rows[0]?.total ?? 0, ballots: rows.map(({ total: _, ...ballot }) => ballot) };
}

/** Whether a ballot that was opened with this credential holds one of these elements. */
export async function wasAudited(
  trx: Transaction,
  electionId: string,
  credential: string,
  elements: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from audited_ballot where election_id = ${electionId} and credential = ${credential}
      and exists (select 1 from unnest(${elements}::text[]) as element where position(element in text) > 0)
    limit 1`.execute(trx);
  return rows.length > 0;
}

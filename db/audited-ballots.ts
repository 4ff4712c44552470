import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';

/** A sealed ballot that its voter opened. */
export interface OpenedBallot {
  readonly number: number;
  readonly tracker: string;
  readonly text: string;
  readonly at: Temporal.Instant;
}

export function findAuditedBallot(db: Reader, electionId: string, tracker: string): Promise<OpenedBallot | undefined> {
  return db
    .selectFrom('auditedBallot')
    .select(['number', 'tracker', 'text', 'at'])
    .where('electionId', '=', electionId)
    .where('tracker', '=', tracker)
    .executeTakeFirst();
}

/** The next number is given under the election's row lock. */
export async function recordAuditedBallot(
  trx: Transaction,
  electionId: string,
  ballot: { tracker: string; credential: string; text: string },
  now: Temporal.Instant,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into audited_ballot (election_id, number, tracker, credential, text, at)
    select ${electionId}, coalesce(max(number), 0) + 1, ${ballot.tracker}, ${ballot.credential}, ${ballot.text}, ${now.toString()}
    from audited_ballot where election_id = ${electionId}
    returning number`.execute(trx);
  const [row] = rows;
  if (row === undefined) throw new Error('An insert that returns its row returned none');
  return row.number;
}

/** A page of them, newest first. */
export async function readAuditedBallots(
  db: Reader,
  electionId: string,
  { page, perPage }: { page: number; perPage: number },
): Promise<{ total: number; ballots: OpenedBallot[] }> {
  const rows = await db
    .selectFrom('auditedBallot')
    .select(['number', 'tracker', 'text', 'at', sql<number>`count(*) over ()::int`.as('total')])
    .where('electionId', '=', electionId)
    .orderBy('number', 'desc')
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  return { total: rows[0]?.total ?? 0, ballots: rows.map(({ total: _, ...ballot }) => ballot) };
}

/** Whether this voter opened a ballot that holds one of these elements. */
export async function wasAudited(
  db: Transaction,
  electionId: string,
  credential: string,
  elements: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from audited_ballot where election_id = ${electionId} and credential = ${credential}
      and exists (select 1 from unnest(${elements}::text[]) as element where position(element in text) > 0) limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

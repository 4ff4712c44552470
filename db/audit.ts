import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { Facts } from './schema.ts';

/** Appends to the log of what was done. `actor` is the person's name and address, or `the clock`. */
export async function appendAudit(
  trx: Transaction,
  entry: { at: Temporal.Instant; actor: string; action: string; electionId?: string; personId?: string; facts?: Facts },
): Promise<void> {
  await trx
    .insertInto('auditEntry')
    .values({
      at: entry.at.toString(),
      actor: entry.actor,
      action: entry.action,
      electionId: entry.electionId ?? null,
      personId: entry.personId ?? null,
      facts: JSON.stringify(entry.facts ?? {}),
    })
    .execute();
}

export async function readAuditPage(
  db: Reader,
  wanted: { electionId?: string | undefined; page: number; perPage: number },
) {
  const rows = await db
    .selectFrom('auditEntry')
    .select(['at', 'actor', 'action', 'electionId', 'facts', sql<number>`count(*) over ()::int`.as('total')])
    .$if(wanted.electionId !== undefined, (query) => query.where('electionId', '=', wanted.electionId ?? ''))
    .orderBy('id', 'desc')
    .limit(wanted.perPage)
    .offset((wanted.page - 1) * wanted.perPage)
    .execute();
  return { total: rows[0]?.total ?? 0, rows };
}

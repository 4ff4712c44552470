import type { Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { Database, Difference } from './schema.ts';

export type ProviderEvent = Selectable<Database['providerEvent']>;

/** Stores an event as it came; false: it is there already. */
export async function recordProviderEvent(
  trx: Transaction,
  event: { readonly id: string; readonly type: string; readonly body: string },
  now: Temporal.Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('providerEvent')
    .values({ ...event, receivedAt: now.toString() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export function findProviderEvent(db: Reader, id: string): Promise<ProviderEvent | undefined> {
  return db.selectFrom('providerEvent').selectAll().where('id', '=', id).executeTakeFirst();
}

/** `error` stands for why there was nothing to do, or why the try failed; a failed one is not processed. */
export async function markProviderEvent(
  trx: Transaction,
  id: string,
  how: { readonly processedAt: Temporal.Instant | null; readonly error: string | null },
): Promise<void> {
  await trx
    .updateTable('providerEvent')
    .set({ processedAt: how.processedAt?.toString() ?? null, error: how.error })
    .where('id', '=', id)
    .execute();
}

/** Begins the day's reconciliation; false: somebody has begun it. */
export async function beginReconciliation(trx: Transaction, day: string, now: Temporal.Instant): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('reconciliation')
    .values({ day, begunAt: now.toString(), differences: '[]' })
    .onConflict((conflict) => conflict.column('day').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function hasReconciliation(db: Reader, day: string): Promise<boolean> {
  const row = await db.selectFrom('reconciliation').select('day').where('day', '=', day).executeTakeFirst();
  return row !== undefined;
}

export async function finishReconciliation(
  trx: Transaction,
  day: string,
  found: { readonly compared: number; readonly differences: readonly Difference[] },
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('reconciliation')
    .set({ compared: found.compared, differences: JSON.stringify(found.differences), finishedAt: now.toString() })
    .where('day', '=', day)
    .execute();
}

/** The newest first. */
export function readReconciliations(db: Reader, most: number): Promise<Selectable<Database['reconciliation']>[]> {
  return db.selectFrom('reconciliation').selectAll().orderBy('day', 'desc').limit(most).execute();
}

import { sql, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { Database, ReceiptFacts } from './schema.ts';

export type Receipt = Selectable<Database['receipt']>;

/**
 * Numbers and freezes a receipt; one that the payment has already is given back. The counter's row is locked until the
 * transaction ends, so no number is taken twice and none is lost.
 */
export async function recordReceipt(
  trx: Transaction,
  paymentId: string,
  facts: ReceiptFacts,
  now: Temporal.Instant,
): Promise<Receipt> {
  const known = await findReceiptOf(trx, paymentId);
  if (known !== undefined) return known;
  const { number } = await trx
    .updateTable('receiptCounter')
    .set({ number: sql<number>`number + 1` })
    .returning('number')
    .executeTakeFirstOrThrow();
  return trx
    .insertInto('receipt')
    .values({ number, paymentId, madeAt: now.toString(), facts: JSON.stringify(facts) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function findReceipt(db: Reader, number: string): Promise<Receipt | undefined> {
  return db.selectFrom('receipt').selectAll().where('number', '=', number).executeTakeFirst();
}

export function findReceiptOf(db: Reader, paymentId: string): Promise<Receipt | undefined> {
  return db.selectFrom('receipt').selectAll().where('paymentId', '=', paymentId).executeTakeFirst();
}

/** Whose receipt it is, the person whom duplicates were merged into. */
export async function findReceiptOwner(db: Reader, number: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('receipt')
    .innerJoin('payment', 'payment.id', 'receipt.paymentId')
    .innerJoin('person', 'person.id', 'payment.personId')
    .select(['person.id', 'person.mergedInto'])
    .where('receipt.number', '=', number)
    .executeTakeFirst();
  return row === undefined ? undefined : (row.mergedInto ?? row.id);
}

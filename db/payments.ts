import { sql, type Insertable, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import { instantText } from './instants.ts';
import type { Database, EntryKind, PaymentClosed, PaymentMethod } from './schema.ts';

/** What somebody meant to pay. `amountMinor` is a whole number of the currency's minor units. */
export type Payment = Omit<Selectable<Database['payment']>, 'amountMinor'> & { readonly amountMinor: number };
/** What really moved. */
export type PaymentEntry = Omit<Selectable<Database['paymentEntry']>, 'amountMinor'> & {
  readonly amountMinor: number;
};
export type NewPayment = Omit<Insertable<Database['payment']>, 'begunAt'>;
export interface NewEntry {
  readonly paymentId: string;
  readonly kind: EntryKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly providerRef: string;
  readonly at: Temporal.Instant;
  readonly actorId?: string;
  readonly note?: string;
}

/** Who pays, as of now: the person whom duplicates were merged into. */
export interface Payer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly number: string;
  readonly isErased: boolean;
}

export async function findPayer(
  db: Reader,
  by: { readonly id: string } | { readonly email: string } | { readonly number: string },
): Promise<Payer | undefined> {
  const row = await db
    .selectFrom('person as found')
    .innerJoin('person', (join) => join.on('person.id', '=', sql<string>`coalesce(found.merged_into, found.id)`))
    .select(['person.id', 'person.name', 'person.email', 'person.number', 'person.erasedAt'])
    .$if('id' in by, (query) => query.where('found.id', '=', 'id' in by ? by.id : ''))
    .$if('email' in by, (query) => query.where('found.email', '=', 'email' in by ? by.email : ''))
    .$if('number' in by, (query) => query.where('found.number', '=', 'number' in by ? by.number : ''))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { erasedAt, ...payer } = row;
  return { ...payer, isErased: erasedAt !== null };
}

/** One payer at a time: whoever holds this is alone with what a person paid, until the transaction ends. */
export async function lockPayer(trx: Transaction, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payer ${personId}`}, 0))`.execute(trx);
}

export async function recordPayment(trx: Transaction, payment: NewPayment, now: Temporal.Instant): Promise<Payment> {
  const row = await trx
    .insertInto('payment')
    .values({ ...payment, begunAt: now.toString() })
    .returningAll()
    .executeTakeFirstOrThrow();
  return paymentOf(row);
}

export async function findPayment(db: Reader, id: string): Promise<Payment | undefined> {
  const row = await db.selectFrom('payment').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : paymentOf(row);
}

/** By any of the provider's names for it. */
export async function findPaymentByProvider(
  db: Reader,
  by: { readonly session?: string; readonly payment?: string; readonly invoice?: string },
): Promise<Payment | undefined> {
  const row = await db
    .selectFrom('payment')
    .selectAll()
    .where((where) =>
      where.or([
        where('providerSession', '=', by.session ?? ''),
        where('providerPayment', '=', by.payment ?? ''),
        where('providerInvoice', '=', by.invoice ?? ''),
      ]),
    )
    .executeTakeFirst();
  return row === undefined ? undefined : paymentOf(row);
}

/** Everything that one person paid or meant to, duplicates included, newest first. */
export async function readPaymentsOf(db: Reader, personId: string): Promise<Payment[]> {
  const rows = await db
    .selectFrom('payment')
    .innerJoin('person', 'person.id', 'payment.personId')
    .selectAll('payment')
    .where((where) => where.or([where('person.id', '=', personId), where('person.mergedInto', '=', personId)]))
    .orderBy('payment.begunAt', 'desc')
    .orderBy('payment.id')
    .execute();
  return rows.map(paymentOf);
}

/** Said once; what is there already stays. */
export async function recordProviderNames(
  trx: Transaction,
  id: string,
  names: {
    readonly providerSession?: string;
    readonly providerPayment?: string;
    readonly providerInvoice?: string;
    readonly subscriptionId?: string;
  },
): Promise<void> {
  if (Object.keys(names).length === 0) return;
  await trx.updateTable('payment').set(names).where('id', '=', id).execute();
}

/** Nothing was taken. A payment that has entries is never closed. */
export async function closePayment(
  trx: Transaction,
  id: string,
  closed: PaymentClosed,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('payment')
    .set({ closed, closedAt: now.toString() })
    .where('id', '=', id)
    .where('closed', 'is', null)
    .where(sql<boolean>`not exists (select from payment_entry where payment_id = payment.id)`)
    .execute();
}

/** It was paid after all: a page of the provider that we thought expired. */
export async function reopenPayment(trx: Transaction, id: string): Promise<void> {
  await trx.updateTable('payment').set({ closed: null, closedAt: null }).where('id', '=', id).execute();
}

export async function confirmPayment(
  trx: Transaction,
  id: string,
  personId: string,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('payment')
    .set({ confirmedBy: personId, confirmedAt: now.toString() })
    .where('id', '=', id)
    .execute();
}

/** Appends to the ledger; a movement that stands there already is left alone. */
export async function appendEntries(
  trx: Transaction,
  entries: readonly NewEntry[],
  now: Temporal.Instant,
): Promise<void> {
  if (entries.length === 0) return;
  await trx
    .insertInto('paymentEntry')
    .values(entries.map((entry) => ({ ...entry, at: entry.at.toString(), madeAt: now.toString() })))
    .onConflict((conflict) => conflict.column('providerRef').doNothing())
    .execute();
}

/** The ledger of these payments, in the order in which it was written, by payment. */
export async function readEntriesOf(db: Reader, paymentIds: readonly string[]): Promise<Map<string, PaymentEntry[]>> {
  const rows = await db
    .selectFrom('paymentEntry')
    .selectAll()
    .where(sql<boolean>`payment_id = any(${paymentIds}::uuid[])`)
    .orderBy('id')
    .execute();
  return Map.groupBy(rows.map(entryOf), ({ paymentId }) => paymentId);
}

export async function readEntries(db: Reader, paymentId: string): Promise<PaymentEntry[]> {
  return (await readEntriesOf(db, [paymentId])).get(paymentId) ?? [];
}

/** What moved through the provider from `from` until before `until`. */
export async function readProviderEntries(
  db: Reader,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<PaymentEntry[]> {
  const rows = await db
    .selectFrom('paymentEntry')
    .innerJoin('payment', 'payment.id', 'paymentEntry.paymentId')
    .selectAll('paymentEntry')
    .where('payment.method', '=', 'stripe')
    .where('paymentEntry.at', '>=', instantText(from))
    .where('paymentEntry.at', '<', instantText(until))
    .orderBy('paymentEntry.id')
    .execute();
  return rows.map(entryOf);
}

/** The period that a payment gave, if it did. */
export async function findPeriodOf(
  db: Reader,
  paymentId: string,
): Promise<{ eventId: string; from: string; until: string | null } | undefined> {
  const row = await db
    .selectFrom('memberEvent')
    .select(['id', 'facts'])
    .where('paymentId', '=', paymentId)
    .where('kind', '=', 'period')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { from, until } = row.facts as { from: string; until: string | null };
  return { eventId: row.id, from, until };
}

/** A payment as the office lists it. */
export type ListedPayment = Payment & {
  readonly personName: string;
  readonly personEmail: string;
  readonly personNumber: string;
  readonly receiptNumber: string | null;
};

export interface PaymentFilter {
  readonly search: string;
  readonly method?: PaymentMethod | undefined;
  readonly only?: 'waiting' | 'disputed' | undefined;
  readonly page: number;
  readonly perPage: number;
}

/** A page of payments, newest first. `search`: part of a name or address, a member's number, a reference, a provider's name. */
export async function readPaymentsPage(
  db: Reader,
  { search, method, only, page, perPage }: PaymentFilter,
): Promise<{ total: number; rows: ListedPayment[] }> {
  const rows = await db
    .selectFrom('payment')
    .innerJoin('person', 'person.id', 'payment.personId')
    .leftJoin('receipt', 'receipt.paymentId', 'payment.id')
    .selectAll('payment')
    .select([
      'person.name as personName',
      'person.email as personEmail',
      'person.number as personNumber',
      'receipt.number as receiptNumber',
      sql<number>`count(*) over ()::int`.as('total'),
    ])
    .$if(search !== '', (query) => query.where(matches(search)))
    .$if(method !== undefined, (query) => query.where('method', '=', method ?? 'stripe'))
    .$if(only === 'waiting', (query) => query.where(isWaiting))
    .$if(only === 'disputed', (query) => query.where(isDisputed))
    .orderBy('payment.begunAt', 'desc')
    .orderBy('payment.id')
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _, ...row }) => ({ ...row, amountMinor: Number(row.amountMinor) })),
  };
}

/** How many payments wait for a second person, and how many are disputed. */
export async function countOpenMoney(db: Reader): Promise<{ waiting: number; disputed: number }> {
  const count = async (which: typeof isWaiting) => {
    const row = await db
      .selectFrom('payment')
      .select(sql<number>`count(*)::int`.as('payments'))
      .where(which)
      .executeTakeFirstOrThrow();
    return row.payments;
  };
  return { waiting: await count(isWaiting), disputed: await count(isDisputed) };
}

const isWaiting = sql<boolean>`(payment.needs_second and payment.confirmed_at is null and payment.closed is null)`;
const isDisputed = sql<boolean>`exists (
  select from payment_entry as opened where opened.payment_id = payment.id and opened.kind = 'dispute' and not exists (
    select from payment_entry as settled
    where settled.provider_ref in (opened.provider_ref || ':won', opened.provider_ref || ':lost')))`;

function matches(search: string) {
  const like = `%${search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`(lower(person.name) like ${like} or person.email like ${like} or person.number::text = ${search}
    or lower(payment.reference) like ${like} or payment.id::text = ${search} or receipt.number::text = ${search}
    or payment.provider_session = ${search} or payment.provider_payment = ${search}
    or payment.provider_invoice = ${search} or payment.subscription_id = ${search}
    or exists (select from payment_entry where payment_id = payment.id and provider_ref = ${search}))`;
}

function paymentOf(row: Selectable<Database['payment']>): Payment {
  return { ...row, amountMinor: Number(row.amountMinor) };
}

function entryOf(row: Selectable<Database['paymentEntry']>): PaymentEntry {
  return { ...row, amountMinor: Number(row.amountMinor) };
}

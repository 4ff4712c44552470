import type { Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { Database, SubscriptionState } from './schema.ts';

/** A renewal by itself. `amountMinor` is a whole number of the currency's minor units. */
export type Subscription = Omit<Selectable<Database['subscription']>, 'amountMinor'> & {
  readonly amountMinor: number;
};

export interface SubscriptionFacts {
  readonly id: string;
  readonly personId: string;
  readonly tier: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly state: SubscriptionState;
  readonly currentUntil: Temporal.Instant;
  readonly cancelsAt: Temporal.Instant | null;
  readonly customer: string;
}

/** Writes how a subscription stands at the provider. */
export async function recordSubscription(
  trx: Transaction,
  facts: SubscriptionFacts,
  now: Temporal.Instant,
): Promise<void> {
  const { id, personId, tier, ...rest } = facts;
  const state = {
    ...rest,
    currentUntil: rest.currentUntil.toString(),
    cancelsAt: rest.cancelsAt?.toString() ?? null,
  };
  await trx
    .insertInto('subscription')
    .values({ id, personId, tier, ...state, madeAt: now.toString() })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(state))
    .execute();
}

/** The renewal by itself that this person has in this tier and that has not ended; duplicates included. */
export async function findSubscription(db: Reader, personId: string, tier: string): Promise<Subscription | undefined> {
  const all = await readSubscriptionsOf(db, personId);
  return all.find((one) => one.tier === tier && one.state !== 'cancelled');
}

/** Newest first. */
export async function readSubscriptionsOf(db: Reader, personId: string): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscription')
    .innerJoin('person', 'person.id', 'subscription.personId')
    .selectAll('subscription')
    .where((where) => where.or([where('person.id', '=', personId), where('person.mergedInto', '=', personId)]))
    .orderBy('subscription.madeAt', 'desc')
    .orderBy('subscription.id')
    .execute();
  return rows.map(subscriptionOf);
}

export async function findSubscriptionById(db: Reader, id: string): Promise<Subscription | undefined> {
  const row = await db.selectFrom('subscription').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : subscriptionOf(row);
}

/** Whose renewals are charged to this customer of the provider. */
export async function findPayerOfCustomer(db: Reader, customer: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('subscription')
    .select('personId')
    .where('customer', '=', customer)
    .executeTakeFirst();
  return row?.personId;
}

function subscriptionOf(row: Selectable<Database['subscription']>): Subscription {
  return { ...row, amountMinor: Number(row.amountMinor) };
}

import type { Temporal } from 'temporal-polyfill';
import type Stripe from 'stripe';
import { appendAudit } from '../../db/audit.ts';
import type { Reader } from '../../db/connect.ts';
import { findPayment, readProviderEntries, type PaymentEntry } from '../../db/payments.ts';
import { beginReconciliation, finishReconciliation, hasReconciliation } from '../../db/provider-events.ts';
import type { Difference } from '../../db/schema.ts';
import { findPayerOfCustomer } from '../../db/subscriptions.ts';
import { dayOf } from '../../membership/instants.ts';
import type { Ports } from '../ports.ts';
import { idOf, movementOf, tookMoney } from './ask-provider.ts';
import { compareLedgers, type TheirMove } from './compare-ledgers.ts';
import { ofIntent } from './process-event.ts';
import type { Provider } from './provider.ts';
import { syncPayer } from './sync-payer.ts';

/** Begins the day's reconciliation, once, where there is a provider; days are those of UTC. */
export async function beginDayOfReconciling({
  db,
  clock,
  queue,
  stripe,
}: Pick<Ports, 'db' | 'clock' | 'queue' | 'stripe'>): Promise<void> {
  if (stripe === undefined) return;
  const now = clock.now();
  const day = dayOf(now, 'UTC').toString();
  if (await hasReconciliation(db, day)) return;
  await db.transaction().execute(async (trx) => {
    if (await beginReconciliation(trx, day, now)) await queue.enqueue(trx, 'reconcile', [{ day }]);
  });
}

/** How far back each night looks: longer than the provider tries to tell us, and than most disputes take to come. */
const lookBack = { hours: 24 * 120 };

/**
 * Holds our ledger against the provider's lists. What differs is first put right by asking about each payment again; what
 * still differs is an alarm of the office.
 */
export async function reconcile(
  ports: Pick<Ports, 'db' | 'clock' | 'queue' | 'config' | 'stripe'>,
  day: string,
): Promise<void> {
  const { db, clock, stripe } = ports;
  if (stripe === undefined) return;
  const until = clock.now();
  const from = until.subtract(lookBack);
  const theirs = await readTheirs(db, stripe, from);
  const before = await differences(db, theirs, from, until);
  for (const { their } of before) if (their !== undefined) await heal(ports, stripe, their);
  const after = new Set((await differences(db, theirs, from, until)).map(({ difference }) => keyOf(difference)));
  const found = before.map(({ difference }) => ({ ...difference, isHealed: !after.has(keyOf(difference)) }));
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    await finishReconciliation(trx, day, { compared: theirs.length, differences: found }, now);
    const healed = found.filter(({ isHealed }) => isHealed).length;
    const facts = { day, compared: theirs.length, differences: found.length, healed };
    await appendAudit(trx, { at: now, actor: 'the clock', action: 'reconcile', facts });
  });
}

function keyOf({ kind, ref }: Difference): string {
  return `${kind} ${ref}`;
}

interface Found {
  readonly difference: Difference;
  readonly their: TheirMove | undefined;
}

async function differences(
  db: Reader,
  theirs: readonly TheirMove[],
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<Found[]> {
  const ours: PaymentEntry[] = await readProviderEntries(db, from, until);
  const agreed = new Map<string, { minor: number; currency: string }>();
  for (const { paymentId } of ours) {
    const payment = await findPayment(db, paymentId);
    if (payment !== undefined) agreed.set(paymentId, { minor: payment.amountMinor, currency: payment.currency });
  }
  const byRef = new Map(theirs.map((their) => [their.ref, their]));
  return compareLedgers(ours, theirs, agreed).map((difference) => ({ difference, their: byRef.get(difference.ref) }));
}

async function heal(
  ports: Pick<Ports, 'db' | 'clock' | 'queue' | 'config'>,
  stripe: Provider,
  { intent, personId }: TheirMove,
): Promise<void> {
  const subject = await ofIntent(ports.db, stripe, intent);
  if (typeof subject !== 'string') await syncPayer(ports, stripe, subject.personId, subject.named);
  else if (personId !== null) await syncPayer(ports, stripe, personId, {});
}

/** Everything that moved at the provider since `from` and that is ours: by our id on it, or by whom it was charged to. */
async function readTheirs(db: Reader, stripe: Provider, from: Temporal.Instant): Promise<TheirMove[]> {
  const created = { gte: Math.ceil(from.epochMilliseconds / 1000) };
  const moves: TheirMove[] = [];
  const owners = new Map<string, Owner>();
  for await (const charge of stripe.charges.list({ created, limit: 100 })) {
    const owner = await ownerOf(db, charge);
    if (owner === undefined) continue;
    owners.set(charge.id, owner);
    if (charge.status !== 'succeeded') continue;
    moves.push({ ...movementOf(charge), ...owner, kind: 'paid' });
  }
  const find = async (charge: string | Stripe.Charge | null) => {
    const id = idOf(charge);
    if (id === null) return undefined;
    const known = owners.get(id);
    return known ?? ownerOf(db, await stripe.charges.retrieve(id));
  };
  for await (const refund of stripe.refunds.list({ created, limit: 100 })) {
    if (refund.status !== 'succeeded') continue;
    const owner = await find(refund.charge);
    if (owner !== undefined) moves.push({ ...movementOf(refund), ...owner, kind: 'refund' });
  }
  for await (const dispute of stripe.disputes.list({ created, limit: 100 })) {
    if (!tookMoney(dispute)) continue;
    const owner = await find(dispute.charge);
    if (owner === undefined) continue;
    moves.push({ ...movementOf(dispute), ...owner, kind: 'dispute', settled: settledBy(dispute.status) });
  }
  return moves;
}

function settledBy(status: string): TheirMove['settled'] {
  if (status === 'won') return 'won';
  return status === 'lost' ? 'lost' : null;
}

type Owner = Pick<TheirMove, 'intent' | 'personId'>;

/** Undefined: something else that is sold through the same account. */
async function ownerOf(db: Reader, charge: Stripe.Charge): Promise<Owner | undefined> {
  const intent = idOf(charge.payment_intent);
  if (charge.metadata['payment'] !== undefined) return { intent, personId: charge.metadata['person'] ?? null };
  const customer = idOf(charge.customer);
  const personId = customer === null ? undefined : await findPayerOfCustomer(db, customer);
  return personId === undefined ? undefined : { intent, personId };
}

import { Temporal } from 'temporal-polyfill';
import type Stripe from 'stripe';
import type { SubscriptionFacts } from '../../db/subscriptions.ts';
import type { SubscriptionState } from '../../db/schema.ts';
import type { Movement, ProviderFacts } from './ledger.ts';
import type { Provider } from './provider.ts';

/** The provider's names for a payment, as far as we know them. */
export interface ProviderNames {
  readonly session: string | null;
  readonly payment: string | null;
  readonly invoice: string | null;
  readonly subscription: string | null;
}

/** How a payment stands at the provider, and by which names it goes there. */
export async function askPayment(
  stripe: Provider,
  names: ProviderNames,
): Promise<{ facts: ProviderFacts; names: ProviderNames }> {
  const session = names.session === null ? null : await stripe.checkout.sessions.retrieve(names.session);
  const invoice = names.invoice ?? idOf(session?.invoice);
  const payment = names.payment ?? idOf(session?.payment_intent) ?? (await paymentOfInvoice(stripe, invoice));
  const subscription = names.subscription ?? idOf(session?.subscription);
  const known = { session: names.session, payment, invoice, subscription };
  const over = session?.status === 'expired' ? 'expired' : null;
  if (payment === null) return { facts: { paid: null, over, refunds: [], disputes: [] }, names: known };
  return { facts: await askMovements(stripe, payment, over), names: known };
}

/** Which payment paid an invoice; the newest where one failed first. */
async function paymentOfInvoice(stripe: Provider, invoice: string | null): Promise<string | null> {
  if (invoice === null) return null;
  const { data } = await stripe.invoicePayments.list({ invoice, limit: 100 });
  const paid = data.find(({ status }) => status === 'paid');
  return idOf((paid ?? data.find(({ is_default: isDefault }) => isDefault))?.payment.payment_intent);
}

async function askMovements(stripe: Provider, payment: string, over: ProviderFacts['over']): Promise<ProviderFacts> {
  const intent = await stripe.paymentIntents.retrieve(payment, { expand: ['latest_charge'] });
  const paid = paidOf(intent);
  const hasFailed = intent.status === 'canceled' || isRefusedForGood(intent);
  if (paid === null) return { paid, over: over ?? (hasFailed ? 'failed' : null), refunds: [], disputes: [] };
  const refunds = await stripe.refunds.list({ payment_intent: payment, limit: 100 }).autoPagingToArray({ limit: 1000 });
  const disputes = await stripe.disputes
    .list({ payment_intent: payment, limit: 100 })
    .autoPagingToArray({ limit: 1000 });
  return {
    paid,
    over: null,
    refunds: refunds.filter(({ status }) => status === 'succeeded').map(movementOf),
    disputes: await Promise.all(disputes.filter(tookMoney).map((dispute) => disputeOf(stripe, dispute))),
  };
}

function paidOf(intent: Stripe.PaymentIntent): Movement | null {
  const { latest_charge: charge } = intent;
  if (intent.status !== 'succeeded' || charge === null || typeof charge === 'string') return null;
  return movementOf({ ...charge, amount: intent.amount_received });
}

/** A bank that pays days later has refused: the page is finished, and nobody can try again on it. */
function isRefusedForGood({ status, latest_charge: charge }: Stripe.PaymentIntent): boolean {
  if (status !== 'requires_payment_method' || charge === null || typeof charge === 'string') return false;
  return charge.status === 'failed' && charge.payment_method_details?.card === undefined;
}

export function movementOf(one: {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
}): Movement {
  return { ref: one.id, minor: one.amount, currency: one.currency.toUpperCase(), at: instantOf(one.created) };
}

/** An inquiry (`warning_…`) asks questions and takes nothing. */
export function tookMoney({ status }: Stripe.Dispute): boolean {
  return !status.startsWith('warning_') && status !== 'prevented';
}

async function disputeOf(stripe: Provider, dispute: Stripe.Dispute): Promise<ProviderFacts['disputes'][number]> {
  const outcome = dispute.status === 'won' ? 'won' : dispute.status === 'lost' ? 'lost' : 'open';
  const settledAt = outcome === 'open' ? null : await settledAtOf(stripe, dispute);
  return { ...movementOf(dispute), outcome, settledAt };
}

/** The dispute itself does not say when it ended; the provider's own log does, for 30 days. */
async function settledAtOf(stripe: Provider, { id, created }: Stripe.Dispute): Promise<Temporal.Instant | null> {
  const closings = stripe.events.list({ type: 'charge.dispute.closed', created: { gte: created }, limit: 100 });
  for await (const event of closings) {
    if (event.type === 'charge.dispute.closed' && event.data.object.id === id) return instantOf(event.created);
  }
  return null;
}

/** A renewal by itself as it stands at the provider; undefined where its first payment has not come yet. */
export async function askSubscription(
  stripe: Provider,
  id: string,
): Promise<Omit<SubscriptionFacts, 'personId' | 'tier'> & { readonly metadata: Stripe.Metadata }> {
  const subscription = await stripe.subscriptions.retrieve(id);
  const [item] = subscription.items.data;
  const until = instantOf(item?.current_period_end ?? subscription.created);
  const cancelsAt = subscription.cancel_at === null ? null : instantOf(subscription.cancel_at);
  return {
    id,
    state: stateOf(subscription.status),
    amountMinor: item?.price.unit_amount ?? 0,
    currency: subscription.currency.toUpperCase(),
    currentUntil: until,
    cancelsAt: cancelsAt ?? (subscription.cancel_at_period_end ? until : null),
    customer: idOf(subscription.customer) ?? '',
    metadata: subscription.metadata,
  };
}

function stateOf(status: string): SubscriptionState {
  switch (status) {
    case 'active':
    case 'trialing':
      return 'active';
    case 'past_due':
    case 'unpaid':
    case 'incomplete':
      return 'past-due';
    default:
      return 'cancelled';
  }
}

/** The paid invoices of a subscription, oldest first. `isFirst`: the one that its first payment paid. */
export async function askInvoices(
  stripe: Provider,
  subscription: string,
): Promise<{ id: string; isFirst: boolean; minor: number; currency: string; at: Temporal.Instant }[]> {
  const invoices = await stripe.invoices
    .list({ subscription, status: 'paid', limit: 100 })
    .autoPagingToArray({ limit: 1000 });
  return invoices
    .filter(({ amount_paid: paid }) => paid > 0)
    .map(({ id, billing_reason: reason, amount_paid: minor, currency, created }) => ({
      ...{ id, minor, currency: currency.toUpperCase(), at: instantOf(created) },
      isFirst: reason === 'subscription_create',
    }))
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at));
}

export function instantOf(seconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
}

/** The id of what may be spelled out. */
export function idOf(one: string | { readonly id: string } | null | undefined): string | null {
  if (one === null || one === undefined) return null;
  return typeof one === 'string' ? one : one.id;
}

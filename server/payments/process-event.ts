import type Stripe from 'stripe';
import type { Reader } from '../../db/connect.ts';
import { findPayment, findPaymentByProvider } from '../../db/payments.ts';
import { findProviderEvent, markProviderEvent } from '../../db/provider-events.ts';
import { findSubscriptionById } from '../../db/subscriptions.ts';
import type { Ports } from '../ports.ts';
import { idOf } from './ask-provider.ts';
import type { Provider } from './provider.ts';
import { syncPayer, type Named } from './sync-payer.ts';

/**
 * Looks into one event of the inbox. It believes of the event only whom and what it is about: how that stands, it asks
 * the provider. An event that is about nobody here is kept, with a word why.
 */
export async function processEvent(
  ports: Pick<Ports, 'db' | 'clock' | 'queue' | 'config' | 'stripe'>,
  eventId: string,
): Promise<void> {
  const { db, clock, stripe } = ports;
  const stored = await findProviderEvent(db, eventId);
  if (stored === undefined || stored.processedAt !== null || stripe === undefined) return;
  const subject = await subjectOf(db, stripe, JSON.parse(stored.body) as Stripe.Event);
  if (typeof subject !== 'string') {
    try {
      await syncPayer(ports, stripe, subject.personId, subject.named);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      await db.transaction().execute((trx) => markProviderEvent(trx, eventId, { processedAt: null, error: words }));
      throw error;
    }
  }
  const error = typeof subject === 'string' ? subject : null;
  await db.transaction().execute((trx) => markProviderEvent(trx, eventId, { processedAt: clock.now(), error }));
}

interface Subject {
  readonly personId: string;
  readonly named: Named;
}

const unknown = 'Nothing to do: this kind of event means nothing here';
const stranger = 'Nothing to do: it is about none of our payments';

/** Whom and what an event is about; a sentence where that is nobody and nothing of ours. */
async function subjectOf(db: Reader, stripe: Provider, event: Stripe.Event): Promise<Subject | string> {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.async_payment_failed':
    case 'checkout.session.expired': {
      const { id, client_reference_id: paymentId, subscription } = event.data.object;
      return ofPayment(db, paymentId, { session: id, ...subscriptionNamed(subscription) });
    }
    case 'charge.refunded':
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated':
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return ofIntent(db, stripe, idOf(event.data.object.payment_intent));
    case 'invoice.paid':
    case 'invoice.payment_failed':
      return ofSubscription(db, stripe, subscriptionOf(event.data.object));
    case 'customer.subscription.created':
    case 'customer.subscription.updated':
    case 'customer.subscription.deleted':
      return ofSubscription(db, stripe, event.data.object.id);
    default:
      return unknown;
  }
}

async function ofPayment(db: Reader, paymentId: string | null, named: Named): Promise<Subject | string> {
  if (paymentId === null || !isId(paymentId)) return stranger;
  const payment = await findPayment(db, paymentId);
  return payment === undefined ? stranger : { personId: payment.personId, named: { ...named, paymentId } };
}

/** By the provider's payment: known here, or made with our id on it, or the payment of a renewal's invoice. */
export async function ofIntent(db: Reader, stripe: Provider, intent: string | null): Promise<Subject | string> {
  if (intent === null) return stranger;
  const known = await findPaymentByProvider(db, { payment: intent });
  if (known !== undefined) return { personId: known.personId, named: { paymentId: known.id, payment: intent } };
  const { metadata } = await stripe.paymentIntents.retrieve(intent);
  const paymentId = metadata['payment'];
  if (paymentId !== undefined) return ofPayment(db, paymentId, { payment: intent });
  const { data } = await stripe.invoicePayments.list({
    payment: { type: 'payment_intent', payment_intent: intent },
    expand: ['data.invoice'],
  });
  const invoice = data[0]?.invoice;
  if (invoice === undefined || typeof invoice === 'string' || 'deleted' in invoice) return stranger;
  return ofSubscription(db, stripe, subscriptionOf(invoice));
}

export async function ofSubscription(db: Reader, stripe: Provider, id: string | null): Promise<Subject | string> {
  if (id === null) return stranger;
  const known = await findSubscriptionById(db, id);
  if (known !== undefined) return { personId: known.personId, named: { subscription: id } };
  const { metadata } = await stripe.subscriptions.retrieve(id);
  return ofPayment(db, metadata['payment'] ?? null, { subscription: id });
}

function subscriptionOf({ parent }: Stripe.Invoice): string | null {
  return idOf(parent?.subscription_details?.subscription);
}

function subscriptionNamed(subscription: string | Stripe.Subscription | null): Named {
  const id = idOf(subscription);
  return id === null ? {} : { subscription: id };
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

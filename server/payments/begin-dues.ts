import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type Stripe from 'stripe';
import type { beginDues as contract } from '../../api/dues.ts';
import type { Transaction } from '../../db/connect.ts';
import { appendMemberEvents, readMemberEvents } from '../../db/member-events.ts';
import {
  lockPayer,
  readEntriesOf,
  readPaymentsOf,
  recordPayment,
  recordProviderNames,
  type Payment,
} from '../../db/payments.ts';
import { findSubscription } from '../../db/subscriptions.ts';
import { amountProblem, duesState, tiersAt } from '../../membership/dues.ts';
import type { TierNow } from '../../membership/terms-at.ts';
import type { AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { asking, needProvider } from './need-provider.ts';

type BeginAsk = Pick<AskOf<typeof contract>, 'caller' | 'body'>;

/**
 * Begins a payment: writes down what is to be paid, then asks the provider for its page under our own id, so that asking
 * twice makes one page. Whatever the browser sent, the amount and the tier are judged here.
 */
export async function beginDues(ports: Pick<Ports, 'db' | 'clock' | 'config' | 'stripe'>, ask: BeginAsk) {
  const stripe = needProvider(ports);
  const { db, clock, config } = ports;
  const { tier, payment, others } = await db.transaction().execute((trx) => begin(trx, ask, clock.now()));
  for (const session of others) await stripe.checkout.sessions.expire(session).catch(() => undefined);
  const { email } = ask.caller.session.person;
  const session = await asking(
    stripe.checkout.sessions.create(pageOf(payment, tier, email, config.publicUrl), { idempotencyKey: payment.id }),
  );
  await db.transaction().execute((trx) => recordProviderNames(trx, payment.id, { providerSession: session.id }));
  if (session.url === null)
    throw new Problem('provider-away', { detail: 'Nothing was taken. Try again in some minutes.' });
  return { paymentId: payment.id, page: session.url };
}

async function begin(trx: Transaction, { caller, body }: BeginAsk, now: Temporal.Instant) {
  const personId = caller.session.person.id;
  await lockPayer(trx, personId);
  const organisation = await readOrganisation(trx, now);
  const tier = tiersAt(organisation, now).find(({ id }) => id === body.tier);
  if (tier === undefined) throw new Problem('not-found', { detail: 'There is no such membership.' });
  await assertOpen(trx, personId, tier, body.kind, now);
  const wrong = amountProblem(tier.terms, body);
  if (wrong !== null) throw amountRefused(wrong);
  const wanted = { personId, tier: tier.id, amountMinor: body.minor, currency: body.currency, kind: body.kind };
  const pages = await openPages(trx, personId, now);
  const known = pages.find((one) => isSame(one, wanted));
  await declare(trx, personId, tier, body.declared, now, known !== undefined);
  const payment = known ?? (await recordPayment(trx, { ...wanted, method: 'stripe' }, now));
  const others = pages.filter(({ id }) => id !== payment.id).flatMap(({ providerSession }) => providerSession ?? []);
  return { tier, payment, others };
}

export function amountRefused(detail: string): Problem {
  return new Problem('amount-refused', { detail: `${detail}.`, errors: [{ pointer: '#/body/minor', detail }] });
}

async function assertOpen(
  trx: Transaction,
  personId: string,
  tier: TierNow,
  kind: Payment['kind'],
  now: Temporal.Instant,
): Promise<void> {
  const organisation = await readOrganisation(trx, now);
  const renewal = await findSubscription(trx, personId, tier.id);
  if (renewal !== undefined && renewal.cancelsAt === null) {
    throw notOpen('Your membership renews by itself. Stop that first to pay by hand.');
  }
  const asked = duesState(await readMemberEvents(trx, personId), organisation, tier, now);
  switch (asked.state) {
    case 'open':
      return;
    case 'too-early':
      // Who pays for life has nothing to wait for.
      if (kind === 'lifetime') return;
      throw notOpen(`You are a member already. The next dues can be paid from ${asked.from.toString()} on.`);
    case 'for-life':
      throw notOpen('You are a member for life. There is nothing to pay.');
    case 'not-approved':
      throw notOpen('The office must approve this membership first.');
    case 'not-offered':
      throw notOpen('There are no dues to pay for this membership.');
  }
}

export function notOpen(detail: string): Problem {
  return new Problem('dues-not-open', { detail });
}

/** The member declared the text as it stands now; declared once for one payment. */
async function declare(
  trx: Transaction,
  personId: string,
  { id, terms: { attestation } }: TierNow,
  declared: number | null,
  now: Temporal.Instant,
  isKnown: boolean,
): Promise<void> {
  if ((attestation?.version ?? null) !== declared) {
    throw new Problem('attestation-changed', { detail: 'Load the page again and read the text.' });
  }
  if (attestation === null || isKnown) return;
  const hash = createHash('sha256').update(attestation.text).digest('hex');
  const facts = { version: attestation.version, hash };
  await appendMemberEvents(trx, [{ kind: 'attested', personId, tier: id, facts, actorId: personId }], now);
}

/** The provider answers a repeated key for a day; we repeat it for less. */
const pageLife = Temporal.Duration.from({ hours: 12 });

async function openPages(trx: Transaction, personId: string, now: Temporal.Instant): Promise<Payment[]> {
  const payments = (await readPaymentsOf(trx, personId)).filter(
    ({ method, closed }) => method === 'stripe' && closed === null,
  );
  const entries = await readEntriesOf(
    trx,
    payments.map(({ id }) => id),
  );
  const youngest = now.subtract(pageLife);
  return payments.filter(({ id, begunAt }) => !entries.has(id) && Temporal.Instant.compare(begunAt, youngest) > 0);
}

type Wanted = Pick<Payment, 'personId' | 'tier' | 'amountMinor' | 'currency' | 'kind'>;

function isSame(one: Payment, other: Wanted): boolean {
  const { tier, amountMinor, currency, kind, personId } = other;
  return (
    one.tier === tier &&
    one.amountMinor === amountMinor &&
    one.currency === currency &&
    one.kind === kind &&
    one.personId === personId
  );
}

function pageOf(
  payment: Payment,
  { terms }: TierNow,
  email: string,
  publicUrl: string,
): Stripe.Checkout.SessionCreateParams {
  const metadata = { payment: payment.id, person: payment.personId, tier: payment.tier };
  const isYearly = payment.kind === 'yearly';
  const months = terms.period.kind === 'rolling' ? terms.period.months : 12;
  const back = `${publicUrl}/dues/${payment.id}`;
  return {
    mode: isYearly ? 'subscription' : 'payment',
    client_reference_id: payment.id,
    customer_email: email,
    success_url: back,
    cancel_url: `${back}?left`,
    metadata,
    ...(isYearly ? { subscription_data: { metadata } } : { payment_intent_data: { metadata } }),
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: payment.currency.toLowerCase(),
          unit_amount: payment.amountMinor,
          product_data: { name: `${terms.name} membership${payment.kind === 'lifetime' ? ' for life' : ''}` },
          ...(isYearly ? { recurring: { interval: 'month', interval_count: months } } : {}),
        },
      },
    ],
  };
}

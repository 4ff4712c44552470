import { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../../db/connect.ts';
import {
  appendEntries,
  closePayment,
  findPayer,
  lockPayer,
  readEntriesOf,
  readPaymentsOf,
  recordPayment,
  recordProviderNames,
  reopenPayment,
  type Payment,
} from '../../db/payments.ts';
import { readSubscriptionsOf, recordSubscription } from '../../db/subscriptions.ts';
import type { Ports } from '../ports.ts';
import { askInvoices, askPayment, askSubscription, type ProviderNames } from './ask-provider.ts';
import { missingEntries, type ProviderFacts } from './ledger.ts';
import type { Provider } from './provider.ts';
import { settlePayment } from './settle-payment.ts';

/** What an event or a difference named, beside the person; everything else is found from there. */
export interface Named {
  /** Our own payment, by the id that we gave to the provider. */
  readonly paymentId?: string;
  readonly session?: string;
  readonly payment?: string;
  readonly subscription?: string;
}

/**
 * Brings what we know of one payer's payments up to what the provider knows now. Alone with that payer, it asks for the
 * present state and writes what is missing, oldest payment first; so it may run at any time, in any order, as often as
 * anybody likes, and be killed anywhere. Throws when the provider does not answer: the job then tries again.
 */
export async function syncPayer(
  ports: Pick<Ports, 'db' | 'clock' | 'queue' | 'config'>,
  stripe: Provider,
  personId: string,
  named: Named,
): Promise<void> {
  await ports.db.transaction().execute(async (trx) => {
    const payer = await findPayer(trx, { id: personId });
    if (payer === undefined) return;
    await lockPayer(trx, payer.id);
    await keepNamed(trx, payer.id, named);
    await syncSubscriptions(ports, trx, stripe, payer.id, named);
    const payments = (await readPaymentsOf(trx, payer.id)).filter(({ method }) => method === 'stripe');
    const entries = await readEntriesOf(
      trx,
      payments.map(({ id }) => id),
    );
    const open = payments.filter((payment) => isOpen(payment, entries.has(payment.id)) || isNamed(payment, named));
    const asked = await Promise.all(
      open.map(async (payment) => ({ payment, ...(await askPayment(stripe, namesOf(payment))) })),
    );
    for (const { payment, facts, names } of asked.toSorted(byTime)) {
      await recordProviderNames(trx, payment.id, newNames(payment, names));
      await write(ports, trx, payment, facts);
    }
  });
}

/** The first thing that we hear of a payment may be the provider's name for it: we may have been killed before the answer. */
async function keepNamed(trx: Transaction, payerId: string, { paymentId, session, payment }: Named): Promise<void> {
  const known = (await readPaymentsOf(trx, payerId)).find(({ id }) => id === paymentId);
  if (known === undefined) return;
  await recordProviderNames(trx, known.id, {
    ...(session === undefined || known.providerSession !== null ? {} : { providerSession: session }),
    ...(payment === undefined || known.providerPayment !== null ? {} : { providerPayment: payment }),
  });
}

/** Each paid invoice of a renewal is a payment of its own; the first one is the payment that began the renewal. */
async function syncSubscriptions(
  { clock }: Pick<Ports, 'clock'>,
  trx: Transaction,
  stripe: Provider,
  payerId: string,
  { subscription }: Named,
): Promise<void> {
  const known = await readSubscriptionsOf(trx, payerId);
  const ids = new Set(known.filter(({ state }) => state !== 'cancelled').map(({ id }) => id));
  if (subscription !== undefined) ids.add(subscription);
  for (const id of ids) {
    const { metadata, ...facts } = await askSubscription(stripe, id);
    const owner = known.find((one) => one.id === id);
    const invoices = await askInvoices(stripe, id);
    const personId = owner?.personId ?? metadata['person'];
    const tier = owner?.tier ?? metadata['tier'];
    // Until its first invoice is paid, nothing renews.
    if (personId === undefined || tier === undefined || invoices.length === 0) continue;
    await recordSubscription(trx, { ...facts, personId, tier }, clock.now());
    const payments = await readPaymentsOf(trx, payerId);
    for (const invoice of invoices) {
      if (payments.some(({ providerInvoice }) => providerInvoice === invoice.id)) continue;
      const first = invoice.isFirst ? payments.find((payment) => payment.id === metadata['payment']) : undefined;
      const names = { providerInvoice: invoice.id, subscriptionId: id };
      if (first !== undefined) await recordProviderNames(trx, first.id, names);
      else {
        const { minor: amountMinor, currency } = invoice;
        const payment = { personId, tier, amountMinor, currency, kind: 'yearly', method: 'stripe', ...names } as const;
        await recordPayment(trx, payment, clock.now());
      }
    }
  }
}

function isOpen({ closed }: Payment, hasEntries: boolean): boolean {
  return closed === null && !hasEntries;
}

function isNamed(payment: Payment, { paymentId, session, payment: intent, subscription }: Named): boolean {
  return (
    payment.id === paymentId ||
    (session !== undefined && payment.providerSession === session) ||
    (intent !== undefined && payment.providerPayment === intent) ||
    (subscription !== undefined && payment.subscriptionId === subscription)
  );
}

function namesOf(payment: Payment): ProviderNames {
  return {
    session: payment.providerSession,
    payment: payment.providerPayment,
    invoice: payment.providerInvoice,
    subscription: payment.subscriptionId,
  };
}

function newNames(payment: Payment, names: ProviderNames) {
  return {
    ...(payment.providerPayment === null && names.payment !== null ? { providerPayment: names.payment } : {}),
    ...(payment.providerInvoice === null && names.invoice !== null ? { providerInvoice: names.invoice } : {}),
  };
}

interface Asked {
  readonly facts: ProviderFacts;
}

/** Paid first, written first: a renewal continues what was paid before it. */
function byTime({ facts: one }: Asked, { facts: other }: Asked): number {
  if (one.paid === null || other.paid === null) return (one.paid === null ? 1 : 0) - (other.paid === null ? 1 : 0);
  return Temporal.Instant.compare(one.paid.at, other.paid.at) || (one.paid.ref < other.paid.ref ? -1 : 1);
}

async function write(
  ports: Pick<Ports, 'db' | 'clock' | 'queue' | 'config'>,
  trx: Transaction,
  payment: Payment,
  facts: ProviderFacts,
): Promise<void> {
  const now = ports.clock.now();
  if (facts.paid === null) {
    if (facts.over !== null) await closePayment(trx, payment.id, facts.over, now);
    return;
  }
  if (payment.closed !== null) await reopenPayment(trx, payment.id);
  const known = (await readEntriesOf(trx, [payment.id])).get(payment.id) ?? [];
  const missing = missingEntries(known, facts);
  await appendEntries(
    trx,
    missing.map((entry) => ({ ...entry, paymentId: payment.id })),
    now,
  );
  await settlePayment(ports, trx, payment);
}

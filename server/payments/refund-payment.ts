import type { refundPayment as contract } from '../../api/money.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Reader } from '../../db/connect.ts';
import { appendEntries, findPayment, lockPayer, readEntries, type Payment } from '../../db/payments.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { asking, needProvider } from './need-provider.ts';
import { officePaymentOf, refundableOf } from './payment-view.ts';
import { settlePayment } from './settle-payment.ts';
import { syncPayer } from './sync-payer.ts';

type RefundPorts = Pick<Ports, 'db' | 'clock' | 'queue' | 'config' | 'stripe'>;
type RefundAsk = Pick<AskOf<typeof contract>, 'caller' | 'path' | 'body'>;

/** Returns money; the page's own id for the refund is its key, at the provider and in our ledger, so it is returned once. */
export async function refundPayment(ports: RefundPorts, ask: RefundAsk) {
  const { db, clock } = ports;
  const payment = await findRefundable(db, ask.path.paymentId, ask.body);
  if (payment.method === 'stripe') await refundAtProvider(ports, payment, ask);
  else await refundHere(ports, payment, ask);
  const organisation = await readOrganisation(db, clock.now());
  return officePaymentOf(db, payment, await readEntries(db, payment.id), organisation);
}

async function findRefundable(db: Reader, id: string, body: RefundAsk['body']): Promise<Payment> {
  const payment = await findPayment(db, id);
  if (payment === undefined) throw new Problem('not-found', { detail: 'There is no such payment.' });
  const entries = await readEntries(db, id);
  // The same press again: it is answered like the first one.
  if (entries.some(({ providerRef }) => providerRef === refOf(body.refundId))) return payment;
  assertRefundable(refundableOf(entries), body.minor);
  return payment;
}

export function assertRefundable(refundable: number, minor: number): void {
  if (minor <= refundable) return;
  throw new Problem('not-refundable', { detail: 'Less than this is left of the payment, or it is disputed.' });
}

function refOf(refundId: string): string {
  return `ours_refund_${refundId}`;
}

async function refundAtProvider(ports: RefundPorts, payment: Payment, { caller, body }: RefundAsk): Promise<void> {
  const stripe = needProvider(ports);
  const { db, clock } = ports;
  if (payment.providerPayment === null)
    throw new Problem('not-refundable', { detail: 'The provider has no such payment.' });
  const metadata = { payment: payment.id, by: caller.session.person.name.slice(0, 200), reason: body.reason };
  const wanted = { payment_intent: payment.providerPayment, amount: body.minor, metadata };
  await asking(stripe.refunds.create(wanted, { idempotencyKey: body.refundId }));
  await db
    .transaction()
    .execute((trx) =>
      appendAudit(trx, { at: clock.now(), actor: actorOf(caller), action: 'refund', ...auditOf(payment, body) }),
    );
  await asking(syncPayer(ports, stripe, payment.personId, { paymentId: payment.id }));
}

function auditOf({ id, currency, personId }: Payment, { minor, reason }: RefundAsk['body']) {
  return { personId, facts: { payment: id, minor, currency, reason } };
}

async function refundHere(ports: RefundPorts, payment: Payment, { caller, body }: RefundAsk): Promise<void> {
  const { db, clock } = ports;
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    await lockPayer(trx, payment.personId);
    const entries = await readEntries(trx, payment.id);
    const providerRef = refOf(body.refundId);
    if (entries.some((entry) => entry.providerRef === providerRef)) return;
    assertRefundable(refundableOf(entries), body.minor);
    const { id: paymentId, currency } = payment;
    const moved = { paymentId, kind: 'refund', amountMinor: -body.minor, currency, providerRef, at: now } as const;
    await appendEntries(trx, [{ ...moved, actorId: caller.session.person.id, note: body.reason }], now);
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'refund', ...auditOf(payment, body) });
    await settlePayment(ports, trx, payment);
  });
}

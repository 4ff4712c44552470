import type { MyPayment } from '../../api/dues.ts';
import type { OfficePayment } from '../../api/money.ts';
import type { Reader } from '../../db/connect.ts';
import { findPayer, findPeriodOf, readEntriesOf, type Payment, type PaymentEntry } from '../../db/payments.ts';
import { findPerson } from '../../db/people.ts';
import { findReceiptOf } from '../../db/receipts.ts';
import { tierAt } from '../../membership/terms-at.ts';
import type { Organisation } from '../../membership/standing.ts';
import { isDisputed, keptOf } from './ledger.ts';

/** A payment as its payer sees it. */
export async function myPaymentOf(
  db: Reader,
  payment: Payment,
  entries: readonly PaymentEntry[],
  organisation: Organisation,
): Promise<MyPayment> {
  const { id, tier, kind, method, begunAt } = payment;
  const paid = entries.find((entry) => entry.kind === 'paid');
  const gave = await findPeriodOf(db, id);
  const at = paid?.at ?? begunAt;
  return {
    ...{ id, tier, kind, method },
    tierName: tierAt(organisation.tiers, tier, at)?.terms.name ?? tier,
    minor: paid?.amountMinor ?? payment.amountMinor,
    currency: paid?.currency ?? payment.currency,
    at: at.toString(),
    zone: organisation.rules.zone,
    state: stateOf(payment, entries),
    gave: gave === undefined ? null : { from: gave.from, until: gave.until },
    receipt: (await findReceiptOf(db, id))?.number ?? null,
  };
}

export async function myPaymentsOf(
  db: Reader,
  payments: readonly Payment[],
  organisation: Organisation,
): Promise<MyPayment[]> {
  const entries = await readEntriesOf(
    db,
    payments.map(({ id }) => id),
  );
  return Promise.all(payments.map((payment) => myPaymentOf(db, payment, entries.get(payment.id) ?? [], organisation)));
}

/** A payment as the treasurer sees it. */
export async function officePaymentOf(
  db: Reader,
  payment: Payment,
  entries: readonly PaymentEntry[],
  organisation: Organisation,
): Promise<OfficePayment> {
  const payer = await findPayer(db, { id: payment.personId });
  if (payer === undefined) throw new Error(`Payment ${payment.id} belongs to nobody`);
  const { isErased: _, ...who } = payer;
  const nameOf = async (id: string | null) => (id === null ? null : ((await findPerson(db, id))?.name ?? ''));
  return {
    ...(await myPaymentOf(db, payment, entries, organisation)),
    payer: who,
    ...{ reference: payment.reference, note: payment.note, receivedOn: payment.receivedOn },
    recordedBy: await nameOf(payment.recordedBy),
    confirmedBy: await nameOf(payment.confirmedBy),
    needsSecond: payment.needsSecond,
    entries: entries.map((entry) => ({
      ...{ kind: entry.kind, minor: entry.amountMinor, currency: entry.currency, note: entry.note },
      ...{ at: entry.at.toString(), ref: entry.providerRef },
    })),
    refundable: refundableOf(entries),
  };
}

/** What can be returned; nothing while or after the money is withheld in a dispute. */
export function refundableOf(entries: readonly PaymentEntry[]): number {
  if (isDisputed(entries) || entries.some(({ kind }) => kind === 'dispute-lost')) return 0;
  return Math.max(0, keptOf(entries));
}

export function stateOf(payment: Payment, entries: readonly PaymentEntry[]): MyPayment['state'] {
  const paid = entries.find(({ kind }) => kind === 'paid');
  if (paid === undefined) {
    if (payment.closed !== null) return payment.closed;
    return payment.method === 'stripe' ? 'begun' : 'waiting';
  }
  if (isDisputed(entries)) return 'disputed';
  if (entries.some(({ kind }) => kind === 'dispute-lost')) return 'lost';
  const kept = keptOf(entries);
  if (kept >= paid.amountMinor) return 'paid';
  return kept > 0 ? 'part-refunded' : 'refunded';
}

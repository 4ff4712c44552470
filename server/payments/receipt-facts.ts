import { Temporal } from 'temporal-polyfill';
import type { Payer, Payment, PaymentEntry } from '../../db/payments.ts';
import type { ReceiptFacts } from '../../db/schema.ts';
import { dayOf, lastDayBefore } from '../../membership/instants.ts';
import type { Organisation } from '../../membership/standing.ts';
import { tierAt } from '../../membership/terms-at.ts';

/** All that a receipt says, as it is on the day on which it is made. Days are those of the organisation's zone. */
export function receiptFacts(of: {
  readonly payment: Payment;
  readonly paid: PaymentEntry;
  readonly payer: Payer;
  readonly period: { readonly from: string; readonly until: string | null } | undefined;
  readonly organisation: Organisation;
  readonly name: string;
}): ReceiptFacts {
  const { payment, paid, payer, period, organisation } = of;
  const { zone } = organisation.rules;
  const until = period?.until ?? null;
  return {
    organisation: of.name,
    name: payer.name,
    email: payer.email,
    memberNumber: payer.number,
    tier: tierAt(organisation.tiers, payment.tier, paid.at)?.terms.name ?? payment.tier,
    minor: paid.amountMinor,
    currency: paid.currency,
    method: payment.method,
    reference: payment.reference,
    paidOn: payment.receivedOn ?? dayOf(paid.at, zone).toString(),
    from: period === undefined ? null : dayOf(Temporal.Instant.from(period.from), zone).toString(),
    through: until === null ? null : lastDayBefore(Temporal.Instant.from(until), zone).toString(),
  };
}

import { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../../db/connect.ts';
import { appendMemberEvents, readMemberEvents, type NewMemberEvent } from '../../db/member-events.ts';
import {
  findPayer,
  findPeriodOf,
  readEntries,
  type Payer,
  type Payment,
  type PaymentEntry,
} from '../../db/payments.ts';
import { recordReceipt } from '../../db/receipts.ts';
import type { MemberEvent } from '../../membership/events.ts';
import { periodFrom, type PeriodSpan } from '../../membership/periods.ts';
import { standingsOf, type Organisation } from '../../membership/standing.ts';
import { eventsInForce } from '../../membership/spans.ts';
import { tierAt } from '../../membership/terms-at.ts';
import { readOrganisation } from '../organisation.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { endingOf } from './ledger.ts';
import { receiptFacts } from './receipt-facts.ts';
import { receiptMail } from './receipt-mail.ts';

/**
 * Makes the membership and the receipt agree with a payment's ledger: paid once, one period and one receipt; nothing left
 * of it, the period ends then and no earlier. The caller holds the payer's lock.
 */
export async function settlePayment(
  ports: Pick<Ports, 'clock' | 'queue' | 'config'>,
  trx: Transaction,
  payment: Payment,
): Promise<void> {
  const entries = await readEntries(trx, payment.id);
  const paid = entries.find(({ kind }) => kind === 'paid');
  const payer = await findPayer(trx, { id: payment.personId });
  if (paid === undefined || payer === undefined) return;
  const now = ports.clock.now();
  await givePeriod(trx, payment, paid, payer, now);
  await giveReceipt(ports, trx, payment, paid, payer);
  await endPeriod(trx, payment, entries, now);
}

/** The wrong currency, or less than was agreed, makes nobody a member: reconciliation shows it to the treasurer. */
function isEnough(payment: Payment, paid: PaymentEntry): boolean {
  return paid.currency === payment.currency && paid.amountMinor >= payment.amountMinor;
}

async function givePeriod(
  trx: Transaction,
  payment: Payment,
  paid: PaymentEntry,
  payer: Payer,
  now: Temporal.Instant,
): Promise<void> {
  if (!isEnough(payment, paid) || payer.isErased || (await findPeriodOf(trx, payment.id)) !== undefined) return;
  const organisation = await readOrganisation(trx, paid.at);
  const span = spanOf(await readMemberEvents(trx, payer.id), organisation, payment, paid.at);
  if (span === undefined) throw new Error(`There is no tier ${payment.tier} for payment ${payment.id}`);
  const period: NewMemberEvent = {
    kind: 'period',
    personId: payment.personId,
    paymentId: payment.id,
    tier: payment.tier,
    facts: {
      from: span.from.toString(),
      until: span.until?.toString() ?? null,
      source: payment.method === 'waiver' ? 'waived' : 'payment',
    },
    ...(payment.recordedBy === null ? {} : { actorId: payment.recordedBy }),
  };
  await appendMemberEvents(trx, [period], now);
}

/** The period that this payment gives when it is paid at `at`; undefined where there is no such tier. */
export function spanOf(
  events: readonly MemberEvent[],
  organisation: Organisation,
  { tier, kind }: Pick<Payment, 'tier' | 'kind'>,
  at: Temporal.Instant,
): PeriodSpan | undefined {
  const now = tierAt(organisation.tiers, tier, at);
  if (now === undefined) return undefined;
  // A refund that came later did not shorten anything yet: told late or early, a payment gives the same period.
  const then = events.filter((event) => event.kind !== 'period-ended' || !isLater(event.facts.at, at));
  const standing = standingsOf(then, organisation, at).find((one) => one.tier === now.id && one.since !== null);
  return periodFrom({
    terms: now.terms,
    zone: organisation.rules.zone,
    at,
    current: standing ?? null,
    isForLife: kind === 'lifetime',
  });
}

function isLater(instant: string, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(instant), at) > 0;
}

async function giveReceipt(
  ports: Pick<Ports, 'clock' | 'queue' | 'config'>,
  trx: Transaction,
  payment: Payment,
  paid: PaymentEntry,
  payer: Payer,
): Promise<void> {
  const period = await findPeriodOf(trx, payment.id);
  const organisation = await readOrganisation(trx, paid.at);
  const facts = receiptFacts({ payment, paid, payer, period, organisation, name: ports.config.organisation });
  const receipt = await recordReceipt(trx, payment.id, facts, ports.clock.now());
  if (!payer.isErased) await enqueueMails(ports, trx, [receiptMail(receipt, payer, 'first')]);
}

async function endPeriod(
  trx: Transaction,
  payment: Payment,
  entries: readonly PaymentEntry[],
  now: Temporal.Instant,
): Promise<void> {
  const period = await findPeriodOf(trx, payment.id);
  if (period === undefined) return;
  const ending = endingOf(entries);
  const ended = await endedBy(trx, payment, period.eventId);
  const person = { personId: payment.personId };
  if (ending !== null && ended === undefined) {
    const facts = { period: period.eventId, at: ending.toString(), reason: reasonOf(entries) };
    await appendMemberEvents(trx, [{ kind: 'period-ended', tier: payment.tier, facts, ...person }], now);
  }
  // The bank sent the refund back: the money is ours again, so the period stands.
  if (ending === null && ended !== undefined) {
    const facts = { event: ended.id, reason: 'The refund did not arrive' };
    await appendMemberEvents(trx, [{ kind: 'withdrawn', facts, ...person }], now);
  }
}

const refunded = 'The payment was refunded';
const lost = 'The payment was taken back after a dispute';

function reasonOf(entries: readonly PaymentEntry[]): string {
  return entries.some(({ kind }) => kind === 'dispute-lost') ? lost : refunded;
}

/** The end that we wrote before; one that staff wrote for other reasons is not ours to withdraw. */
async function endedBy(trx: Transaction, payment: Payment, eventId: string): Promise<MemberEvent | undefined> {
  const events = await readMemberEvents(trx, payment.personId);
  return eventsInForce(events).find(
    (event) =>
      event.kind === 'period-ended' && event.facts.period === eventId && [refunded, lost].includes(event.facts.reason),
  );
}

import { Temporal } from 'temporal-polyfill';
import type { recordOffline as contract } from '../../api/money.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { readMemberEvents } from '../../db/member-events.ts';
import { appendEntries, findPayer, lockPayer, readEntries, recordPayment, type Payment } from '../../db/payments.ts';
import { amountProblem, duesState, tiersAt } from '../../membership/dues.ts';
import { dayOf, startOf } from '../../membership/instants.ts';
import type { TierNow } from '../../membership/terms-at.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { amountRefused, notOpen } from './begin-dues.ts';
import { officePaymentOf } from './payment-view.ts';
import { settlePayment } from './settle-payment.ts';

type RecordAsk = Pick<AskOf<typeof contract>, 'caller' | 'body'>;

/** Records what came without the provider. Above the limit it counts only when a second person agrees. */
export async function recordOffline(ports: Pick<Ports, 'db' | 'clock' | 'queue' | 'config'>, ask: RecordAsk) {
  const { db, clock, config } = ports;
  const { caller, body } = ask;
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const payer = await findPayer(trx, { id: body.personId });
    if (payer === undefined || payer.isErased) throw new Problem('not-found', { detail: 'There is no such member.' });
    await lockPayer(trx, payer.id);
    const organisation = await readOrganisation(trx, now);
    const received = receivedAt(body.receivedOn, organisation.rules.zone, now);
    const tier = tiersAt(organisation, now).find(({ id }) => id === body.tier);
    if (tier === undefined) throw new Problem('not-found', { detail: 'There is no such membership.' });
    await assertFits(trx, payer.id, tier, body, received);
    const { tier: _, minor: amountMinor, personId: __, ...rest } = body;
    const wanted = { ...rest, amountMinor, tier: tier.id, personId: payer.id, recordedBy: caller.session.person.id };
    const needsSecond = amountMinor > config.secondPersonAbove;
    const payment = await recordPayment(trx, { ...wanted, needsSecond }, now);
    const facts = { payment: payment.id, method: body.method, minor: amountMinor, currency: body.currency };
    const action = 'record-payment';
    await appendAudit(trx, { at: now, actor: actorOf(caller), action, personId: payer.id, facts });
    if (!needsSecond) await receive(ports, trx, payment, received);
    return officePaymentOf(trx, payment, await readEntries(trx, payment.id), organisation);
  });
}

/** Writes the money into the ledger, and what follows from it. */
export async function receive(
  ports: Pick<Ports, 'clock' | 'queue' | 'config'>,
  trx: Transaction,
  payment: Payment,
  at: Temporal.Instant,
): Promise<void> {
  const { id: paymentId, amountMinor, currency, recordedBy } = payment;
  const who = recordedBy === null ? {} : { actorId: recordedBy };
  const paid = {
    paymentId,
    kind: 'paid',
    amountMinor,
    currency,
    providerRef: `ours_${paymentId}`,
    at,
    ...who,
  } as const;
  await appendEntries(trx, [paid], ports.clock.now());
  await settlePayment(ports, trx, payment);
}

/** When it came: that day's first moment, or now where that is today. */
export function receivedAt(day: string, zone: string, now: Temporal.Instant): Temporal.Instant {
  const today = dayOf(now, zone);
  const received = Temporal.PlainDate.from(day);
  const order = Temporal.PlainDate.compare(received, today);
  if (order > 0) throw wrongDay('This day has not come yet');
  if (Temporal.PlainDate.compare(received, today.subtract({ years: 2 })) < 0) {
    throw wrongDay('This is more than two years ago');
  }
  return order === 0 ? now : startOf(received, zone);
}

function wrongDay(detail: string): Problem {
  return new Problem('amount-refused', { detail: `${detail}.`, errors: [{ pointer: '#/body/receivedOn', detail }] });
}

async function assertFits(
  trx: Transaction,
  personId: string,
  tier: TierNow,
  body: RecordAsk['body'],
  at: Temporal.Instant,
): Promise<void> {
  const organisation = await readOrganisation(trx, at);
  const { state } = duesState(await readMemberEvents(trx, personId), organisation, tier, at);
  if (state === 'for-life') throw notOpen('This member has paid for life.');
  if (state === 'not-approved') throw notOpen('The membership must be approved first.');
  if (state === 'not-offered') throw notOpen('There are no dues to pay for this membership.');
  if (body.method === 'waiver') {
    if (body.minor !== 0) throw amountRefused('Dues that are waived are zero');
    if (body.kind === 'lifetime') throw amountRefused('Dues are waived for one period at a time');
    if (body.currency !== tier.terms.currency) throw amountRefused(`Dues are paid in ${tier.terms.currency}`);
    return;
  }
  const wrong = amountProblem(tier.terms, body);
  if (wrong !== null) throw amountRefused(wrong);
}

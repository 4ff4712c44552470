import type { decideOffline as contract } from '../../api/money.ts';
import { appendAudit } from '../../db/audit.ts';
import { closePayment, confirmPayment, findPayment, lockPayer, readEntries } from '../../db/payments.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { officePaymentOf } from './payment-view.ts';
import { receive, receivedAt } from './record-offline.ts';

/** The second person's word on a payment that somebody else recorded. */
export async function decideOffline(
  ports: Pick<Ports, 'db' | 'clock' | 'queue' | 'config'>,
  { caller, path, body }: Pick<AskOf<typeof contract>, 'caller' | 'path' | 'body'>,
) {
  const { db, clock } = ports;
  const now = clock.now();
  const me = caller.session.person.id;
  return db.transaction().execute(async (trx) => {
    const found = await findPayment(trx, path.paymentId);
    if (found === undefined) throw new Problem('not-found', { detail: 'There is no such payment.' });
    await lockPayer(trx, found.personId);
    const payment = (await findPayment(trx, path.paymentId)) ?? found;
    if (!payment.needsSecond || payment.confirmedAt !== null || payment.closed !== null) {
      throw new Problem('already-decided', { detail: 'Nothing waits for a second person here.' });
    }
    if (payment.recordedBy === me) {
      throw new Problem('second-person-needed', { detail: 'You recorded this payment. Somebody else must agree.' });
    }
    const organisation = await readOrganisation(trx, now);
    if (body.agrees) {
      await confirmPayment(trx, payment.id, me, now);
      const at = receivedAt(payment.receivedOn ?? '', organisation.rules.zone, now);
      await receive(ports, trx, payment, at);
    } else await closePayment(trx, payment.id, 'refused', now);
    const action = body.agrees ? 'agree-to-payment' : 'refuse-payment';
    const facts = { payment: payment.id };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action, personId: payment.personId, facts });
    const decided = (await findPayment(trx, payment.id)) ?? payment;
    return officePaymentOf(trx, decided, await readEntries(trx, payment.id), organisation);
  });
}

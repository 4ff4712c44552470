import type { resendReceipt as contract } from '../../api/money.ts';
import { appendAudit } from '../../db/audit.ts';
import { findPayer, findPayment } from '../../db/payments.ts';
import { findReceiptOf } from '../../db/receipts.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { receiptMail } from './receipt-mail.ts';

/** Sends the mail with a receipt again, to the member's present address; the same hour sends it once. */
export async function resendReceipt(
  ports: Pick<Ports, 'db' | 'clock' | 'queue'>,
  { caller, path }: Pick<AskOf<typeof contract>, 'caller' | 'path'>,
) {
  const { db, clock } = ports;
  const payment = await findPayment(db, path.paymentId);
  const receipt = payment === undefined ? undefined : await findReceiptOf(db, payment.id);
  const payer = payment === undefined ? undefined : await findPayer(db, { id: payment.personId });
  if (receipt === undefined || payer === undefined || payer.isErased) {
    throw new Problem('not-found', { detail: 'There is no receipt to send.' });
  }
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    await enqueueMails(ports, trx, [receiptMail(receipt, payer, now.toString().slice(0, 13))]);
    const facts = { receipt: receipt.number };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'resend-receipt', personId: payer.id, facts });
  });
  return { to: payer.email };
}

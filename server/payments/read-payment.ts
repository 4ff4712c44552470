import type { readPayment as contract } from '../../api/dues.ts';
import type { Reader } from '../../db/connect.ts';
import { readEntries, readPaymentsOf, type Payment } from '../../db/payments.ts';
import type { AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { myPaymentOf } from './payment-view.ts';

/** One payment of mine, by what we know: the provider is not asked, so a page may ask this as often as it likes. */
export async function readPayment(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  { caller, path }: Pick<AskOf<typeof contract>, 'caller' | 'path'>,
) {
  const payment = await findMine(db, caller.session.person.id, path.paymentId);
  return myPaymentOf(db, payment, await readEntries(db, payment.id), await readOrganisation(db, clock.now()));
}

/** Another member's payment is not there. */
export async function findMine(db: Reader, personId: string, paymentId: string): Promise<Payment> {
  const payment = (await readPaymentsOf(db, personId)).find(({ id }) => id === paymentId);
  if (payment === undefined) throw new Problem('not-found', { detail: 'You have no such payment.' });
  return payment;
}

import type { abandonPayment as contract } from '../../api/dues.ts';
import { closePayment, lockPayer, readEntries } from '../../db/payments.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { idOf } from './ask-provider.ts';
import { asking, needProvider } from './need-provider.ts';
import { findMine, readPayment } from './read-payment.ts';
import { syncPayer } from './sync-payer.ts';

/** Closes the provider's page, so that nothing can be taken on it any more; if it was paid meanwhile, it says so. */
export async function abandonPayment(
  ports: Pick<Ports, 'db' | 'clock' | 'queue' | 'config' | 'stripe'>,
  ask: Pick<AskOf<typeof contract>, 'caller' | 'path'>,
) {
  const { db, clock } = ports;
  const payment = await findMine(db, ask.caller.session.person.id, ask.path.paymentId);
  const entries = await readEntries(db, payment.id);
  if (payment.closed !== null || entries.length > 0 || payment.providerSession === null) return readPayment(ports, ask);
  const stripe = needProvider(ports);
  const session = await asking(stripe.checkout.sessions.retrieve(payment.providerSession));
  if (session.status === 'open') await asking(stripe.checkout.sessions.expire(session.id));
  if (session.status !== 'complete') {
    await db.transaction().execute(async (trx) => {
      await lockPayer(trx, payment.personId);
      await closePayment(trx, payment.id, 'cancelled', clock.now());
    });
  } else {
    const subscription = idOf(session.subscription);
    const named = { paymentId: payment.id, ...(subscription === null ? {} : { subscription }) };
    await asking(syncPayer(ports, stripe, payment.personId, named));
  }
  return readPayment(ports, ask);
}

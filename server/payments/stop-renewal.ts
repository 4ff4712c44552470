import type { stopRenewal as contract } from '../../api/dues.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { asking, needProvider } from './need-provider.ts';
import { findMyRenewal } from './renewals.ts';
import { syncPayer } from './sync-payer.ts';

/** Ends the renewal at the end of what is paid; one whose payment failed ends at once. */
export async function stopRenewal(
  ports: Pick<Ports, 'db' | 'clock' | 'queue' | 'config' | 'stripe'>,
  { caller, path }: Pick<AskOf<typeof contract>, 'caller' | 'path'>,
) {
  const stripe = needProvider(ports);
  const { id, state, personId } = await findMyRenewal(ports.db, caller.session.person.id, path.tier);
  if (state === 'past-due') await asking(stripe.subscriptions.cancel(id));
  else await asking(stripe.subscriptions.update(id, { cancel_at_period_end: true }));
  await asking(syncPayer(ports, stripe, personId, { subscription: id }));
  return {};
}

import type { openCardPage as contract } from '../../api/dues.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { asking, needProvider } from './need-provider.ts';
import { findMyRenewal } from './renewals.ts';

/** The provider's own page about the card of a renewal. */
export async function openCardPage(
  ports: Pick<Ports, 'db' | 'config' | 'stripe'>,
  { caller, path }: Pick<AskOf<typeof contract>, 'caller' | 'path'>,
) {
  const stripe = needProvider(ports);
  const { customer } = await findMyRenewal(ports.db, caller.session.person.id, path.tier);
  const page = await asking(
    stripe.billingPortal.sessions.create({ customer, return_url: `${ports.config.publicUrl}/dues` }),
  );
  return { page: page.url };
}

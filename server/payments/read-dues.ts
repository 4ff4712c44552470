import type { readDues as contract } from '../../api/dues.ts';
import { readPaymentsOf } from '../../db/payments.ts';
import type { AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { myPaymentsOf } from './payment-view.ts';
import { tierDuesOf } from './tier-dues.ts';

/** What I can pay and what I paid. */
export async function readDues(
  { db, clock, config, stripe }: Pick<Ports, 'db' | 'clock' | 'config' | 'stripe'>,
  { caller }: Pick<AskOf<typeof contract>, 'caller'>,
) {
  const now = clock.now();
  const me = caller.session.person.id;
  const organisation = await readOrganisation(db, now);
  return {
    takesCards: stripe !== undefined,
    help: config.helpAddress,
    zone: organisation.rules.zone,
    tiers: await tierDuesOf(db, me, organisation, now),
    payments: await myPaymentsOf(db, await readPaymentsOf(db, me), organisation),
  };
}

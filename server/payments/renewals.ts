import { findSubscription, type Subscription } from '../../db/subscriptions.ts';
import type { Reader } from '../../db/connect.ts';
import { Problem } from '../problem.ts';

export async function findMyRenewal(db: Reader, personId: string, tier: string): Promise<Subscription> {
  const renewal = await findSubscription(db, personId, tier);
  if (renewal === undefined) throw new Problem('not-found', { detail: 'Nothing of yours renews by itself here.' });
  return renewal;
}

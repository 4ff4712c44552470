import type { Ports } from '../ports.ts';
import { tiersViewOf } from './tiers-view.ts';

/** Every tier and all rules: what was, what holds and what comes. */
export function readTiers({ db, clock }: Pick<Ports, 'db' | 'clock'>) {
  return tiersViewOf(db, clock.now());
}

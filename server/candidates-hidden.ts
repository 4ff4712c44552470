import { Temporal } from 'temporal-polyfill';
import type { Election } from '../db/elections.ts';

/** Whether who stands is still nobody's business: before the moment at which all candidates are announced at once. */
export function areHidden({ stage, candidatesAt }: Pick<Election, 'stage' | 'candidatesAt'>, now: Temporal.Instant) {
  if (stage !== 'draft') return false;
  return candidatesAt === null || Temporal.Instant.compare(now, candidatesAt) < 0;
}

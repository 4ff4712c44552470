import type { Temporal } from 'temporal-polyfill';
import type { Reader } from '../../db/connect.ts';
import { dayOf } from '../../membership/instants.ts';
import { readOrganisation } from '../organisation.ts';

/** The day that it is where the organisation is: terms begin and end with days. `2027-06-30`. */
export async function todayOf(db: Reader, now: Temporal.Instant): Promise<string> {
  const { rules } = await readOrganisation(db, now);
  return dayOf(now, rules.zone).toString();
}

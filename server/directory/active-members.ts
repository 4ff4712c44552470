import type { Temporal } from 'temporal-polyfill';
import type { Reader } from '../../db/connect.ts';
import { readMemberEventsOf } from '../../db/member-events.ts';
import { lifeOf, standingsOf, type Standing } from '../../membership/standing.ts';
import { termsAt } from '../../membership/terms-at.ts';
import { readOrganisation } from '../organisation.ts';

/**
 * The standings in which these people are active members, best first, by person; people who are not are left out. What
 * the office keeps to itself (tiers for staff) makes a member, and is not told: it comes without a name.
 */
export async function readActive(
  db: Reader,
  personIds: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, readonly Standing[]>> {
  const organisation = await readOrganisation(db, now);
  const events = await readMemberEventsOf(db, personIds);
  const hidden = new Set(
    organisation.tiers.flatMap((tier) => (termsAt(tier, now)?.visibility === 'staff' ? [tier.id] : [])),
  );
  return new Map(
    personIds.flatMap((id): [string, Standing[]][] => {
      const mine = events.get(id) ?? [];
      if (lifeOf(mine, now) !== 'living') return [];
      const active = standingsOf(mine, organisation, now).filter(({ state }) => state === 'active');
      return active.length === 0
        ? []
        : [[id, active.map((one) => (hidden.has(one.tier) ? { ...one, name: '' } : one))]];
    }),
  );
}

import type { readApplications as contract } from '../../api/members.ts';
import { readApplications as readWaiting } from '../../db/applications.ts';
import type { Organisation } from '../../membership/standing.ts';
import { termsAt } from '../../membership/terms-at.ts';
import type { Temporal } from 'temporal-polyfill';
import type { AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';

/** Who waits for a decision, oldest first. */
export async function readApplications({ db, clock }: Ports, _: AskOf<typeof contract>) {
  const now = clock.now();
  const tiers = decidedTiers(await readOrganisation(db, now), now);
  const applications = await readWaiting(db, [...tiers.keys()]);
  return {
    applications: applications.map(({ at, tier, ...rest }) => ({
      ...rest,
      tier,
      tierName: tiers.get(tier) ?? tier,
      at: at.toString(),
    })),
  };
}

/** The tiers that staff let people into, by id, with their names. */
export function decidedTiers({ tiers }: Organisation, now: Temporal.Instant): Map<string, string> {
  return new Map(
    tiers.flatMap((tier) => {
      const terms = termsAt(tier, now);
      return terms?.approval === 'staff' ? [[tier.id, terms.name] as const] : [];
    }),
  );
}

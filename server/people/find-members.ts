import type { findMembers as contract } from '../../api/members.ts';
import { readMailErrors, readMemberPage } from '../../db/members.ts';
import { readMemberEventsOf } from '../../db/member-events.ts';
import { standingsOf } from '../../membership/standing.ts';
import { termsAt } from '../../membership/terms-at.ts';
import { countApplications } from '../../db/applications.ts';
import type { AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { decidedTiers } from './read-applications.ts';
import { wireStanding } from './wire-standing.ts';

const perPage = 50;

/** A page of members. The index chooses who is on it; how each stands is derived from what happened to them. */
export async function findMembers({ db, clock }: Pick<Ports, 'db' | 'clock'>, { query }: AskOf<typeof contract>) {
  const now = clock.now();
  const organisation = await readOrganisation(db, now);
  const { total, members } = await readMemberPage(db, { ...query, perPage });
  const events = await readMemberEventsOf(
    db,
    members.map(({ id }) => id),
  );
  const errors = await readMailErrors(
    db,
    members.map(({ email }) => email),
  );
  return {
    total,
    perPage,
    members: members.map((member) => ({
      ...member,
      standings: standingsOf(events.get(member.id) ?? [], organisation, now).map(wireStanding),
      mailError: errors.get(member.email) ?? null,
    })),
    tiers: organisation.tiers.flatMap((tier) => {
      const terms = termsAt(tier, now);
      return terms === undefined ? [] : [{ id: tier.id, name: terms.name }];
    }),
    waiting: { applications: await countApplications(db, [...decidedTiers(organisation, now).keys()]) },
  };
}

import { Temporal } from 'temporal-polyfill';
import { lockElection } from '../../db/elections.ts';
import {
  findCandidacy,
  lapseUnanswered,
  markCandidacy,
  readElectionsToLapse,
  readUnanswered,
  type Unanswered,
} from '../../db/nominations.ts';
import type { Ports } from '../ports.ts';
import { mailNominators, mailNominee } from './mails.ts';

type Needed = Pick<Ports, 'db' | 'clock' | 'queue'>;

/** Days before the close. */
const steps = [7, 2, 1] as const;

/**
 * By the clock: reminds nominees who have not answered, once a step, and lets them lapse at the close. Any number of
 * workers may run it; the election's lock and what is written under it let each thing happen once.
 */
export async function remindNominees(ports: Needed): Promise<void> {
  const now = ports.clock.now();
  const waiting = await readUnanswered(ports.db, { after: now, until: now.add({ hours: 24 * steps[0] }) });
  for (const one of waiting) await remind(ports, one, now);
  for (const electionId of await readElectionsToLapse(ports.db, now)) await lapse(ports, electionId, now);
}

/** The step that has come last, if the nominee was asked before it and not reminded since. */
function stepDue({ closesAt, invitedAt, remindedDays }: Unanswered, now: Temporal.Instant): number | undefined {
  if (closesAt === null || invitedAt === null) return undefined;
  const due = steps.findLast((days) => Temporal.Instant.compare(closesAt.subtract({ hours: 24 * days }), now) <= 0);
  if (due === undefined || (remindedDays !== null && remindedDays <= due)) return undefined;
  const at = closesAt.subtract({ hours: 24 * due });
  return Temporal.Instant.compare(invitedAt, at) < 0 ? due : undefined;
}

async function remind({ db, clock, queue }: Needed, one: Unanswered, now: Temporal.Instant): Promise<void> {
  if (stepDue(one, now) === undefined) return;
  await db.transaction().execute(async (trx) => {
    const election = await lockElection(trx, one.electionId);
    const candidacy = await findCandidacy(trx, one.id);
    if (election === undefined || candidacy?.state !== 'invited' || candidacy.joinedInto !== null) return;
    const days = stepDue({ ...candidacy, closesAt: election.nominationsCloseAt }, now);
    if (days === undefined) return;
    await markCandidacy(trx, candidacy.id, { remindedDays: days });
    const once = `${days}:${candidacy.invitedAt?.toString() ?? ''}`;
    await mailNominee({ clock, queue }, trx, { candidacy, election }, 'remind', once);
  });
}

/** Nobody is made to stand: whoever said nothing until the close does not. */
async function lapse({ db, clock, queue }: Needed, electionId: string, now: Temporal.Instant): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const election = await lockElection(trx, electionId);
    const closesAt = election?.nominationsCloseAt ?? null;
    if (election === undefined || closesAt === null || Temporal.Instant.compare(closesAt, now) > 0) return;
    for (const candidacy of await lapseUnanswered(trx, electionId)) {
      await mailNominee({ clock, queue }, trx, { candidacy, election }, 'lapsed', closesAt.toString());
      await mailNominators({ clock, queue }, trx, { candidacy, election }, 'nobody', now);
    }
  });
}

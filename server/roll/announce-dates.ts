import type { announceDates as contract } from '../../api/roll.ts';
import { appendAudit } from '../../db/audit.ts';
import { findElection, lockElection, markElection } from '../../db/elections.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { rollStateOf } from './roll-state-of.ts';

/** From now on each member sees whether they will be able to vote. Doing it twice changes nothing. */
export async function announceDates(ports: Ports, { caller, path }: AskOf<typeof contract>) {
  const { electionId } = path;
  await ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, electionId), 'office');
    assertDraft(election);
    if (election.datesAnnouncedAt !== null) return;
    const at = ports.clock.now();
    await markElection(trx, electionId, { datesAnnouncedAt: at.toString() });
    await appendAudit(trx, { at, actor: actorOf(caller), action: 'announce-dates', electionId });
  });
  return rollStateOf(ports, assertFound(await findElection(ports.db, electionId), 'office'));
}

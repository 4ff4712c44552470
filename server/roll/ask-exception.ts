import type { askException as contract } from '../../api/roll.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockElection, type Election } from '../../db/elections.ts';
import { findEntryOfPerson } from '../../db/roll.ts';
import { appendException } from '../../db/roll-amendments.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertFound, assertRollCanChange } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';

/** A member who is not on the frozen roll asks to be, with a reason. Once for each election. */
export async function askException({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { electionId } = path;
  const personId = caller.session.person.id;
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const election = await lockElection(trx, electionId);
    assertRollCanChange(assertFound(isKnown(election) ? election : undefined, 'office'));
    if ((await findEntryOfPerson(trx, electionId, personId)) !== undefined)
      throw new Problem('already-on-roll', { detail: 'Your ballot comes by mail when voting opens.' });
    if (!(await appendException(trx, { electionId, personId, reason: body.reason }, now)))
      throw new Problem('already-asked', { detail: 'The election officers have your request, or have decided it.' });
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'ask-exception', electionId, personId });
  });
  return { askedAt: now.toString() };
}

/** A draft is the office's own until its dates were shown to members. */
function isKnown(election: Election | undefined): boolean {
  if (election === undefined) return false;
  return election.rollFrozenAt !== null || election.datesAnnouncedAt !== null;
}

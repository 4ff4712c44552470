import type { countAgain as contract } from '../../api/office.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockElection } from '../../db/elections.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { publishResult } from './publish-result.ts';

/** Counts a result again that was held back because two counts differed: after the program was mended, say. */
export async function countAgain(ports: Ports, { caller, path }: AskOf<typeof contract>) {
  const isPublished = await ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, path.electionId), 'office');
    if (election.stage !== 'closed' || election.countsDiffer === null)
      throw new Problem('tally-not-due', { detail: 'No result is held back here.' });
    const actor = actorOf(caller);
    await appendAudit(trx, { at: ports.clock.now(), actor, action: 'count-again', electionId: election.id });
    return publishResult(ports, trx, election, election);
  });
  return { isPublished };
}

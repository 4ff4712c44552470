import type { workOutRoll as contract } from '../../api/roll.ts';
import { appendAudit } from '../../db/audit.ts';
import { findElection, lockElection } from '../../db/elections.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { assertNotFrozen } from './assert-not-frozen.ts';
import { makeVerdicts } from './make-verdicts.ts';
import { rollStateOf } from './roll-state-of.ts';

/** Works out the forecast of a draft's roll. */
export async function workOutRoll(ports: Ports, { caller, path }: AskOf<typeof contract>) {
  const { electionId } = path;
  await ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, electionId), 'office');
    assertDraft(election);
    assertNotFrozen(election);
    await makeVerdicts(ports, trx, election);
    const at = ports.clock.now();
    await appendAudit(trx, { at, actor: actorOf(caller), action: 'work-out-roll', electionId });
  });
  return rollStateOf(ports, assertFound(await findElection(ports.db, electionId), 'office'));
}

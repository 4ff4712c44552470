import type { inviteTrustees as contract } from '../../api/office.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockElection } from '../../db/elections.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { askTrustees } from './ask-trustees.ts';
import { findTally } from './find-tally.ts';

/** Mails every trustee whose turn it is a new link, with what to do; the earlier links stop working. */
export async function inviteTrustees(ports: Ports, { caller, path }: AskOf<typeof contract>) {
  const { electionId } = path;
  const at = ports.clock.now();
  return ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, electionId), 'office');
    const isTallied = election.stage === 'closed' && (await findTally(trx, electionId)) !== undefined;
    if (!isTallied) assertDraft(election);
    const invited = await askTrustees(ports, trx, election, 'all');
    await appendAudit(trx, { at, actor: actorOf(caller), action: 'invite-trustees', electionId, facts: { invited } });
    return { invited };
  });
}

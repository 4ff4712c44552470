import type { redraftOpenVote as contract } from '../../api/open-votes.ts';
import { appendAudit } from '../../db/audit.ts';
import { changeOpenVote } from '../../db/open-votes.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { draftFactsOf } from './draft-facts.ts';
import { lockDraft, officeViewOf } from './office-view.ts';

/** Changes a draft; what was put to the vote stays as it is. */
export async function redraftOpenVote(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const now = ports.clock.now();
  return ports.db.transaction().execute(async (trx) => {
    const { id } = await lockDraft(trx, path.voteId);
    await changeOpenVote(trx, id, await draftFactsOf(trx, body, now));
    const facts = { vote: id, title: body.title };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'redraft-open-vote', facts });
    return officeViewOf(ports, trx, id);
  });
}

import type { draftOpenVote as contract } from '../../api/open-votes.ts';
import { appendAudit } from '../../db/audit.ts';
import { recordOpenVote } from '../../db/open-votes.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { draftFactsOf } from './draft-facts.ts';
import { officeViewOf } from './office-view.ts';

/** Makes a draft, which only the office sees. */
export async function draftOpenVote(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  const now = ports.clock.now();
  return ports.db.transaction().execute(async (trx) => {
    const id = await recordOpenVote(trx, await draftFactsOf(trx, body, now), now);
    const facts = { vote: id, title: body.title };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'draft-open-vote', facts });
    return officeViewOf(ports, trx, id);
  });
}

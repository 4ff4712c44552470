import { Temporal } from 'temporal-polyfill';
import type { putOpenVote as contract } from '../../api/open-votes.ts';
import { appendAudit } from '../../db/audit.ts';
import { markPut } from '../../db/open-votes.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { wrongPlace } from '../wrong-place.ts';
import { lockDraft, officeViewOf } from './office-view.ts';
import { textHashOf } from './signed-text.ts';

/** Puts a draft to the vote. Nothing of it changes any more; it opens by the clock, or when its meeting records it. */
export async function putOpenVote(ports: Ports, { caller, path }: AskOf<typeof contract>) {
  const now = ports.clock.now();
  return ports.db.transaction().execute(async (trx) => {
    const vote = await lockDraft(trx, path.voteId);
    if (vote.closesAt !== null && Temporal.Instant.compare(now, vote.closesAt) >= 0)
      throw wrongPlace('#/body/manner/closes', 'Its close is past: give it a later one first');
    const hash = textHashOf(vote);
    await markPut(trx, vote.id, hash, now);
    const facts = { vote: vote.id, title: vote.title, hash };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'put-open-vote', facts });
    return officeViewOf(ports, trx, vote.id);
  });
}

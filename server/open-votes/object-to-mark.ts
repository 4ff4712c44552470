import type { objectToMark as contract } from '../../api/open-votes.ts';
import { appendAudit } from '../../db/audit.ts';
import { appendObjection, lockOpenVote, readVoteMembers } from '../../db/open-votes.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertVote } from './office-view.ts';
import { voteViewOf } from './vote-view.ts';
import { maySee } from './who-may-see.ts';

/** What a member says about how the roll call recorded them. The mark stays until an officer puts it right. */
export async function objectToMark(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { id: person } = caller.session.person;
  return ports.db.transaction().execute(async (trx) => {
    const vote = assertVote(await lockOpenVote(trx, path.voteId));
    const now = ports.clock.now();
    if (!(await maySee(trx, vote, caller.session, now))) assertVote(undefined);
    if (vote.meetingOn === null || vote.openedAt === null)
      throw new Problem('vote-not-open', { detail: 'Nothing was recorded for you in a meeting.' });
    const members = await readVoteMembers(trx, vote.id);
    if (!members.some(({ personId }) => personId === person))
      throw new Problem('not-in-body', { detail: 'Only those who were called can object to how they were recorded.' });
    await appendObjection(trx, { voteId: vote.id, personId: person, note: body.note }, now);
    const facts = { vote: vote.id, title: vote.title };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'object-to-mark', facts });
    return voteViewOf(ports, trx, vote, person);
  });
}

import type { markOpenVote as contract } from '../../api/open-votes.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import {
  appendMarks,
  findOpenVote,
  lockOpenVote,
  readMarks,
  readVoteMembers,
  type OpenVote,
} from '../../db/open-votes.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { openVotePhase } from '../open-vote-phase.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertVote } from './office-view.ts';
import { openIfDue } from './open-due-votes.ts';
import { textHashOf } from './signed-text.ts';
import { voteViewOf } from './vote-view.ts';
import { maySee } from './who-may-see.ts';

/**
 * A member's mark, by their own hand. Under the vote's row lock: marks have one order, and at the closing instant it is
 * too late. The same mark again adds nothing; another one is a new row, and the last counts.
 */
export async function markOpenVote(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { id: person } = caller.session.person;
  await ports.limits.take('ballot-person', person);
  return ports.db.transaction().execute(async (trx) => {
    const vote = assertVote(await lockOpenVote(trx, path.voteId));
    const now = ports.clock.now();
    if (!(await maySee(trx, vote, caller.session, now))) assertVote(undefined);
    assertOpenNow(vote, now);
    await openIfDue(ports, trx, vote);
    await assertMember(trx, vote.id, person);
    const last = (await readMarks(trx, vote.id)).findLast(({ personId }) => personId === person);
    if (last?.mark !== body.mark) {
      const mark = { vote: vote.id, textHash: textHashOf(vote), person, mark: body.mark, at: now.toString() };
      const signature = ports.tokens.signMark({ ...mark, madeBy: person });
      await appendMarks(trx, [{ voteId: vote.id, personId: person, mark: body.mark, madeBy: person, signature }], now);
      const facts = { vote: vote.id, title: vote.title, mark: body.mark };
      await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'mark-open-vote', facts });
    }
    return voteViewOf(ports, trx, assertVote(await findOpenVote(trx, vote.id)), person);
  });
}

function assertOpenNow(vote: OpenVote, now: Parameters<typeof openVotePhase>[1]): void {
  if (openVotePhase(vote, now) === 'open') return;
  throw new Problem('vote-not-open', { detail: closedWords(vote, now) });
}

function closedWords(vote: OpenVote, now: Parameters<typeof openVotePhase>[1]): string {
  if (vote.meetingOn !== null) return 'This vote is taken in the meeting, by roll call.';
  const isOver = openVotePhase(vote, now) === 'decided';
  return isOver ? 'It has closed. This mark was not counted.' : 'It has not opened yet. A mail comes when it does.';
}

async function assertMember(trx: Transaction, voteId: string, person: string): Promise<void> {
  const members = await readVoteMembers(trx, voteId);
  if (members.some(({ personId }) => personId === person)) return;
  throw new Problem('not-in-body', { detail: 'Only those who held a seat of the body on the day it opened vote.' });
}

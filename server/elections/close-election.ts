import { appendAudit } from '../../db/audit.ts';
import { appendEvent } from '../../db/board.ts';
import { lockElection, markElection } from '../../db/elections.ts';
import { eraseSecrets } from '../../db/roll.ts';
import { eraseServerKey } from '../../db/trustees.ts';
import { isQuorate, phaseOf } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { enqueueResultMails } from '../result-mails.ts';

/**
 * Puts the close on the board, under the lock that casting takes: nothing follows it. The quorum is decided here; below
 * it the election is void, and its ballots are never opened. May run any number of times.
 */
export async function closeElection(ports: Pick<Ports, 'db' | 'clock' | 'queue'>, electionId: string): Promise<void> {
  await ports.db.transaction().execute(async (trx) => {
    const election = await lockElection(trx, electionId);
    const now = ports.clock.now();
    if (election?.stage !== 'frozen' || phaseOf(election, now) !== 'closed') return;
    await appendEvent(trx, election, 'EndBallots', []);
    await eraseSecrets(trx, electionId);
    const stage = isQuorate(election) ? 'closed' : 'void';
    await markElection(trx, electionId, { stage, closedAt: now.toString() });
    const facts = { voted: election.voted, roll: election.rollSize, verdict: stage };
    await appendAudit(trx, { at: now, actor: 'the clock', action: 'close-election', electionId, facts });
    if (stage === 'void') {
      // Its ballots never will be opened: nobody keeps what could open them.
      await eraseServerKey(trx, electionId);
      await enqueueResultMails(ports, trx, electionId);
    } else await ports.queue.enqueue(trx, 'tally-election', [{ electionId }]);
  });
}

import { appendAudit } from '../../db/audit.ts';
import { appendEvent, readPayloads } from '../../db/board.ts';
import { lockElection } from '../../db/elections.ts';
import { readTrustees } from '../../db/trustees.ts';
import { decodeOwned } from '../../protocol/decryption.ts';
import { ownedShuffle } from '../../protocol/shuffle/text.ts';
import { readMixing } from '../mixing.ts';
import type { Ports } from '../ports.ts';
import { askTrustees } from './ask-trustees.ts';

export interface VerifiedShuffle {
  readonly owner: number;
  /** How many shuffles stood on the board when it was verified: it is one of what the last of them left. */
  readonly after: number;
  readonly shuffle: string;
}

/**
 * Puts a verified shuffle on the board, and asks the next trustee; with the last that is needed mixing is over, and all are
 * asked to open. False when another shuffle has come since, or this trustee's is there already.
 */
export async function appendShuffle(
  ports: Ports,
  electionId: string,
  { owner, after, shuffle }: VerifiedShuffle,
): Promise<boolean> {
  return ports.db.transaction().execute(async (trx) => {
    const election = await lockElection(trx, electionId);
    if (election?.stage !== 'closed') return false;
    const owners = (await readPayloads(trx, electionId, 'Shuffle')).map((text) => decodeOwned(text).owner);
    if (owners.length !== after || owners.includes(owner)) return false;
    const { board } = await appendEvent(trx, election, 'Shuffle', [shuffle, ownedShuffle(owner, shuffle)]);
    const trustees = await readTrustees(trx, electionId);
    const actor = trustees.find((trustee) => trustee.owner === owner)?.name ?? 'the server';
    const at = ports.clock.now();
    await appendAudit(trx, { at, actor, action: 'give-shuffle', electionId, facts: { owner } });
    const mixing = await readMixing(trx, election, trustees);
    if (mixing?.isOver === true) {
      await appendEvent(trx, board, 'EndShuffles', []);
      await ports.queue.enqueue(trx, 'tally-election', [{ electionId }]);
    }
    await askTrustees(ports, trx, election, 'new');
    return true;
  });
}

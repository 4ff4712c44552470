import { appendAudit } from '../../db/audit.ts';
import { appendEvent, readPayloads } from '../../db/board.ts';
import { lockElection } from '../../db/elections.ts';
import { markDecrypted, readTrustees } from '../../db/trustees.ts';
import { decodeOwned, ownedDecryption } from '../../protocol/decryption.ts';
import { decodeTrustees, isEnough } from '../../protocol/trustees.ts';
import type { Ports } from '../ports.ts';
import { publishResult } from './publish-result.ts';

/**
 * Puts a verified share on the board; with the last one, the result follows in the same transaction, unless two counts of it differ. False when this
 * trustee's share is there already, or there is nothing to open: the first valid one stays.
 */
export async function appendShare(ports: Ports, electionId: string, owner: number, share: string): Promise<boolean> {
  return ports.db.transaction().execute(async (trx) => {
    const election = await lockElection(trx, electionId);
    if (election?.stage !== 'closed') return false;
    const owned = await readPayloads(trx, electionId, 'PartialDecryption');
    if (owned.some((text) => decodeOwned(text).owner === owner)) return false;
    const { board } = await appendEvent(trx, election, 'PartialDecryption', [share, ownedDecryption(owner, share)]);
    const now = ports.clock.now();
    await markDecrypted(trx, { electionId, owner }, now);
    const trustees = await readTrustees(trx, electionId);
    const actor = trustees.find((trustee) => trustee.owner === owner)?.name ?? 'the server';
    await appendAudit(trx, { at: now, actor, action: 'give-share', electionId, facts: { owner } });
    const present = [...owned.map((text) => decodeOwned(text).owner), owner];
    if (isEnough(decodeTrustees(election.trusteesText ?? ''), present))
      await publishResult(ports, trx, election, board);
    return true;
  });
}

import { appendEvent, readBallotTexts, readPayloads } from '../../db/board.ts';
import { findElection, lockElection, type Election } from '../../db/elections.ts';
import { findServerKey } from '../../db/trustees.ts';
import type { Ports } from '../ports.ts';
import { appendShare } from './append-share.ts';
import { findTally } from './find-tally.ts';
import { inviteToDecrypt } from './invite-to-decrypt.ts';

/**
 * Computes the encrypted tally of a closed election and puts it on the board; then either the server opens it with the
 * only key, or the trustees are asked. Each step looks first whether it is done, so it may run any number of times.
 */
export async function tallyElection(ports: Ports, electionId: string): Promise<void> {
  const election = await findElection(ports.db, electionId);
  if (election?.stage !== 'closed') return;
  if ((await findTally(ports.db, electionId)) === undefined) await appendTally(ports, election);
  await openWithServerKey(ports, electionId);
}

async function appendTally(ports: Ports, { id, electionText }: Election): Promise<void> {
  const ballots = await readBallotTexts(ports.db, id);
  const { encryptedTally, sized } = await ports.proofs.run('tally', { election: electionText ?? '', ballots });
  await ports.db.transaction().execute(async (trx) => {
    const election = await lockElection(trx, id);
    if (election?.stage !== 'closed' || (await readPayloads(trx, id, 'EncryptedTally')).length > 0) return;
    await appendEvent(trx, election, 'EncryptedTally', [encryptedTally, sized]);
    await inviteToDecrypt(ports, trx, id);
  });
}

async function openWithServerKey(ports: Ports, electionId: string): Promise<void> {
  const privateKey = await findServerKey(ports.db, electionId);
  const tally = await findTally(ports.db, electionId);
  const election = await findElection(ports.db, electionId);
  if (privateKey === undefined || tally === undefined || election?.stage !== 'closed') return;
  const { encryptedTally } = tally;
  const share = await ports.proofs.run('decrypt', {
    election: election.electionText ?? '',
    encryptedTally,
    privateKey,
  });
  await appendShare(ports, electionId, 1, share);
}

import { appendEvent, readBallotTexts, readPayloads } from '../../db/board.ts';
import type { Transaction } from '../../db/connect.ts';
import { findElection, lockElection, type Election } from '../../db/elections.ts';
import { findServerKey, lockTrustees, recordTrusteeLink } from '../../db/trustees.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { hashToken, newToken } from '../secrets.ts';
import { appendShare } from './append-share.ts';
import { findTally } from './find-tally.ts';

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

/** Asks every trustee, with a new link: the one for the key was mailed long ago. */
async function inviteToDecrypt(ports: Ports, trx: Transaction, electionId: string): Promise<void> {
  const now = ports.clock.now();
  for (const { owner, name, email } of await lockTrustees(trx, electionId)) {
    const token = newToken();
    await recordTrusteeLink(trx, { electionId, owner }, hashToken(token), now);
    const mail = {
      key: `trustee-share:${electionId}:${owner}`,
      kind: 'trustee-share',
      toAddress: email,
      toName: name,
    } as const;
    await enqueueMails(ports, trx, [{ ...mail, electionId, secret: { token } }]);
  }
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

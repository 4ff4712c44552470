import { appendEvent, readBallotTexts, readPayloads } from '../../db/board.ts';
import { findElection, lockElection, type Election } from '../../db/elections.ts';
import { findServerKey, readTrustees } from '../../db/trustees.ts';
import { readMixing } from '../mixing.ts';
import type { Ports } from '../ports.ts';
import { appendShare } from './append-share.ts';
import { appendShuffle } from './append-shuffle.ts';
import { askTrustees } from './ask-trustees.ts';
import { findTally, findTallyToMix, findTallyToOpen } from './find-tally.ts';

/**
 * Computes the encrypted tally of a closed election and puts it on the board; then the server mixes ballots that are opened
 * one by one, and gives its part, if it has a key, and the trustees are asked for theirs. Each step looks first whether it
 * is done, so it may run any number of times.
 */
export async function tallyElection(ports: Ports, electionId: string): Promise<void> {
  const election = await findElection(ports.db, electionId);
  if (election?.stage !== 'closed') return;
  if ((await findTally(ports.db, electionId)) === undefined) await appendTally(ports, election);
  await mixAsServer(ports, electionId);
  await openWithServerKey(ports, electionId);
}

async function appendTally(ports: Ports, { id, electionText }: Election): Promise<void> {
  const ballots = await readBallotTexts(ports.db, id);
  const { encryptedTally, sized } = await ports.proofs.run('tally', { election: electionText ?? '', ballots });
  await ports.db.transaction().execute(async (trx) => {
    const election = await lockElection(trx, id);
    if (election?.stage !== 'closed' || (await readPayloads(trx, id, 'EncryptedTally')).length > 0) return;
    await appendEvent(trx, election, 'EncryptedTally', [encryptedTally, sized]);
    await askTrustees(ports, trx, election, 'new');
  });
}

/** The server goes first: whoever is asked afterwards waits for no machine. */
async function mixAsServer(ports: Ports, electionId: string): Promise<void> {
  const election = await findElection(ports.db, electionId);
  if (election?.stage !== 'closed') return;
  const mixing = await readMixing(ports.db, election, await readTrustees(ports.db, electionId));
  const tally = await findTallyToMix(ports, ports.db, election);
  if (tally === undefined || mixing?.server === undefined || mixing.shufflers.includes(mixing.server)) return;
  const { encryptedTally } = tally;
  const shuffle = await ports.proofs.run('shuffle', { election: election.electionText ?? '', encryptedTally });
  await appendShuffle(ports, electionId, { owner: mixing.server, after: mixing.shufflers.length, shuffle });
}

async function openWithServerKey(ports: Ports, electionId: string): Promise<void> {
  const privateKey = await findServerKey(ports.db, electionId);
  const election = await findElection(ports.db, electionId);
  if (privateKey === undefined || election?.stage !== 'closed') return;
  const tally = await findTallyToOpen(ports, ports.db, election);
  if (tally === undefined) return;
  const { encryptedTally } = tally;
  const share = await ports.proofs.run('decrypt', {
    election: election.electionText ?? '',
    encryptedTally,
    privateKey,
  });
  await appendShare(ports, electionId, await serverOwner(ports, electionId), share);
}

/** The server stands after the trustees; where nobody is named it is the only one. */
async function serverOwner({ db }: Ports, electionId: string): Promise<number> {
  return (await readTrustees(db, electionId)).length + 1;
}

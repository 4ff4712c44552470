import type { giveShare as contract } from '../../api/trustees.ts';
import type { Trustee } from '../../db/trustees.ts';
import type { Election } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { findTrustee, trusteeView } from './find-trustee.ts';
import { appendShare } from './append-share.ts';
import { findTally } from './find-tally.ts';

/** Takes a trustee's partial decryption of the tally that is on the board, and of no other. */
export async function giveShare(ports: Ports, { path, body }: AskOf<typeof contract>) {
  const { election, trustee } = await findTrustee(ports, path.electionId, body.token);
  if (trustee.decryptedAt === null) {
    await verifyShare(ports, election, trustee, body.share);
    await appendShare(ports, election.id, trustee.owner, body.share);
  }
  const after = await findTrustee(ports, path.electionId, body.token);
  return trusteeView(ports, after.election, after.trustee);
}

async function verifyShare(ports: Ports, election: Election, trustee: Trustee, decryption: string): Promise<void> {
  const tally = await findTally(ports.db, election.id);
  if (election.stage !== 'closed' || tally === undefined) {
    throw new Problem('tally-not-due', { detail: 'Your part is needed after the close. A mail will ask you for it.' });
  }
  const verdict = await ports.proofs.run('verifyShare', {
    election: election.electionText ?? '',
    encryptedTally: tally.encryptedTally,
    trusteeKey: trustee.publicKey ?? '',
    decryption,
  });
  if (!verdict.ok) throw new Problem('share-refused', { failed: verdict.failed, detail: verdict.detail });
}

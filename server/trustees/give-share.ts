import type { giveShare as contract } from '../../api/trustees.ts';
import type { Trustee } from '../../db/trustees.ts';
import type { Election } from '../../db/elections.ts';
import { decodeTrustees } from '../../protocol/trustees.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { findTrustee, trusteeView } from './find-trustee.ts';
import { appendShare } from './append-share.ts';
import { findTallyToOpen } from './find-tally.ts';

/** Takes a trustee's partial decryption of the tally that is on the board, and of no other. */
export async function giveShare(ports: Ports, { path, body }: AskOf<typeof contract>) {
  const { election, trustee } = await findTrustee(ports, path.electionId, body.token);
  // The first valid one stays, and where the result is out none is needed: neither is the trustee's fault.
  if (trustee.decryptedAt === null && election.talliedAt === null) {
    await verifyShare(ports, election, trustee, body.share);
    await appendShare(ports, election.id, trustee.owner, body.share);
  }
  const after = await findTrustee(ports, path.electionId, body.token);
  return trusteeView(ports, after.election, after.trustee);
}

async function verifyShare(ports: Ports, election: Election, trustee: Trustee, decryption: string): Promise<void> {
  const tally = await findTallyToOpen(ports, ports.db, election);
  if (election.stage !== 'closed' || tally === undefined) {
    throw new Problem('tally-not-due', { detail: 'Your part is needed after the close. A mail will ask you for it.' });
  }
  const verdict = await ports.proofs.run('verifyShare', {
    election: election.electionText ?? '',
    encryptedTally: tally.encryptedTally,
    publicKey: keyOf(election, trustee.owner),
    decryption,
  });
  if (!verdict.ok) throw new Problem('share-refused', { failed: verdict.failed, detail: verdict.detail });
}

/** X of the record: in a group it follows from what everybody gave. */
function keyOf({ trusteesText }: Election, owner: number): string {
  return decodeTrustees(trusteesText ?? '').owners[owner - 1]?.key.publicKey ?? '';
}

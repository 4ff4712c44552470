import type { giveKey as contract } from '../../api/trustees.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockElection } from '../../db/elections.ts';
import { readTrustees, recordTrusteeKey, type Trustee } from '../../db/trustees.ts';
import { decodeTrusteeKey } from '../../protocol/trustee-key.ts';
import type { AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { findTrustee, trusteeView } from './find-trustee.ts';

/** Takes a trustee's public key, once, with its proof of possession; nobody may give another's. */
export async function giveKey(ports: Ports, { path, body }: AskOf<typeof contract>) {
  const { trustee } = await findTrustee(ports, path.electionId, body.token);
  const verdict = await ports.proofs.run('verifyKey', { publicKey: body.publicKey });
  if (!verdict.ok) throw new Problem('key-refused', { failed: verdict.failed, detail: verdict.detail });
  await ports.db.transaction().execute(async (trx) => {
    assertDraft(assertFound(await lockElection(trx, path.electionId), 'office'));
    const trustees = await readTrustees(trx, path.electionId);
    assertNew(trustees, trustee, body.publicKey);
    await recordTrusteeKey(trx, trustee, body.publicKey);
    const at = ports.clock.now();
    await appendAudit(trx, {
      at,
      actor: trustee.name,
      action: 'give-key',
      electionId: path.electionId,
      facts: { owner: trustee.owner },
    });
  });
  const after = await findTrustee(ports, path.electionId, body.token);
  return trusteeView(ports, after.election, after.trustee);
}

function assertNew(trustees: readonly Trustee[], trustee: Trustee, publicKey: string): void {
  const known = trustees.find(({ owner }) => owner === trustee.owner)?.publicKey ?? null;
  // The same key again is a lost reply: the first answer holds.
  if (known !== null && known !== publicKey) {
    throw new Problem('key-already-given', {
      detail: 'Keep the first key file. To use another, ask the office to list you anew.',
    });
  }
  const element = decodeTrusteeKey(publicKey).publicKey;
  const isAnothers = trustees.some(
    (other) =>
      other.owner !== trustee.owner &&
      other.publicKey !== null &&
      decodeTrusteeKey(other.publicKey).publicKey === element,
  );
  if (isAnothers)
    throw new Problem('key-refused', {
      failed: 'key-of-another',
      detail: 'Another trustee gave this key. Make one of your own.',
    });
}

import type { TrusteeTask, TrusteeView } from '../../api/trustees.ts';
import { readPayloads } from '../../db/board.ts';
import { findElection, type Election } from '../../db/elections.ts';
import { findTrusteeByToken, readTrustees, type Trustee } from '../../db/trustees.ts';
import { assertFound, phaseOf } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';

/** The trustee whom a mailed link belongs to. */
export async function findTrustee(
  { db }: Pick<Ports, 'db'>,
  electionId: string,
  token: string,
): Promise<{ election: Election; trustee: Trustee }> {
  const election = assertFound(await findElection(db, electionId), 'office');
  const trustee = await findTrusteeByToken(db, electionId, hashToken(token));
  if (trustee === undefined) {
    throw new Problem('link-refused', {
      detail: 'A newer mail may have replaced this link. Use the newest, or ask the office to send you another.',
    });
  }
  return { election, trustee };
}

/** What a trustee sees of the work. */
export async function trusteeView(
  ports: Pick<Ports, 'db' | 'clock' | 'config'>,
  election: Election,
  trustee: Trustee,
): Promise<TrusteeView> {
  const trustees = await readTrustees(ports.db, election.id);
  const isTallied = (await readPayloads(ports.db, election.id, 'EncryptedTally')).length > 0;
  return {
    name: trustee.name,
    election: election.name,
    organisation: ports.config.organisation,
    phase: phaseOf(election, ports.clock.now()),
    task: taskOf(election, trustee, trustees, isTallied),
    owner: trustee.owner,
    trustees: trustees.length,
    keysGiven: trustees.filter(({ publicKey }) => publicKey !== null).length,
    sharesGiven: trustees.filter(({ decryptedAt }) => decryptedAt !== null).length,
    publicKey: trustee.publicKey,
  };
}

function taskOf(election: Election, trustee: Trustee, trustees: readonly Trustee[], isTallied: boolean): TrusteeTask {
  if (election.stage === 'void') return 'void';
  if (trustee.publicKey === null) return 'make-key';
  if (trustee.decryptedAt !== null) return 'done';
  if (election.stage === 'closed' && isTallied) return 'decrypt';
  if (election.stage === 'draft' && trustees.some(({ publicKey }) => publicKey === null)) return 'wait-for-others';
  return 'wait-for-close';
}

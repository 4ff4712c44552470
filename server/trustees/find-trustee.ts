import type { TrusteeView } from '../../api/trustees.ts';
import { findElection, type Election } from '../../db/elections.ts';
import { findTrusteeByToken, type Trustee } from '../../db/trustees.ts';
import { vinputOf } from '../../protocol/threshold/polynomials.ts';
import { decodeVoutput } from '../../protocol/threshold/voutputs.ts';
import { assertFound, phaseOf } from '../lifecycle.ts';
import type { Mixing } from '../mixing.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';
import { readSituation, taskOf, type Situation } from './situation.ts';

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
  const situation = await readSituation(ports.db, election);
  const { trustees, mixing } = situation;
  const now = ports.clock.now();
  return {
    name: trustee.name,
    election: election.name,
    organisation: ports.config.organisation,
    phase: phaseOf(election, now),
    task: taskOf(situation, trustee, now),
    owner: trustee.owner,
    names: trustees.map(({ name }) => name),
    trustees: trustees.length,
    threshold: election.threshold,
    keysGiven: trustees.filter(({ publicKey }) => publicKey !== null).length,
    sharesGiven: trustees.filter(({ decryptedAt }) => decryptedAt !== null).length,
    publicKey: trustee.publicKey,
    ceremony: ceremonyView(situation, trustee),
    shuffles: mixing === undefined ? null : mixingView(mixing, trustee),
  };
}

function mixingView({ shuffles, needed }: Mixing, { owner }: Trustee): TrusteeView['shuffles'] {
  const mine = shuffles.find((shuffle) => shuffle.owner === owner)?.payload ?? null;
  return { done: shuffles.length, needed, mine };
}

function ceremonyView({ election, trustees, ceremony }: Situation, { owner }: Trustee): TrusteeView['ceremony'] {
  if (ceremony === undefined) return null;
  const polynomials = ceremony.all('polynomial');
  const voutput = ceremony.given('voutput', owner);
  return {
    number: election.ceremony,
    done: trustees.map((one) => ceremony.doneBy(one.owner)),
    certificates: [...(ceremony.all('certificate') ?? [])],
    certificate: ceremony.given('certificate', owner) ?? null,
    vinput: polynomials === undefined ? null : vinputOf(polynomials, owner),
    encryptedKey: voutput === undefined ? null : decodeVoutput(voutput).privateKey,
  };
}

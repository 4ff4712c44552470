import type { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../../db/connect.ts';
import type { Election } from '../../db/elections.ts';
import {
  appendCandidacy,
  appendNomination,
  findCandidacyIn,
  markCandidacy,
  readNominations,
  recordEndorsement,
  type Candidacy,
} from '../../db/nominations.ts';
import { findPersonByEmail } from '../../db/people.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { wrongPlace } from '../wrong-place.ts';
import { mailNominee } from './mails.ts';
import { isVotingMember } from '../voting-member.ts';

export interface Proposal {
  readonly election: Election;
  readonly contestId: string;
  readonly nominator: { readonly id: string; readonly email: string };
  readonly nominee: { readonly name: string; readonly email: string };
  readonly statement: string;
  /** The officer who writes it down for the nominator. */
  readonly recordedById: string | null;
}

/**
 * Puts a nomination behind the nominee's candidacy. The first one makes it and asks the nominee by mail; later ones join
 * it, whichever of the nominee's known addresses they give.
 */
export async function propose(
  ports: Pick<Ports, 'queue' | 'clock'>,
  trx: Transaction,
  { election, contestId, nominator, nominee, statement, recordedById }: Proposal,
  now: Temporal.Instant,
): Promise<{ nominationId: string; outcome: 'invited' | 'joined' }> {
  const known = await findPersonByEmail(trx, nominee.email);
  if (nominee.email === nominator.email || known?.id === nominator.id)
    throw wrongPlace(
      '#/body/email',
      'This is the nominator’s own address. Whoever wants to stand nominates themselves',
    );
  const before = await findCandidacyIn(trx, contestId, { email: nominee.email, personId: known?.id });
  if (before !== undefined) await assertNotYet(trx, before, nominator.id);
  const columns = { electionId: election.id, contestId, ...nominee, state: 'invited' as const };
  const candidacy = before ?? (await appendCandidacy(trx, columns, now));
  const words = { nomineeName: nominee.name, nomineeEmail: nominee.email, statement, recordedById };
  const nomination = { candidacyId: candidacy.id, personId: nominator.id, ...words };
  const nominationId = await appendNomination(trx, nomination, now);
  const endorsement = { candidacyId: candidacy.id, personId: nominator.id };
  if (await isVotingMember(trx, nominator.id, now)) await recordEndorsement(trx, endorsement, now);
  // Taken back by all who nominated them before they answered: they are asked again.
  const isAnew = before?.state === 'withdrawn' && before.answeredAt === null;
  if (before !== undefined && !isAnew) return { nominationId, outcome: 'joined' };
  await markCandidacy(trx, candidacy.id, { state: 'invited', invitedAt: now.toString(), withdrawnAt: null });
  await mailNominee(ports, trx, { candidacy, election }, 'invite', nominationId);
  return { nominationId, outcome: 'invited' };
}

async function assertNotYet(trx: Transaction, { id }: Candidacy, nominatorId: string): Promise<void> {
  if (!(await readNominations(trx, [id])).some(({ personId }) => personId === nominatorId)) return;
  throw new Problem('already-nominated', { detail: 'You can change what you wrote, on the page of your nominations.' });
}

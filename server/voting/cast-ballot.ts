import type { castBallot as contract, Receipt } from '../../api/voting.ts';
import { findPaper } from '../../db/elections.ts';
import type { VerifiedBallot } from '../../protocol/ballot.ts';
import type { AskOf } from '../ask.ts';
import { assertFound, assertOpen } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { castTogether } from './cast-together.ts';
import { notOnRoll } from './request-ballot-link.ts';

/**
 * Casts a ballot. The proofs are checked first, while no lock is held; then it waits for the election's row lock, which
 * the close takes too, together with whatever else was verified meanwhile: see `append-casts.ts`.
 */
export async function castBallot(ports: Ports, { caller, path, body }: AskOf<typeof contract>): Promise<Receipt> {
  const { person } = caller.session;
  await ports.limits.take('ballot-person', person.id);
  const election = assertFound(await findPaper(ports.db, path.electionId, person.id), 'public');
  assertOpen(election, ports.clock.now());
  if (!election.isOnRoll) throw notOnRoll();
  const verifying = verify(ports, election.electionText ?? '', body.ballot);
  return castTogether(
    ports,
    election.id,
    verifying.then((ballot) => ({ personId: person.id, ballot })),
  );
}

async function verify(ports: Ports, election: string, text: string): Promise<VerifiedBallot> {
  const verdict = await ports.proofs.run('verifyBallot', { election, ballot: text });
  if (verdict.ok) return verdict.ballot;
  const name = verdict.failed === 'ballot-election' ? 'wrong-election' : 'ballot-refused';
  throw new Problem(name, { failed: verdict.failed, detail: verdict.detail });
}

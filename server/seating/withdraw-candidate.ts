import type { Reply } from '../../api/endpoint.ts';
import type { withdrawCandidate as contract } from '../../api/seating.ts';
import { permissions } from '../../api/permissions.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockElection, readContests, type CandidateRow } from '../../db/elections.ts';
import { markWithdrawn } from '../../db/seating.ts';
import { actorOf, type AskOf, type Person } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertNotSeated } from './seatable.ts';

/**
 * Somebody on a frozen ballot does not stand any more. The ballot stays as it is, votes for them are counted, and whoever
 * is next takes the seat. There is no way back: voters have read it.
 */
export async function withdrawCandidate(
  ports: Ports,
  { caller, path, body }: AskOf<typeof contract>,
): Promise<Reply<typeof contract>> {
  const at = ports.clock.now();
  await ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, path.electionId), isOfficer(caller) ? 'office' : 'announced');
    const contests = await readContests(trx, election.id);
    const contest = contests.find(({ candidates }) => candidates.some(({ id }) => id === path.candidateId));
    const candidate = contest?.candidates.find(({ id }) => id === path.candidateId);
    if (contest?.kind !== 'people' || candidate === undefined || candidate.isDefault)
      throw new Problem('not-found', { detail: 'Nobody with this address stands in the election. Look at it again.' });
    assertMay(caller, candidate);
    if (election.stage === 'draft')
      throw new Problem('withdrawal-not-due', {
        detail: 'The ballot is not frozen yet. Take the candidate off it instead.',
      });
    if (election.stage === 'void')
      throw new Problem('withdrawal-not-due', { detail: 'The election is void, and nobody is elected by it.' });
    if (candidate.withdrawnAt !== null)
      throw new Problem('withdrawal-not-due', { detail: 'This candidate has withdrawn already.' });
    await assertNotSeated(trx, election.id, contest.id);
    await markWithdrawn(trx, candidate.id, { at, why: body.reason });
    const facts = { candidate: candidate.name, contest: contest.title, reason: body.reason };
    const actor = actorOf(caller);
    await appendAudit(trx, { at, actor, action: 'withdraw-candidate', electionId: election.id, facts });
  });
  return { withdrawnAt: at.toString() };
}

function isOfficer({ session }: Person): boolean {
  const officers: readonly string[] = permissions['run-elections'];
  return session.person.roles.some((role) => officers.includes(role));
}

function assertMay(caller: Person, { personId }: CandidateRow): void {
  if (personId === caller.session.person.id || isOfficer(caller)) return;
  throw new Problem('not-allowed', { detail: 'Only the candidate, or an officer, can withdraw a candidate.' });
}

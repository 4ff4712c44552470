import type { nominate as contract } from '../../api/nominations.ts';
import { lockElection } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { needContest } from './contests.ts';
import { propose } from './propose.ts';
import { assertNominating } from './window.ts';

/** Nominates somebody else, who need not be known here. */
export async function nominate(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { contestId, name, email, statement } = body;
  const nominator = caller.session.person;
  await ports.limits.take('nomination-person', nominator.id);
  return ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, path.electionId), 'announced');
    const now = ports.clock.now();
    assertNominating(election, now);
    await needContest(trx, election.id, contestId);
    const proposal = { election, contestId, nominator, nominee: { name, email }, statement, recordedById: null };
    return propose(ports, trx, proposal, now);
  });
}

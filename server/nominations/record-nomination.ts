import type { recordNomination as contract } from '../../api/nominations.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockElection } from '../../db/elections.ts';
import { ensurePerson } from '../../db/people.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { needContest } from './contests.ts';
import { officeNominationsView } from './office-view.ts';
import { propose } from './propose.ts';
import { assertNominating } from './window.ts';

/** An officer writes down a nomination that came by mail, in the name of whoever sent it and within the same window. */
export async function recordNomination(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { contestId, nominee, statement } = body;
  await ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, path.electionId), 'office');
    const now = ports.clock.now();
    assertNominating(election, now);
    await needContest(trx, election.id, contestId);
    const nominator = { id: await ensurePerson(trx, body.nominator, now), email: body.nominator.email };
    const recordedById = caller.session.person.id;
    const proposal = { election, contestId, nominator, nominee, statement, recordedById };
    const { nominationId } = await propose(ports, trx, proposal, now);
    const facts = { nominationId };
    const entry = { at: now, actor: actorOf(caller), action: 'record-nomination', electionId: election.id, facts };
    await appendAudit(trx, entry);
  });
  return officeNominationsView(ports, path.electionId);
}

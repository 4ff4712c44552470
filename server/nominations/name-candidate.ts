import type { nameCandidate as contract } from '../../api/nominations.ts';
import { appendAudit } from '../../db/audit.ts';
import { markCandidacy } from '../../db/nominations.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { officeNominationsView } from './office-view.ts';
import { refreshCandidate } from './profile.ts';
import { withCandidacy } from './with-candidacy.ts';

/** Words that tell two candidates of one name apart on the ballot. */
export async function nameCandidate(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const electionId = await withCandidacy(ports, path.candidacyId, async (trx, { candidacy, election, now }) => {
    await markCandidacy(trx, candidacy.id, { ballotName: body.name });
    await refreshCandidate(trx, candidacy.id);
    const facts = { candidacyId: candidacy.id };
    const entry = { at: now, actor: actorOf(caller), action: 'name-candidate', electionId: election.id, facts };
    await appendAudit(trx, entry);
  });
  return officeNominationsView(ports, electionId);
}

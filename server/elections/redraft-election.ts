import type { OfficeView, redraftElection as contract } from '../../api/office.ts';
import { appendAudit } from '../../db/audit.ts';
import {
  findElection,
  lockElection,
  recordDefinition,
  type Election,
  type ElectionDefinition,
} from '../../db/elections.ts';
import { dropForecast } from '../../db/roll-verdicts.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { definitionOf, recordParts } from './draft-election.ts';
import { officeView } from './office-view.ts';

const frozenDates = 'The roll was frozen by this record date and affirmation cut-off: they stay as they are.';

/** Changes a draft. What the roll was worked out by changes with it, until the roll is frozen. */
export async function redraftElection(
  ports: Ports,
  { caller, path, body }: AskOf<typeof contract>,
): Promise<OfficeView> {
  const definition = definitionOf(body);
  await ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, path.electionId), 'office');
    assertDraft(election);
    if (changesRoll(election, definition)) {
      if (election.rollFrozenAt !== null) throw new Problem('roll-frozen', { detail: frozenDates });
      await dropForecast(trx, election.id);
    }
    await recordDefinition(trx, path.electionId, definition);
    await recordParts(trx, path.electionId, body);
    const at = ports.clock.now();
    await appendAudit(trx, { at, actor: actorOf(caller), action: 'redraft-election', electionId: path.electionId });
  });
  return officeView(ports, assertFound(await findElection(ports.db, path.electionId), 'office'));
}

function changesRoll(election: Election, { recordAt, affirmBy }: ElectionDefinition): boolean {
  return !recordAt.equals(election.recordAt) || affirmBy?.toString() !== election.affirmBy?.toString();
}

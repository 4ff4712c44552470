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
import { movedMoments } from '../timetable.ts';
import { definitionOf, recordParts } from './draft-election.ts';
import { noteChanges } from './note-changes.ts';
import { officeView } from './office-view.ts';

const frozenDates = 'The roll was frozen by this record date and these cut-offs: they stay as they are.';

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
    const at = ports.clock.now();
    await noteChanges(trx, election, definition, body.contests, at);
    await recordDefinition(trx, path.electionId, definition);
    await recordParts(trx, path.electionId, body);
    await appendAudit(trx, { at, actor: actorOf(caller), action: 'redraft-election', electionId: path.electionId });
  });
  return officeView(ports, assertFound(await findElection(ports.db, path.electionId), 'office'));
}

/** Whether the record date or one of the cut-offs moves. */
function changesRoll(election: Election, definition: ElectionDefinition): boolean {
  return movedMoments(election, definition).some((moment) => ['record', 'affirmBy', 'applyBy'].includes(moment));
}

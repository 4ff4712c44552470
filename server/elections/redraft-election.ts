import type { OfficeView, redraftElection as contract } from '../../api/office.ts';
import { appendAudit } from '../../db/audit.ts';
import { findElection, lockElection, recordDefinition } from '../../db/elections.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { definitionOf, recordParts } from './draft-election.ts';
import { officeView } from './office-view.ts';

/** Changes a draft. */
export async function redraftElection(
  ports: Ports,
  { caller, path, body }: AskOf<typeof contract>,
): Promise<OfficeView> {
  const definition = definitionOf(body);
  await ports.db.transaction().execute(async (trx) => {
    assertDraft(assertFound(await lockElection(trx, path.electionId), 'office'));
    await recordDefinition(trx, path.electionId, definition);
    await recordParts(trx, path.electionId, body);
    const at = ports.clock.now();
    await appendAudit(trx, { at, actor: actorOf(caller), action: 'redraft-election', electionId: path.electionId });
  });
  return officeView(ports, assertFound(await findElection(ports.db, path.electionId), 'office'));
}

import type { RegistrarView, replaceLink as contract } from '../../api/registrar.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockElection } from '../../db/elections.ts';
import { readReplacements, readSpares, replaceLink as record } from '../../db/registrar.ts';
import { findEntry } from '../../db/roll.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertBeforeClose, alreadyVoted } from './ask-for-link.ts';
import { findRegistrarByLink, registrarView } from './find-registrar.ts';

/**
 * The registrar answers an officer's request with a spare. Under the lock that casting takes: the old credential is void
 * from here on, or it was used before and nothing changes.
 */
export async function replaceLink(ports: Ports, { path, body }: AskOf<typeof contract>): Promise<RegistrarView> {
  const { electionId } = path;
  const { registrar } = await findRegistrarByLink(ports, electionId, body.token);
  await ports.db.transaction().execute(async (trx) => {
    const at = ports.clock.now();
    assertBeforeClose(assertFound(await lockElection(trx, electionId), 'office'), at);
    const replacements = await readReplacements(trx, electionId);
    const asked = replacements.find(({ id }) => id === body.id);
    if (asked === undefined) throw new Problem('not-found', { detail: 'No officer has asked for this link.' });
    // The same spare again is a lost reply: the first answer holds.
    if (asked.spare === body.credential) return;
    if (asked.decidedAt !== null)
      throw new Problem('already-decided', { detail: 'This voter was given another link.' });
    const entry = await findEntry(trx, electionId, asked.rollEntryId);
    if (entry === undefined || entry.votedAt !== null) throw alreadyVoted();
    const spare = (await readSpares(trx, electionId)).find(({ credential }) => credential === body.credential);
    if (spare === undefined || replacements.some((other) => other.spare === body.credential))
      throw new Problem('list-refused', { failed: 'spares', detail: 'This is no spare of the list, or it is given.' });
    await record(trx, { id: asked.id, rollEntryId: entry.id, voided: entry.credential ?? '' }, spare, at);
    const facts = { voided: entry.credential ?? '', spare: spare.credential, reason: asked.reason };
    await appendAudit(trx, { at, actor: registrar.name, action: 'replace-link', electionId, facts });
  });
  return registrarView(ports, electionId, body.token);
}

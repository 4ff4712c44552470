import type { RegistrarView, reportMailing as contract } from '../../api/registrar.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockElection } from '../../db/elections.ts';
import { markMailed } from '../../db/registrar.ts';
import type { AskOf } from '../ask.ts';
import { assertFound, phaseOf } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { mailRegistrar } from '../registrar-mail.ts';
import { findRegistrarByLink, registrarView } from './find-registrar.ts';

/** The registrar has sent the links. The office sees for whom that failed; the registrar is told what to delete. */
export async function reportMailing(ports: Ports, { path, body }: AskOf<typeof contract>): Promise<RegistrarView> {
  const { electionId } = path;
  const { registrar } = await findRegistrarByLink(ports, electionId, body.token);
  await ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, electionId), 'office');
    const now = ports.clock.now();
    const phase = phaseOf(election, now);
    if (phase !== 'scheduled' && phase !== 'open')
      throw new Problem('mailing-not-due', {
        detail: 'Links are sent after the opening of the election, until the close.',
      });
    const isFirst = registrar.mailedAt === null;
    await markMailed(trx, electionId, body.undelivered, now);
    if (!isFirst) return;
    const facts = { undelivered: body.undelivered.length };
    await appendAudit(trx, { at: now, actor: registrar.name, action: 'report-mailing', electionId, facts });
    await mailRegistrar(ports, trx, registrar, 'done');
  });
  return registrarView(ports, electionId, body.token);
}

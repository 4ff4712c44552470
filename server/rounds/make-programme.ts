import type { changeProgramme as changed, makeProgramme as made } from '../../api/rounds.ts';
import { appendAudit } from '../../db/audit.ts';
import { changeProgramme as change, recordProgramme } from '../../db/rounds.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertProgramme } from './assert-programme.ts';
import { officeProgrammeOf } from './office-view.ts';
import { refuseProgramme } from './refuse-programme.ts';

/** Makes a programme; its first round is that of the next cut-off. */
export async function makeProgramme(ports: Ports, { caller, body }: AskOf<typeof made>) {
  const now = ports.clock.now();
  const { slug, ...form } = body;
  return ports.db.transaction().execute(async (trx) => {
    await refuseProgramme(ports, trx, form);
    if (!(await recordProgramme(trx, slug, form, now))) {
      throw new Problem('programme-exists', { detail: 'Choose another address, or change that programme.' });
    }
    const facts = { programme: slug, name: form.name, tier: form.tier };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'make-programme', facts });
    return officeProgrammeOf(ports, trx, await assertProgramme(trx, slug));
  });
}

/** Changes a programme from the next cut-off on. */
export async function changeProgramme(ports: Ports, { caller, path, body }: AskOf<typeof changed>) {
  const now = ports.clock.now();
  return ports.db.transaction().execute(async (trx) => {
    const { id, slug } = await assertProgramme(trx, path.programme);
    await refuseProgramme(ports, trx, body);
    await change(trx, id, body);
    const facts = { programme: slug, name: body.name, tier: body.tier };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'change-programme', facts });
    return officeProgrammeOf(ports, trx, await assertProgramme(trx, slug));
  });
}

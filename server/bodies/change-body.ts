import type { changeBody as contract } from '../../api/bodies.ts';
import { appendAudit } from '../../db/audit.ts';
import { updateBody } from '../../db/bodies.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertBody } from './assert-body.ts';
import { bodyDeskOf } from './body-desk.ts';
import { todayOf } from './today.ts';

/** Changes name, description and rules. The log keeps the rules that it had; what is frozen elsewhere stays as it is. */
export async function changeBody({ db, clock }: Ports, { caller, path, body: form }: AskOf<typeof contract>) {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const before = await assertBody(trx, path.bodyId);
    await updateBody(trx, { id: before.id, ...form });
    const rules = { rulesBefore: JSON.stringify(before.rules), rules: JSON.stringify(form.rules) };
    const facts = { body: before.slug, nameBefore: before.name, name: form.name, ...rules };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'change-body', facts });
    return bodyDeskOf(trx, { ...before, ...form }, await todayOf(trx, now));
  });
}

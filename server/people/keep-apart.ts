import type { keepApart as contract } from '../../api/duplicates.ts';
import { appendAudit } from '../../db/audit.ts';
import { findRecord } from '../../db/member-timeline.ts';
import { recordNotDuplicate } from '../../db/merges.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertPerson } from './member-view.ts';

/** Says that two records are two people. */
export async function keepApart({ db, clock }: Ports, { caller, path }: AskOf<typeof contract>) {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const one = assertPerson(await findRecord(trx, path.survivorId));
    const other = assertPerson(await findRecord(trx, path.duplicateId));
    const madeBy = actorOf(caller);
    await recordNotDuplicate(trx, { oneId: one.id, otherId: other.id, madeBy }, now);
    const facts = { other: `${other.name} <${other.email}>` };
    await appendAudit(trx, { at: now, actor: madeBy, action: 'keep-apart', personId: one.id, facts });
  });
  return {};
}

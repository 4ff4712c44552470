import type { undoImport as contract } from '../../api/imports.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockBatch, markBatch } from '../../db/imports.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertImport, assertStep, viewOf } from './import-view.ts';

/** Has an import, or an act on many, taken back. */
export async function undoImport({ db, clock, queue }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  return db.transaction().execute(async (trx) => {
    const batch = assertImport(await lockBatch(trx, path.importId));
    assertStep(batch, 'committed');
    const set = { state: 'undoing', progress: 0, problem: body.reason, undoneBy: caller.session.person.id } as const;
    await markBatch(trx, batch.id, set);
    const facts = { import: batch.id, name: batch.name, reason: body.reason };
    await appendAudit(trx, { at: clock.now(), actor: actorOf(caller), action: 'undo-import', facts });
    await queue.enqueue(trx, 'run-import', [{ importId: batch.id }], { isUrgent: true });
    return viewOf({ ...batch, ...set });
  });
}

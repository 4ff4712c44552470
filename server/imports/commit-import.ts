import type { commitImport as contract } from '../../api/imports.ts';
import { lockBatch, markBatch, readStaleLines } from '../../db/imports.ts';
import { appendAudit } from '../../db/audit.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertImport, assertStep, viewOf } from './import-view.ts';

/** Has done what the dry run said. Refused when the counts read back are not its counts, or members have changed since. */
export async function commitImport({ db, clock, queue }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  return db.transaction().execute(async (trx) => {
    const batch = assertImport(await lockBatch(trx, path.importId));
    assertStep(batch, 'tried');
    const { new: fresh = 0, update: updated = 0 } = batch.counts;
    if (fresh !== body.fresh || updated !== body.updated)
      throw new Problem('readback-differs', { detail: 'The dry run has other counts. Look at it again.' });
    const stale = await readStaleLines(trx, batch.id, 10);
    if (stale.length > 0) throw staleProblem(stale);
    const set = { state: 'committing', progress: 0, problem: null, committedBy: caller.session.person.id } as const;
    await markBatch(trx, batch.id, set);
    const facts = { import: batch.id, file: batch.name, new: fresh, updated };
    await appendAudit(trx, { at: clock.now(), actor: actorOf(caller), action: 'commit-import', facts });
    await queue.enqueue(trx, 'run-import', [{ importId: batch.id }], { isUrgent: true });
    return viewOf({ ...batch, ...set });
  });
}

function staleProblem(lines: readonly number[]): Problem {
  return new Problem('import-stale', { detail: `${staleWords(lines)} Make the dry run again.`, lines });
}

export function staleWords(lines: readonly number[]): string {
  return `Members changed after the dry run, on ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}.`;
}

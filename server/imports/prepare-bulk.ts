import type { BulkAct, prepareBulk as contract } from '../../api/members.ts';
import { recordBatch } from '../../db/imports.ts';
import { countMembers } from '../../db/members.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';

/** Has found out what an act on many would do to each of them. Nothing is recorded until the count is read back. */
export async function prepareBulk({ db, clock, queue }: Ports, { caller, body }: AskOf<typeof contract>) {
  const now = clock.now();
  const { act, filter, ids } = body;
  const rows = ids?.length ?? (await countMembers(db, filter));
  const facts = { act, filter, ...(ids === undefined ? {} : { ids }), rows, columns: [] };
  return db.transaction().execute(async (trx) => {
    const made = { kind: 'bulk', name: bulkName(act), hash: '', facts, madeBy: actorOf(caller) } as const;
    const id = await recordBatch(trx, { ...made, state: 'trying' }, now);
    await queue.enqueue(trx, 'run-import', [{ importId: id }], { isUrgent: true });
    return { id };
  });
}

function bulkName(act: BulkAct): string {
  switch (act.act) {
    case 'approve':
      return `Approve applications: ${act.tier}`;
    case 'grant':
      return `Grant ${act.tier} ${act.from} to ${act.until ?? 'life'}`;
    case 'affirm':
      return `Mark as affirmed for ${act.year}`;
  }
}

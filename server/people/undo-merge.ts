import { Temporal } from 'temporal-polyfill';
import type { undoMerge as contract } from '../../api/duplicates.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { findRecord, lockRecord } from '../../db/member-timeline.ts';
import { markStale } from '../../db/members.ts';
import { lockMerge, readRollsSince, revokeMerge, type MergeRow } from '../../db/merges.ts';
import { changePerson, type ChangedField } from '../../db/people.ts';
import { endOtherSessions } from '../../db/sessions.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { memberViewOf } from './member-view.ts';
import { undoDays } from './merge-rules.ts';

const fields: readonly ChangedField[] = ['name', 'email', 'city', 'country'];

/** Lets two merged records stand for themselves again, each with the details it had, unless they changed since. */
export async function undoMerge({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const now = clock.now();
  const survivorId = await db.transaction().execute(async (trx) => {
    const merge = assertUndoable(await lockMerge(trx, path.mergeId), now);
    await lockRecord(trx, merge.survivorId);
    const [roll] = await readRollsSince(trx, merge);
    if (roll !== undefined)
      throw new Problem('not-mergeable', {
        detail: `The roll of ${roll} counts them as one. Undo it when that is over.`,
      });
    await giveBack(trx, merge, caller.session.person.id, now);
    await revokeMerge(trx, merge, actorOf(caller), now);
    await endOtherSessions(trx, merge.duplicateId, null, now);
    await markStale(trx, [merge.survivorId, merge.duplicateId, ...merge.moved]);
    const facts = { reason: body.reason, duplicate: merge.email };
    await appendAudit(trx, {
      at: now,
      actor: actorOf(caller),
      action: 'undo-merge',
      personId: merge.survivorId,
      facts,
    });
    return merge.survivorId;
  });
  return memberViewOf(db, { personId: survivorId, caller, now });
}

function assertUndoable(merge: MergeRow | undefined, now: Temporal.Instant): MergeRow {
  if (merge === undefined) throw new Problem('not-found', { detail: 'There is no such merge.' });
  if (merge.undoneAt !== null) throw new Problem('not-mergeable', { detail: 'It was undone already.' });
  if (Temporal.Instant.compare(now, merge.madeAt.add({ hours: 24 * undoDays })) >= 0)
    throw new Problem('not-mergeable', { detail: `A merge can be undone for ${undoDays} days.` });
  return merge;
}

/** While the duplicate still stands aside, so that an exchanged address can be exchanged back. */
async function giveBack(trx: Transaction, merge: MergeRow, actorId: string, now: Temporal.Instant): Promise<void> {
  const survivor = await findRecord(trx, merge.survivorId);
  const taken = fields.filter((field) => merge.facts[`${field}Taken`] === survivor?.[field]);
  const before = Object.fromEntries(taken.map((field) => [field, String(merge.facts[field] ?? '')]));
  await changePerson(trx, { personId: merge.survivorId, actorId, ...before }, now);
}

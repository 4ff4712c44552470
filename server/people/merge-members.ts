import type { mergeMembers as contract } from '../../api/duplicates.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { markStale } from '../../db/members.ts';
import { findRecord, lockRecord, type PersonRecord } from '../../db/member-timeline.ts';
import { recordMerge } from '../../db/merges.ts';
import { changePerson, type ChangedField } from '../../db/people.ts';
import type { Facts } from '../../db/schema.ts';
import { endOtherSessions } from '../../db/sessions.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertPerson, memberViewOf } from './member-view.ts';
import { refusalOfMerge } from './merge-rules.ts';

const fields: readonly ChangedField[] = ['name', 'email', 'city', 'country'];

/** Reads two records as one person from now on. Nothing is moved, so that it can be undone. */
export async function mergeMembers({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const now = clock.now();
  const { survivorId, duplicateId } = path;
  await db.transaction().execute(async (trx) => {
    const { survivor, duplicate } = await lockPair(trx, survivorId, duplicateId);
    const refusal = await refusalOfMerge(trx, survivor, duplicate);
    if (refusal !== undefined) throw new Problem('not-mergeable', { detail: refusal });
    const chosen = Object.fromEntries(
      fields.filter((field) => body[field] === 'duplicate').map((field) => [field, duplicate[field]]),
    );
    const madeBy = actorOf(caller);
    // What was taken over from the duplicate, so that undoing knows whether it still stands.
    const taken = Object.entries(chosen).map(([field, value]) => [`${field}Taken`, value]);
    const facts = Object.fromEntries([...fields.map((field) => [field, survivor[field]]), ...taken]) as Facts;
    await recordMerge(trx, { survivorId, duplicateId, facts, madeBy }, now);
    const changed = await changePerson(
      trx,
      { personId: survivorId, actorId: caller.session.person.id, ...chosen },
      now,
    );
    if (changed.outcome !== 'changed')
      throw new Problem('not-mergeable', { detail: 'The address could not be taken over.' });
    // Whoever is signed in as the duplicate would become somebody else in the middle of a page.
    await endOtherSessions(trx, duplicateId, null, now);
    await markStale(trx, [survivorId, duplicateId]);
    const told = { reason: body.reason, duplicate: `${duplicate.name} <${duplicate.email}> (${duplicate.number})` };
    await appendAudit(trx, { at: now, actor: madeBy, action: 'merge-members', personId: survivorId, facts: told });
  });
  return memberViewOf(db, { personId: survivorId, caller, now });
}

/** Locks both records in one order, so that two merges of the same pair take turns. */
async function lockPair(
  trx: Transaction,
  survivorId: string,
  duplicateId: string,
): Promise<{ survivor: PersonRecord; duplicate: PersonRecord }> {
  for (const id of [survivorId, duplicateId].toSorted()) await lockRecord(trx, id);
  return {
    survivor: assertPerson(await findRecord(trx, survivorId)),
    duplicate: assertPerson(await findRecord(trx, duplicateId)),
  };
}

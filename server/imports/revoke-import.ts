import type { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../../db/connect.ts';
import {
  eraseMadePeople,
  forgetRowWords,
  lockBatch,
  lockMembers,
  markBatch,
  markKept,
  readReferences,
  streamRows,
  withdrawBatch,
  type ImportRowColumns,
} from '../../db/imports.ts';
import { appendMemberEvents } from '../../db/member-events.ts';
import { changePeople, findPeople, readTakenAddresses, type ChangedField } from '../../db/people.ts';
import type { Ports } from '../ports.ts';

const fields: readonly ChangedField[] = ['name', 'email', 'city', 'country'];

/**
 * Takes an import back in one transaction: what it recorded is withdrawn, details are restored where they are still as it
 * left them, and people whom it made are gone unless something else refers to them by now. What stays says why.
 */
export async function revokeImport({ db, clock }: Pick<Ports, 'db' | 'clock'>, importId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const batch = await lockBatch(trx, importId);
    if (batch?.state !== 'undoing' || batch.undoneBy === null) return;
    await lockMembers(trx);
    const now = clock.now();
    const by = { actorId: batch.undoneBy, importId };
    await withdrawBatch(trx, importId, { reason: batch.problem ?? 'The import was undone', actorId: by.actorId }, now);
    for await (const rows of streamRows(trx, importId, ['update'])) await restore(trx, rows, by, now);
    for await (const rows of streamRows(trx, importId, ['new'])) await removeMade(trx, rows, by, now);
    await markBatch(trx, importId, { state: 'undone', undoneAt: now.toString(), problem: null });
  });
}

async function restore(
  trx: Transaction,
  rows: readonly ImportRowColumns[],
  by: { actorId: string; importId: string },
  now: Temporal.Instant,
): Promise<void> {
  const people = await findPeople(
    trx,
    rows.flatMap(({ personId }) => personId ?? []),
  );
  const taken = await readTakenAddresses(
    trx,
    rows.flatMap(({ before }) => before['email'] ?? []),
  );
  const changes = [];
  for (const { line, personId, before, after } of rows) {
    const person = people.get(personId ?? '');
    if (person === undefined) continue;
    const changed = fields.filter((field) => after[field] !== undefined);
    const isOurs = (field: ChangedField) =>
      person[field] === after[field] && !(field === 'email' && taken.has(before['email'] ?? ''));
    const kept = changed.filter((field) => !isOurs(field));
    if (kept.length > 0) await markKept(trx, by.importId, line, `Changed since: ${kept.join(', ')}`);
    const restored = changed.filter(isOurs);
    changes.push({
      personId: person.id,
      before: Object.fromEntries(restored.map((field) => [field, person[field]])),
      after: Object.fromEntries(restored.map((field) => [field, before[field] ?? ''])),
    });
  }
  await changePeople(trx, changes, by, now);
}

async function removeMade(
  trx: Transaction,
  rows: readonly ImportRowColumns[],
  by: { actorId: string; importId: string },
  now: Temporal.Instant,
): Promise<void> {
  const ids = [...new Set(rows.flatMap(({ personId }) => personId ?? []))];
  const references = await readReferences(trx, ids, by.importId);
  for (const { line, personId } of rows) {
    const reference = references.get(personId ?? '');
    if (reference !== undefined)
      await markKept(
        trx,
        by.importId,
        line,
        `The person stays: there is something in ${reference.replaceAll('_', ' ')}`,
      );
  }
  const gone = ids.filter((id) => !references.has(id));
  await eraseMadePeople(trx, gone, now);
  await appendMemberEvents(
    trx,
    gone.map((personId) => ({ kind: 'erased', personId, actorId: by.actorId, importId: by.importId, facts: {} })),
    now,
  );
  await forgetRowWords(trx, gone);
}

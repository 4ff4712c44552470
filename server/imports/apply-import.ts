import type { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../../db/connect.ts';
import {
  forgetChunks,
  lockBatch,
  lockMembers,
  markBatch,
  markRowPeople,
  readStaleLines,
  recordNewPeople,
  streamRows,
  type ImportRowColumns,
} from '../../db/imports.ts';
import { appendMemberEvents, type NewMemberEvent } from '../../db/member-events.ts';
import type { Happening } from '../../membership/events.ts';
import { changePeople } from '../../db/people.ts';
import type { Ports } from '../ports.ts';
import { staleWords } from './commit-import.ts';

/** Does in one transaction exactly what the dry run said, while members stand still; or nothing, and says why. */
export async function applyImport({ db, clock }: Pick<Ports, 'db' | 'clock'>, importId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const batch = await lockBatch(trx, importId);
    if (batch?.state !== 'committing' || batch.committedBy === null) return;
    await lockMembers(trx);
    const stale = await readStaleLines(trx, importId, 10);
    if (stale.length > 0) {
      const problem = `Nothing was imported. ${staleWords(stale)} Make the dry run again.`;
      await markBatch(trx, importId, { state: 'tried', problem, committedBy: null });
      return;
    }
    const now = clock.now();
    const by = { actorId: batch.committedBy, importId };
    for await (const rows of streamRows(trx, importId, ['new', 'update'])) await applyRows(trx, rows, by, now);
    await forgetChunks(trx, importId);
    await markBatch(trx, importId, { state: 'committed', committedAt: now.toString(), progress: 0 });
  });
}

async function applyRows(
  trx: Transaction,
  rows: readonly ImportRowColumns[],
  by: { actorId: string; importId: string },
  now: Temporal.Instant,
): Promise<void> {
  const fresh = rows.filter(({ verdict }) => verdict === 'new');
  const ids = await recordNewPeople(trx, newPeople(fresh), now);
  const made = fresh.map(({ line, email }) => ({ line, personId: ids.get(email) ?? '' }));
  await markRowPeople(trx, by.importId, made);
  const changed = rows.filter(({ verdict }) => verdict === 'update');
  await changePeople(
    trx,
    changed.map(({ personId, before, after }) => ({ personId: personId ?? '', before, after })),
    by,
    now,
  );
  const events = rows.flatMap((row) => eventsOf(row, row.personId ?? ids.get(row.email) ?? '', by));
  await appendMemberEvents(trx, events, now);
}

/** One person a line, but for those who stand on several with a tier each. */
function newPeople(rows: readonly ImportRowColumns[]) {
  const people = rows.map(({ name, email, fields }) => ({
    name,
    email,
    city: fields['city'] ?? '',
    country: fields['country'] ?? '',
  }));
  return [...new Map(people.toReversed().map((person) => [person.email, person])).values()];
}

/** What an act on many records for this person, as it was planned. */
function happeningsOf({ happenings }: Readonly<Record<string, string>>): Happening[] {
  return happenings === undefined ? [] : (JSON.parse(happenings) as Happening[]);
}

/** What the row records: the membership and the affirmation that the dry run showed. */
function eventsOf(
  { fields, after }: ImportRowColumns,
  personId: string,
  { actorId, importId }: { actorId: string; importId: string },
): NewMemberEvent[] {
  const by = { personId, actorId, importId };
  const events: NewMemberEvent[] = happeningsOf(fields).map((happening) => ({ ...happening, ...by }));
  const { tier = '', periodFrom = '', periodUntil = '', act, body = '', vote = '' } = fields;
  if (after['membership'] !== undefined && act === 'appointed')
    events.push({ ...by, kind: 'appointed', tier, facts: { from: periodFrom, body, vote } });
  if (after['membership'] !== undefined && act === 'period') {
    const until = periodUntil === 'life' ? null : periodUntil;
    events.push({ ...by, kind: 'period', tier, facts: { from: periodFrom, until, source: 'imported' } });
  }
  if (after['affirmed'] !== undefined)
    events.push({ ...by, kind: 'affirmed', facts: { year: Number(after['affirmed']), how: 'imported' } });
  return events;
}

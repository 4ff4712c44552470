import { chunks } from '../../db/chunks.ts';
import {
  countVerdicts,
  forgetRows,
  lockBatch,
  markBatch,
  recordRows,
  type ImportBatch,
  type NewImportRow,
} from '../../db/imports.ts';
import { readMemberEventsOf } from '../../db/member-events.ts';
import { findKnown, streamMembers, type FoundMember, type WantedMembers } from '../../db/members.ts';
import type { BulkAct } from '../../api/members.ts';
import type { Happening } from '../../membership/events.ts';
import { readOrganisation } from '../organisation.ts';
import { planAct, type Plan } from '../plan-act.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';

/** What was asked of many, as `prepareBulk` wrote it. */
interface BulkFacts {
  readonly act: BulkAct;
  readonly filter: WantedMembers;
  readonly ids?: readonly string[];
}

/** Plans the act for everybody it is meant for: a row each, with what would be recorded or why nothing can be. */
export async function runBulkDryRun({ db, clock }: Pick<Ports, 'db' | 'clock'>, batch: ImportBatch): Promise<void> {
  const { act, filter, ids } = batch.facts as unknown as BulkFacts;
  const now = clock.now();
  const organisation = await readOrganisation(db, now);
  await db.transaction().execute((trx) => forgetRows(trx, batch.id));
  let line = 0;
  for await (const members of ids === undefined ? streamMembers(db, filter) : chosen(db, ids)) {
    const events = await readMemberEventsOf(
      db,
      members.map(({ id }) => id),
    );
    const rows = members.map((member) => {
      line += 1;
      return planned(line, member, act, { events: events.get(member.id) ?? [], organisation, now });
    });
    const progress = line;
    await db.transaction().execute(async (trx) => {
      await recordRows(trx, batch.id, rows);
      await markBatch(trx, batch.id, { progress });
    });
  }
  await db.transaction().execute(async (trx) => {
    if ((await lockBatch(trx, batch.id))?.state !== 'trying') return;
    const counts = JSON.stringify(await countVerdicts(trx, batch.id));
    await markBatch(trx, batch.id, { state: 'tried', counts, triedAt: now.toString() });
  });
}

async function* chosen(db: Ports['db'], ids: readonly string[]): AsyncGenerator<readonly FoundMember[]> {
  for (const some of chunks(ids, 1000)) yield [...(await findKnown(db, some)).values()];
}

function planned(line: number, member: FoundMember, act: BulkAct, plan: Plan): NewImportRow {
  const row = {
    ...{ line, number: member.number, email: member.email, name: member.name, personId: member.id, before: {} },
    seenEvent: plan.events.at(-1)?.id ?? null,
  };
  try {
    const happenings = planAct(act, plan);
    const fields = { happenings: JSON.stringify(happenings) };
    return { ...row, verdict: 'update', reason: null, fields, after: { act: happenings.map(wordsOf).join(', ') } };
  } catch (refusal) {
    if (!(refusal instanceof Problem)) throw refusal;
    return { ...row, verdict: 'error', reason: refusal.facts.detail ?? refusal.message, fields: {}, after: {} };
  }
}

function wordsOf(happening: Happening): string {
  switch (happening.kind) {
    case 'period':
      return `${happening.tier} from ${happening.facts.from.slice(0, 10)} ${happening.facts.until === null ? 'for life' : `until ${happening.facts.until.slice(0, 10)}`}`;
    case 'affirmed':
      return `affirmed for ${happening.facts.year}`;
    default:
      return happening.kind;
  }
}

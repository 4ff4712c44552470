import {
  countVerdicts,
  forgetRows,
  lockBatch,
  markBatch,
  recordRows,
  streamChunks,
  type ImportBatch,
} from '../../db/imports.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { readHeadings } from './describe-columns.ts';
import { factsOf, mapOf } from './import-view.ts';
import { judgeRows } from './judge-rows.ts';
import type { World } from './plan-changes.ts';
import { decodeText, readRecords } from './read-file.ts';
import { readRow, type ReadRow, type Reading } from './read-row.ts';

const rowsAtOnce = 2000;

/** Looks at every row and writes down what it would do; about members it changes nothing. */
export async function runDryRun({ db, clock }: Pick<Ports, 'db' | 'clock'>, batch: ImportBatch): Promise<void> {
  const map = mapOf(batch);
  if (map === null) return;
  const at = clock.now();
  const world: World = { organisation: await readOrganisation(db, at), at };
  await db.transaction().execute((trx) => forgetRows(trx, batch.id));
  let progress = 0;
  for await (const rows of readRows(db, batch, { map, zone: world.organisation.rules.zone })) {
    const judged = await judgeRows(db, batch.id, rows, { map, world });
    progress += rows.length;
    const done = progress;
    await db.transaction().execute(async (trx) => {
      await recordRows(trx, batch.id, judged);
      await markBatch(trx, batch.id, { progress: done });
    });
  }
  await db.transaction().execute(async (trx) => {
    const now = await lockBatch(trx, batch.id);
    if (now?.state !== 'trying') return;
    const counts = JSON.stringify(await countVerdicts(trx, batch.id));
    await markBatch(trx, batch.id, { state: 'tried', counts, triedAt: at.toString() });
  });
}

async function* readRows(
  db: Ports['db'],
  batch: ImportBatch,
  how: Pick<Reading, 'map' | 'zone'>,
): AsyncGenerator<readonly ReadRow[]> {
  const { encoding, separator } = factsOf(batch);
  let reading: Reading | undefined;
  let rows: ReadRow[] = [];
  for await (const record of readRecords(decodeText(streamChunks(db, batch.id), encoding), separator)) {
    if (reading === undefined) {
      reading = { ...how, headings: readHeadings(record.cells) };
      continue;
    }
    rows.push(readRow(record, reading));
    if (rows.length < rowsAtOnce) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

import { findBatch, streamRows } from '../../db/imports.ts';
import { byteOrderMark, csvLines } from '../csv.ts';
import type { Ports } from '../ports.ts';
import { assertImport } from './import-view.ts';

/** Every row's verdict as a CSV file, part by part. Refuses before the first part where there is no such import. */
export async function streamVerdicts(
  { db }: Pick<Ports, 'db'>,
  importId: string,
): Promise<{ name: string; parts: AsyncIterable<string> }> {
  const batch = assertImport(await findBatch(db, importId));
  return { name: batch.name, parts: parts(db, importId) };
}

async function* parts(db: Ports['db'], importId: string): AsyncGenerator<string> {
  yield byteOrderMark + csvLines([['line', 'verdict', 'name', 'address', 'reason', 'changes', 'kept at undo']]);
  for await (const rows of streamRows(db, importId, ['new', 'update', 'unchanged', 'possible-duplicate', 'error'])) {
    yield csvLines(
      rows.map(({ line, verdict, name, email, reason, before, after, kept }) => [
        String(line),
        verdict,
        name,
        email,
        reason ?? '',
        Object.entries(after)
          .map(([field, value]) => `${field}: ${before[field] ?? ''} -> ${value}`)
          .join('; '),
        kept ?? '',
      ]),
    );
  }
}

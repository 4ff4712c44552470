import type { readImportRows as contract, ImportRow } from '../../api/imports.ts';
import { findBatch, readRowPage, type ImportRowColumns } from '../../db/imports.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertImport } from './import-view.ts';

const perPage = 50;

/** A page of the rows of an import. */
export async function readImportRows({ db }: Ports, { path, query }: AskOf<typeof contract>) {
  assertImport(await findBatch(db, path.importId));
  const { total, rows } = await readRowPage(db, path.importId, { ...query, perPage });
  return { total, perPage, rows: rows.map(rowOf) };
}

/** In the order in which people read them; the database keeps none. */
const changeFields = ['name', 'email', 'city', 'country', 'membership', 'affirmed', 'act'] as const;

function rowOf({ line, verdict, name, email, reason, personId, before, after, kept }: ImportRowColumns): ImportRow {
  const changes = changeFields.flatMap((field) => {
    const value = after[field];
    return value === undefined ? [] : [{ field, before: before[field] ?? '', after: value }];
  });
  return { line, verdict: verdict === 'unread' ? 'error' : verdict, name, email, reason, personId, changes, kept };
}

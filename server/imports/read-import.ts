import type { readImport as contract } from '../../api/imports.ts';
import { findBatch } from '../../db/imports.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertImport, viewOf } from './import-view.ts';

/** One import and how far it is. */
export async function readImport({ db }: Ports, { path }: AskOf<typeof contract>) {
  return viewOf(assertImport(await findBatch(db, path.importId)));
}

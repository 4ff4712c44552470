import type { ImportMap, tryImport as contract } from '../../api/imports.ts';
import { lockBatch, markBatch, recordMap } from '../../db/imports.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertImport, assertStep, factsOf, viewOf } from './import-view.ts';

/** Says what the columns are, and has every row looked at. */
export async function tryImport({ db, clock, queue }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const now = clock.now();
  const { tiers } = await readOrganisation(db, now);
  return db.transaction().execute(async (trx) => {
    const batch = assertImport(await lockBatch(trx, path.importId));
    assertStep(batch, 'uploaded', 'tried');
    assertMap(body.map, factsOf(batch).columns, new Set(tiers.map(({ id }) => id)));
    const map = JSON.stringify(body.map);
    await markBatch(trx, batch.id, { state: 'trying', map, progress: 0, counts: '{}', problem: null });
    if (body.saveAs !== '') await recordMap(trx, { name: body.saveAs, map: body.map, madeBy: actorOf(caller) }, now);
    await queue.enqueue(trx, 'run-import', [{ importId: batch.id }], { isUrgent: true });
    return viewOf({ ...batch, state: 'trying', map: body.map, progress: 0, counts: {}, problem: null });
  });
}

function assertMap(
  { fields, dateFormat, tiers }: ImportMap,
  columns: ReturnType<typeof factsOf>['columns'],
  known: ReadonlySet<string>,
): void {
  const used = Object.values(fields);
  const headings = new Map(columns.map((column) => [column.heading, column]));
  const missing = used.find((heading) => !headings.has(heading));
  const twice = used.find((heading, place) => used.indexOf(heading) !== place);
  const [from, until] = [headings.get(fields.from ?? ''), headings.get(fields.until ?? '')];
  const hasDates = [from, until].some((column) => column !== undefined && column.dateFormats.length > 0);
  const unknown = Object.values(tiers).find((tier) => tier !== '' && !known.has(tier));
  if (missing !== undefined) refuse('fields', `The file has no column “${missing}”.`);
  if (twice !== undefined) refuse('fields', `The column “${twice}” is given to two fields.`);
  if (fields.email === undefined && fields.number === undefined)
    refuse('fields', 'Say which column holds the mail address, or the member number.');
  if (hasDates && dateFormat === null) refuse('dateFormat', 'Say how the dates are written.');
  if (unknown !== undefined) refuse('tiers', `There is no tier “${unknown}”.`);
}

function refuse(where: string, detail: string): never {
  throw new Problem('malformed-request', { detail, errors: [{ pointer: `#/body/map/${where}`, detail }] });
}

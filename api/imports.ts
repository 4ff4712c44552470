import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, line, nothing } from './values.ts';

/** A file of members, in four steps: upload, say what its columns are, look at what it would do, commit. */

/** Where a file is sent as it is, its name in the query: `POST`, any media type, the bytes as the body. */
export const uploadRoute = '/api/office/import-files';
/** Every row's verdict as a file. */
export const verdictsRoute = '/api/office/imports/:importId/verdicts.csv';
/** The largest file, in bytes. */
export const largestFile = 250_000_000;

export const importField = z.enum([
  'number',
  'name',
  'email',
  'city',
  'country',
  'tier',
  'from',
  'until',
  'affirmed',
  'body',
  'vote',
]);
export type ImportField = z.output<typeof importField>;

export const dateFormat = z.enum(['YYYY-MM-DD', 'DD.MM.YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY']);
export type DateFormat = z.output<typeof dateFormat>;

const importPath = z.strictObject({ importId: z.uuid() });
const heading = z.string().max(200);

export const importMap = z.strictObject({
  /** For each field the heading of its column; a field that is left out is in no column. */
  fields: z.partialRecord(importField, heading),
  /** How days are written. Nothing guesses it: 03/04 is two different days. */
  dateFormat: dateFormat.nullable(),
  /** For each name that the file has for a tier, the tier. */
  tiers: z.record(z.string().max(200), z.string().max(40)),
  /** What becomes of a row that is perhaps somebody who is here already. */
  onDoubt: z.enum(['leave-out', 'make-new']),
});
export type ImportMap = z.output<typeof importMap>;

export const verdict = z.enum(['new', 'update', 'unchanged', 'possible-duplicate', 'error']);
export type Verdict = z.output<typeof verdict>;

const importState = z.enum(['arriving', 'uploaded', 'trying', 'tried', 'committing', 'committed', 'undoing', 'undone']);

const importSummary = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['file', 'bulk']),
  name: z.string(),
  state: importState,
  madeAt: instant,
  madeBy: z.string(),
  committedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  counts: z.record(z.string(), z.int()),
});

export const importView = importSummary.extend({
  /** `windows-1252` is a guess: names must be looked at. */
  encoding: z.string(),
  separator: z.string(),
  rows: z.int(),
  columns: z.array(
    z.strictObject({
      heading: z.string(),
      samples: z.array(z.string()),
      /** Every value that it holds, where they are few. */
      values: z.array(z.string()).nullable(),
      /** The date formats that fit all of its values; none where it holds no dates. */
      dateFormats: z.array(dateFormat),
    }),
  ),
  map: importMap.nullable(),
  /** Rows that the running step has done. */
  progress: z.int(),
  /** Why the last step was refused, or what undoing left in place. */
  problem: z.string().nullable(),
});
export type ImportView = z.output<typeof importView>;

export const readImports = endpoint({
  summary: 'What was imported, newest first, and the saved maps',
  method: 'GET',
  route: '/api/office/imports',
  caller: 'read-members',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    imports: z.array(importSummary),
    maps: z.array(z.strictObject({ name: z.string(), map: importMap })),
    tiers: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  }),
  status: 200,
  problems: [],
});

export const readImport = endpoint({
  summary: 'One import: what its file holds and how far it is',
  method: 'GET',
  route: '/api/office/imports/:importId',
  caller: 'read-members',
  path: importPath,
  query: nothing,
  body: nothing,
  reply: importView,
  status: 200,
  problems: ['not-found'],
});

export const tryImport = endpoint({
  summary: 'Say what the columns are and find out what every row would do; changes nothing about members',
  method: 'PUT',
  route: '/api/office/imports/:importId/map',
  caller: 'edit-members',
  path: importPath,
  query: nothing,
  body: z.strictObject({ map: importMap, saveAs: z.union([z.literal(''), line(80)]) }),
  reply: importView,
  status: 202,
  problems: ['not-found', 'import-not-ready'],
  bodyLimit: 256 * 1024,
});

export const importRow = z.strictObject({
  line: z.int(),
  verdict,
  name: z.string(),
  email: z.string(),
  reason: z.string().nullable(),
  /** The person whom the row was found to be. */
  personId: z.uuid().nullable(),
  changes: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
  kept: z.string().nullable(),
});
export type ImportRow = z.output<typeof importRow>;

export const readImportRows = endpoint({
  summary: 'A page of what the rows would do, or did',
  method: 'GET',
  route: '/api/office/imports/:importId/rows',
  caller: 'read-members',
  path: importPath,
  query: z.strictObject({
    verdict: verdict.optional(),
    search: z.string().max(120).optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
  }),
  body: nothing,
  reply: z.strictObject({ total: z.int(), perPage: z.int(), rows: z.array(importRow) }),
  status: 200,
  problems: ['not-found'],
});

export const commitImport = endpoint({
  summary: 'Do what the dry run said, all of it or nothing; refused when the counts are not those of the dry run',
  method: 'POST',
  route: '/api/office/imports/:importId/commit',
  caller: 'edit-members',
  path: importPath,
  query: nothing,
  body: z.strictObject({ fresh: z.int().min(0), updated: z.int().min(0) }),
  reply: importView,
  status: 202,
  problems: ['not-found', 'import-not-ready', 'import-stale', 'readback-differs'],
});

export const undoImport = endpoint({
  summary: 'Take an import back: what it recorded is withdrawn, what it changed is restored where it still stands',
  method: 'POST',
  route: '/api/office/imports/:importId/undo',
  caller: 'edit-members',
  path: importPath,
  query: nothing,
  body: z.strictObject({ reason: line(300) }),
  reply: importView,
  status: 202,
  problems: ['not-found', 'import-not-ready'],
});

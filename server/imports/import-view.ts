import type { ImportMap, ImportView } from '../../api/imports.ts';
import type { ImportBatch } from '../../db/imports.ts';
import { Problem } from '../problem.ts';
import type { ColumnFacts } from './describe-columns.ts';
import type { Encoding, Separator } from './read-file.ts';

/** What is known of a file: written by `receiveImport`, so its shape is believed. */
export interface BatchFacts {
  readonly columns: readonly ColumnFacts[];
  readonly rows: number;
  readonly encoding: Encoding;
  readonly separator: Separator;
}

export function factsOf({ facts }: ImportBatch): BatchFacts {
  return { columns: [], rows: 0, encoding: 'utf-8', separator: ',', ...(facts as Partial<BatchFacts>) };
}

export function mapOf({ map }: ImportBatch): ImportMap | null {
  return map as ImportMap | null;
}

export function summaryOf(batch: ImportBatch) {
  const { id, kind, name, state, madeBy, counts } = batch;
  return {
    id,
    kind,
    name,
    state,
    madeBy,
    counts,
    madeAt: batch.madeAt.toString(),
    committedAt: batch.committedAt?.toString() ?? null,
    undoneAt: batch.undoneAt?.toString() ?? null,
  };
}

export function viewOf(batch: ImportBatch): ImportView {
  const { columns, rows, encoding, separator } = factsOf(batch);
  return {
    ...summaryOf(batch),
    encoding,
    separator,
    rows,
    columns: columns.map((column) => ({ ...column, dateFormats: [...column.dateFormats] })),
    map: mapOf(batch),
    progress: batch.progress,
    problem: batch.problem,
  };
}

/** The import, or the refusal that there is none. */
export function assertImport(batch: ImportBatch | undefined): ImportBatch {
  if (batch === undefined || batch.state === 'arriving')
    throw new Problem('not-found', { detail: 'No import has this address.' });
  return batch;
}

/** Refuses unless the import is at one of these steps. */
export function assertStep(batch: ImportBatch, ...steps: readonly ImportBatch['state'][]): void {
  if (steps.includes(batch.state)) return;
  throw new Problem('import-not-ready', {
    state: batch.state,
    detail: `This import is ${batch.state} now. Look again.`,
  });
}

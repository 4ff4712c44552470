import type { DryRun, RowFate } from '../../api/office.ts';
import { counted, countWords } from '../parts/counts.ts';

/** Importing a roll: choose, see what every row would become, read the counts back, import. */

export interface Import {
  readonly csv: string;
  readonly fileName: string | undefined;
  /** The file was not UTF-8: names must be looked at. */
  readonly isGuessed: boolean;
  readonly dryRun: DryRun | undefined;
  readonly busy: 'no' | 'trying' | 'importing';
  readonly problem: string | undefined;
  readonly show: 'all' | RowFate['fate'];
  readonly search: string;
  readonly page: number;
}

export type ImportEvent =
  | { readonly type: 'pasted'; readonly csv: string }
  | { readonly type: 'file-read'; readonly csv: string; readonly name: string; readonly isGuessed: boolean }
  | { readonly type: 'trying' | 'importing' | 'chosen-again' }
  | { readonly type: 'tried'; readonly dryRun: DryRun }
  | { readonly type: 'refused'; readonly words: string }
  /** The roll changed after the dry run: what was shown is worth nothing any more. */
  | { readonly type: 'outdated'; readonly words: string }
  | { readonly type: 'filtered'; readonly show: Import['show']; readonly search: string }
  | { readonly type: 'page-turned'; readonly page: number };

export const emptyImport: Import = {
  csv: '',
  fileName: undefined,
  isGuessed: false,
  dryRun: undefined,
  busy: 'no',
  problem: undefined,
  show: 'all',
  search: '',
  page: 1,
};

export function reduceImport(state: Import, event: ImportEvent): Import {
  switch (event.type) {
    case 'pasted':
      return { ...emptyImport, csv: event.csv };
    case 'file-read':
      return { ...emptyImport, csv: event.csv, fileName: event.name, isGuessed: event.isGuessed };
    case 'trying':
      return { ...state, busy: 'trying', problem: undefined };
    case 'importing':
      return { ...state, busy: 'importing', problem: undefined };
    case 'chosen-again':
      return emptyImport;
    case 'tried':
      return { ...state, busy: 'no', dryRun: event.dryRun, show: 'all', search: '', page: 1 };
    case 'refused':
      return { ...state, busy: 'no', problem: event.words };
    case 'outdated':
      return { ...state, busy: 'no', dryRun: undefined, problem: event.words };
    case 'filtered':
      return { ...state, show: event.show, search: event.search, page: 1 };
    case 'page-turned':
      return { ...state, page: event.page };
  }
}

export const rowsPerPage = 50;

/** Rows that need a look: left out of the roll, each with its reason. */
export function leftOutRows({ rows }: DryRun): readonly RowFate[] {
  return rows.filter(({ fate }) => fate === 'unusable' || fate === 'repeated');
}

/** Rows that become people on the roll. */
export function usedRows({ rows }: DryRun): readonly RowFate[] {
  return rows.filter(({ fate }) => fate !== 'unusable' && fate !== 'repeated');
}

export function filteredRows(
  rows: readonly RowFate[],
  { show, search }: Pick<Import, 'show' | 'search'>,
): readonly RowFate[] {
  const wanted = search.trim().toLowerCase();
  return rows.filter(
    ({ fate, name, email }) =>
      (show === 'all' || fate === show) &&
      (wanted === '' || name.toLowerCase().includes(wanted) || email.toLowerCase().includes(wanted)),
  );
}

export function countOf({ rows }: DryRun, fate: RowFate['fate']): number {
  return rows.filter((row) => row.fate === fate).length;
}

export function fateWords(fate: RowFate['fate']): string {
  switch (fate) {
    case 'added':
      return 'New';
    case 'kept':
      return 'As before';
    case 'renamed':
      return 'New name';
    case 'unusable':
      return 'Cannot be used';
    case 'repeated':
      return 'There twice';
  }
}

/** The counts are in the button: what is pressed is what was read. */
export function importWords({ rollAfter, leftOut, removed }: DryRun): string {
  const parts = [
    `Import ${countWords(rollAfter)}`,
    ...(leftOut > 0 ? [`leave out ${countWords(leftOut)}`] : []),
    ...(removed > 0 ? [`take ${countWords(removed)} off the roll`] : []),
  ];
  const last = parts.at(-1) ?? '';
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

export function afterwardsWords({ rollAfter, removed }: DryRun): string {
  const now = `${counted(rollAfter, 'person', 'people')} will be on the roll.`;
  if (removed === 0) return now;
  return `${now} ${counted(removed, 'person who is on it now is', 'people who are on it now are')} not in this file and will be taken off.`;
}

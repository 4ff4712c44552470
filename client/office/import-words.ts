import type { DateFormat, ImportField, ImportMap, ImportView, Verdict } from '../../api/imports.ts';
import { counted, countWords } from '../parts/counts.ts';

export function stateWords(state: ImportView['state']): string {
  switch (state) {
    case 'arriving':
      return 'Arriving';
    case 'uploaded':
      return 'Columns to be named';
    case 'trying':
      return 'Being looked at';
    case 'tried':
      return 'Looked at, not imported';
    case 'committing':
      return 'Being imported';
    case 'committed':
      return 'Imported';
    case 'undoing':
      return 'Being undone';
    case 'undone':
      return 'Undone';
  }
}

export const verdicts: readonly Verdict[] = ['error', 'possible-duplicate', 'new', 'update', 'unchanged'];

export function verdictWords(verdict: Verdict): string {
  switch (verdict) {
    case 'new':
      return 'New';
    case 'update':
      return 'Changed';
    case 'unchanged':
      return 'As it is';
    case 'possible-duplicate':
      return 'Perhaps known';
    case 'error':
      return 'Left out';
  }
}

export const fieldWords: readonly { readonly field: ImportField; readonly words: string; readonly names: RegExp }[] = [
  { field: 'email', words: 'Mail address', names: /^(e-?mail|mail|mail address|e-?mail address|address)$/i },
  { field: 'name', words: 'Name', names: /^(name|full ?name|member|display name)$/i },
  { field: 'number', words: 'Member number, ours', names: /^(member number|number|member no\.?)$/i },
  { field: 'tier', words: 'Tier', names: /^(tier|class|membership|membership type|type|level)$/i },
  { field: 'from', words: 'Member from', names: /^(member from|from|start|start date|since|member since)$/i },
  { field: 'until', words: 'Paid until, the last day', names: /^(paid until|until|end|end date|expires|expiry)$/i },
  { field: 'affirmed', words: 'Year of the affirmation', names: /^(affirmed year|affirmed)$/i },
  { field: 'city', words: 'City', names: /^(city|town)$/i },
  { field: 'country', words: 'Country', names: /^country$/i },
  { field: 'body', words: 'Appointed by', names: /^appointed by$/i },
  { field: 'vote', words: 'Vote of the appointment', names: /^vote$/i },
];

/** A first guess by the headings, for a person to look at: which columns, and dates only where one format alone fits. */
export function guessMap(
  { columns }: Pick<ImportView, 'columns'>,
  tiers: readonly { readonly id: string; readonly name: string }[],
): ImportMap {
  const fields: Partial<Record<ImportField, string>> = {};
  for (const { field, names } of fieldWords) {
    const column = columns.find(({ heading }) => names.test(heading) && !Object.values(fields).includes(heading));
    if (column !== undefined) fields[field] = column.heading;
  }
  return {
    fields,
    dateFormat: onlyFormat({ columns }, fields),
    tiers: guessTiers({ columns }, fields, tiers),
    onDoubt: 'leave-out',
  };
}

function onlyFormat({ columns }: Pick<ImportView, 'columns'>, fields: ImportMap['fields']): DateFormat | null {
  const formats = fittingFormats({ columns }, fields);
  return formats.length === 1 ? (formats[0] ?? null) : null;
}

/** The formats that fit every date of the mapped columns. */
export function fittingFormats(
  { columns }: Pick<ImportView, 'columns'>,
  fields: ImportMap['fields'],
): readonly DateFormat[] {
  const dated = [fields.from, fields.until].flatMap((heading) => {
    const column = columns.find((one) => one.heading === heading);
    return column === undefined || column.dateFormats.length === 0 ? [] : [column.dateFormats];
  });
  const [first = [], ...rest] = dated;
  return first.filter((format) => rest.every((formats) => formats.includes(format)));
}

/** The names that the file has for tiers, as far as it has few. */
export function tierValues({ columns }: Pick<ImportView, 'columns'>, fields: ImportMap['fields']): readonly string[] {
  return columns.find(({ heading }) => heading === fields.tier)?.values ?? [];
}

export function guessTiers(
  view: Pick<ImportView, 'columns'>,
  fields: ImportMap['fields'],
  tiers: readonly { readonly id: string; readonly name: string }[],
): Record<string, string> {
  return Object.fromEntries(
    tierValues(view, fields).map((value) => {
      const plain = value.trim().toLowerCase();
      const tier = tiers.find(({ id, name }) => id === plain || name.toLowerCase() === plain);
      return [value, tier?.id ?? ''];
    }),
  );
}

/** What is pressed says what it does: the counts are in the button. */
export function commitWords(counts: ImportView['counts']): string {
  const fresh = counts['new'] ?? 0;
  const updated = counts['update'] ?? 0;
  const parts = [
    ...(fresh > 0 ? [`add ${countWords(fresh)}`] : []),
    ...(updated > 0 ? [`change ${countWords(updated)}`] : []),
  ];
  const words = parts.join(' and ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

export function leftOutWords(counts: ImportView['counts']): string {
  const errors = counts['error'] ?? 0;
  const doubts = counts['possible-duplicate'] ?? 0;
  if (errors + doubts === 0) return 'Every row can be used.';
  return `${counted(errors + doubts, 'row is', 'rows are')} left out, each with its reason.`;
}

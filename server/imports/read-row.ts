import { Temporal } from 'temporal-polyfill';
import type { ImportField, ImportMap } from '../../api/imports.ts';
import { address, line } from '../../api/values.ts';
import { unguardCell } from '../csv.ts';
import { startOf } from '../../membership/instants.ts';
import { endOf, readDay, readInstant } from '../member-dates.ts';
import type { FileRecord } from './read-file.ts';

/** A row as it is understood: instants for dates, tiers by their id; a member that is left out says nothing. */
export interface RowFields {
  readonly number?: string;
  readonly name?: string;
  readonly email?: string;
  readonly city?: string;
  readonly country?: string;
  readonly tier?: string;
  readonly from?: string;
  /** An instant, or `life`. */
  readonly until?: string;
  readonly affirmed?: string;
  readonly body?: string;
  readonly vote?: string;
}
export interface ReadRow {
  readonly line: number;
  readonly fields: RowFields;
  /** Why the row cannot be used; empty when it can. */
  readonly problems: readonly string[];
}

/** How the columns are read. */
export interface Reading {
  readonly headings: readonly string[];
  readonly map: ImportMap;
  readonly zone: string;
}

/** A cell as somebody meant it: trimmed, in NFC, without the apostrophe that keeps spreadsheets from running it. */
export function cleanCell(cell: string | undefined): string {
  return unguardCell((cell ?? '').normalize('NFC').trim()).trim();
}

type Read = { readonly value: string } | { readonly problem: string };

/** What a row says in the columns that were mapped. An empty cell says nothing. */
export function readRow({ cells, line: at }: FileRecord, reading: Reading): ReadRow {
  const fields: Partial<Record<ImportField, string>> = {};
  const problems: string[] = [];
  for (const [field, heading] of Object.entries(reading.map.fields) as [ImportField, string][]) {
    const cell = cleanCell(cells[reading.headings.indexOf(heading)]);
    if (cell === '') continue;
    const read = readers[field](cell, reading);
    if ('value' in read) fields[field] = read.value;
    else problems.push(`${heading}: ${read.problem}`);
  }
  if (cells.slice(reading.headings.length).some((cell) => cell.trim() !== ''))
    problems.push(`It has ${cells.length} cells, and the first line names ${reading.headings.length} columns`);
  return { line: at, fields, problems: problems.length > 0 ? problems : contradictions(fields) };
}

function contradictions({ email, number, tier, from, until }: RowFields): string[] {
  const found: string[] = [];
  if (email === undefined && number === undefined) found.push('It has neither an address nor a member number');
  if (tier === undefined && (from !== undefined || until !== undefined)) found.push('It has dates and no tier');
  const ends = until === undefined || until === 'life' ? undefined : Temporal.Instant.from(until);
  if (from !== undefined && ends !== undefined && Temporal.Instant.compare(Temporal.Instant.from(from), ends) >= 0)
    found.push('The membership ends before it begins');
  return found;
}

/** Made once: a file has a million cells. */
const shortLine = line(120);
const longLine = line(200);

const readers: Readonly<Record<ImportField, (cell: string, reading: Reading) => Read>> = {
  number: (cell) =>
    /^[1-9]\d{0,17}$/.test(cell) ? { value: cell } : { problem: `“${short(cell)}” is no member number` },
  name: (cell) => words(cell, shortLine),
  email: (cell) => {
    const read = address.safeParse(cell.replace(/^mailto:/i, ''));
    return read.success ? { value: read.data } : { problem: `“${short(cell)}” is not a mail address` };
  },
  city: (cell) => words(cell, shortLine),
  country: (cell) => words(cell, shortLine),
  body: (cell) => words(cell, longLine),
  vote: (cell) => words(cell, longLine),
  tier: (cell, { map }) => {
    const tier = map.tiers[cell];
    return tier === undefined || tier === '' ? { problem: `“${short(cell)}” is mapped to no tier` } : { value: tier };
  },
  from: (cell, reading) => day(cell, reading, startOf),
  until: (cell, reading) => (cell.toLowerCase() === 'life' ? { value: 'life' } : day(cell, reading, endOf)),
  affirmed: (cell) => (/^(?:19|20|21)\d{2}$/.test(cell) ? { value: cell } : { problem: `“${short(cell)}” is no year` }),
};

function words(cell: string, codec: typeof shortLine): Read {
  const read = codec.safeParse(cell);
  return read.success
    ? { value: read.data }
    : { problem: lowerFirst(read.error.issues[0]?.message ?? 'cannot be used') };
}

function day(cell: string, { map, zone }: Reading, toInstant: typeof startOf): Read {
  const instant = readInstant(cell);
  if (instant !== undefined) return { value: instant.toString() };
  if (map.dateFormat === null) return { problem: 'say how its dates are written' };
  const read = readDay(cell, map.dateFormat);
  if (read === undefined) return { problem: `“${short(cell)}” is no date written ${map.dateFormat}` };
  if (read.year < 1900 || read.year > 2200) return { problem: `“${short(cell)}” is too far away` };
  return { value: toInstant(read, zone).toString() };
}

function short(cell: string): string {
  return cell.slice(0, 80);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

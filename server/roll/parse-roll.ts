import { parse } from 'csv-parse/sync';
import type { RowFate } from '../../api/office.ts';
import { address, line } from '../../api/values.ts';
import { Problem } from '../problem.ts';

/** A row that can be used, and where it stood in the file. */
export interface RollRow {
  readonly line: number;
  readonly name: string;
  readonly email: string;
}
export interface ParsedRoll {
  readonly rows: readonly RollRow[];
  /** Rows that cannot be used or stand there twice, each with its reason. */
  readonly leftOut: readonly RowFate[];
}

const nameHeadings = ['name', 'full name', 'fullname', 'member', 'voter'];
const emailHeadings = ['email', 'e-mail', 'mail', 'address', 'email address', 'e-mail address'];
const mostRows = 1_000_000;

/** Reads a CSV with a heading line that names the columns; comma, semicolon or tab. Every line has a fate. */
export function parseRoll(csv: string): ParsedRoll {
  const records = readRecords(csv);
  const heading = records.shift();
  const columns = heading?.record.map((cell) => cell.trim().toLowerCase()) ?? [];
  const nameAt = columns.findIndex((column) => nameHeadings.includes(column));
  const emailAt = columns.findIndex((column) => emailHeadings.includes(column));
  if (nameAt < 0 || emailAt < 0)
    throw wrongFile('The first line must name the columns. It needs a column “name” and a column “email”.');
  const rows: RollRow[] = [];
  const leftOut: RowFate[] = [];
  const lines = new Map<string, number>();
  for (const { record, line: at } of records) {
    const read = readRow(clean(record[nameAt]), clean(record[emailAt]), at);
    const before = lines.get(read.email);
    if (read.reason !== null) leftOut.push({ ...read, fate: 'unusable' });
    else if (before !== undefined)
      leftOut.push({ ...read, fate: 'repeated', reason: `The same address as line ${before}` });
    else {
      lines.set(read.email, at);
      rows.push({ line: at, name: read.name, email: read.email });
    }
  }
  return { rows, leftOut };
}

function readRecords(csv: string): { record: string[]; line: number }[] {
  try {
    const records = parse(csv, {
      bom: true,
      delimiter: [',', ';', '\t'],
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: mostRows + 2,
      max_record_size: 20_000,
      // With `info`, csv-parse gives each record with its place; its types do not say so.
    }) as unknown as { record: string[]; info: { lines: number } }[];
    if (records.length > mostRows + 1) throw wrongFile(`A roll has at most ${mostRows} rows.`);
    return records.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw wrongFile(error instanceof Error ? `This is not a CSV file: ${error.message}` : 'This is not a CSV file.');
  }
}

/** Spreadsheets guard cells that look like formulas with an apostrophe; it is no part of the name. */
function clean(cell: string | undefined): string {
  return (cell ?? '').trim().replace(/^'(?=[=+\-@])/, '');
}

function readRow(name: string, email: string, at: number): RowFate {
  const readName = line(120).safeParse(name);
  const readEmail = address.safeParse(email);
  const reasons = [
    ...(name === ''
      ? ['It has no name']
      : readName.success
        ? []
        : [`The name: ${readName.error.issues[0]?.message ?? 'cannot be used'}`]),
    ...(email === ''
      ? ['It has no address']
      : readEmail.success
        ? []
        : [`“${email.slice(0, 80)}” is not a mail address`]),
  ];
  return {
    line: at,
    fate: 'added',
    name: readName.success ? readName.data : name.slice(0, 120),
    email: readEmail.success ? readEmail.data : email.slice(0, 254),
    reason: reasons.length === 0 ? null : reasons.join('. '),
  };
}

function wrongFile(detail: string): Problem {
  return new Problem('malformed-request', { detail, errors: [{ pointer: '#/body/csv', detail }] });
}

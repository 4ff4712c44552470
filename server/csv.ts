import { stringify } from 'csv-stringify/sync';

/**
 * Spreadsheets run cells that look like formulas; an apostrophe in front stops them. One more goes in front of those that
 * begin with apostrophes already, so that reading takes away exactly what writing added.
 */
export function guardCell(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** The cell as it was before it was guarded. */
export function unguardCell(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

/** Lines of a CSV file, each cell guarded, ended as RFC 4180 says. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(guardCell)),
    { record_delimiter: '\r\n' },
  );
}

/** Spreadsheets take a file for UTF-8 only when it begins with this. */
export const byteOrderMark = '\ufeff';

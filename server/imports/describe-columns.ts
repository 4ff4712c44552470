import type { DateFormat } from '../../api/imports.ts';
import { dateFormats, readDay, readInstant } from '../member-dates.ts';
import { refused, type FileRecord } from './read-file.ts';
import { cleanCell } from './read-row.ts';

export interface ColumnFacts {
  readonly heading: string;
  readonly samples: string[];
  readonly values: string[] | null;
  readonly dateFormats: readonly DateFormat[];
}
export interface FileFacts {
  readonly columns: readonly ColumnFacts[];
  readonly rows: number;
}

const fewValues = 40;
const longestValue = 200;

/** What the columns hold, learnt while the records pass: a few samples, every value where they are few, dates. */
export async function describeColumns(records: AsyncIterable<FileRecord>): Promise<FileFacts> {
  let columns: Column[] | undefined;
  let rows = 0;
  for await (const { cells } of records) {
    if (columns === undefined) columns = readHeadings(cells).map((heading) => new Column(heading));
    else {
      rows += 1;
      for (const [place, column] of columns.entries()) column.look(cleanCell(cells[place]));
    }
  }
  if (columns === undefined) throw refused('The file is empty. Its first line must name the columns.');
  if (rows === 0) throw refused('The file has a first line and no row below it.');
  return { rows, columns: columns.map((column) => column.facts()) };
}

/** The names of the columns: all there, each once. */
export function readHeadings(cells: readonly string[]): readonly string[] {
  const headings = cells.map(cleanCell);
  while (headings.at(-1) === '') headings.pop();
  const empty = headings.indexOf('');
  if (empty >= 0) throw refused(`Column ${empty + 1} has no name in the first line.`);
  if (headings.some((heading) => heading.length > longestValue)) throw refused('A name in the first line is too long.');
  if (headings.some((heading) => heading.includes('@')))
    throw refused('The first line must name the columns. It holds a mail address, so it is a row.');
  const seen = new Set<string>();
  for (const heading of headings) {
    const plain = heading.toLowerCase();
    if (seen.has(plain)) throw refused(`Two columns are named “${heading}”. Give each a name of its own.`);
    seen.add(plain);
  }
  return headings;
}

class Column {
  readonly #heading: string;
  readonly #samples: string[] = [];
  #values: Set<string> | null = new Set();
  #formats: DateFormat[] = [...dateFormats];
  #hasDates = false;

  constructor(heading: string) {
    this.#heading = heading;
  }

  look(cell: string): void {
    if (cell === '') return;
    if (this.#samples.length < 3) this.#samples.push(cell.slice(0, 80));
    if (this.#values !== null && !this.#values.has(cell)) {
      this.#values.add(cell);
      if (this.#values.size > fewValues || cell.length > longestValue) this.#values = null;
    }
    if (this.#formats.length === 0 || readInstant(cell) !== undefined || cell.toLowerCase() === 'life') return;
    this.#hasDates = true;
    this.#formats = this.#formats.filter((format) => readDay(cell, format) !== undefined);
  }

  facts(): ColumnFacts {
    return {
      heading: this.#heading,
      samples: this.#samples,
      values: this.#values === null ? null : [...this.#values],
      dateFormats: this.#hasDates ? this.#formats : [],
    };
  }
}

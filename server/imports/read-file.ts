import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { Problem } from '../problem.ts';

/** How a file is written. `windows-1252` is a guess for what is no UTF-8: every byte means something in it. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Separator = ',' | ';' | '\t';

export interface FileRecord {
  readonly cells: readonly string[];
  /** The line of the file at which the record begins; a quoted cell may hold line feeds. */
  readonly line: number;
}

export const mostRows = 1_000_000;
const longestRecord = 100_000;

/** Finds out how bytes are written while they pass, without keeping them. */
export class EncodingDetector {
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  #first: Buffer = Buffer.alloc(0);
  #isUtf8 = true;

  look(bytes: Buffer): void {
    if (this.#first.length < 4) this.#first = Buffer.concat([this.#first, bytes.subarray(0, 4)]);
    this.#decode(() => this.#utf8.decode(bytes, { stream: true }));
  }

  end(): Encoding {
    const [one, two] = this.#first;
    if (one === 0xff && two === 0xfe) return 'utf-16le';
    if (one === 0xfe && two === 0xff) return 'utf-16be';
    this.#decode(() => this.#utf8.decode());
    return this.#isUtf8 ? 'utf-8' : 'windows-1252';
  }

  #decode(decode: () => void): void {
    if (!this.#isUtf8) return;
    try {
      decode();
    } catch {
      this.#isUtf8 = false;
    }
  }
}

/** The separator of which the first line has most, outside quotes. */
export function detectSeparator(firstLine: string): Separator {
  const bare = firstLine.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counts = ([',', ';', '\t'] as const).map((separator) => ({ separator, times: bare.split(separator).length }));
  return counts.reduce((best, one) => (one.times > best.times ? one : best)).separator;
}

/** The text of the bytes, part by part, without a byte-order mark. */
export async function* decodeText(bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const some of bytes) yield decoder.decode(some, { stream: true });
  yield decoder.decode();
}

/** Reads a file record by record, one in memory at a time; refuses what is no CSV, and says where. */
export async function* readRecords(text: AsyncIterable<string>, separator: Separator): AsyncGenerator<FileRecord> {
  const parser = parse({
    delimiter: separator,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: longestRecord,
  });
  const source = Readable.from(text);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    let records = 0;
    // With `info`, csv-parse gives each record with its place; its types do not say so.
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (records > mostRows)
        throw refused(`A file has at most ${mostRows.toLocaleString('en')} rows. Import it in parts.`);
      records += 1;
      yield { cells: record, line: info.lines };
    }
  } catch (error) {
    if (error instanceof Problem || !(error instanceof Error) || !('code' in error)) throw error;
    if (!String(error.code).startsWith('CSV_')) throw error;
    throw refused(`This is not a CSV file: ${error.message}.`);
  } finally {
    source.destroy();
  }
}

export function refused(detail: string): Problem {
  return new Problem('file-refused', { detail });
}

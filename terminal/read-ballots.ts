import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { extname } from 'node:path';
import { stderr } from 'node:process';
import { TextDecoder } from 'node:util';
import { readAbif } from '../counting/files/abif.ts';
import { FileProblem, type BallotFile } from '../counting/files/ballot-file.ts';
import { readBlt } from '../counting/files/blt.ts';
import { readCsv } from '../counting/files/csv.ts';
import { linesOf } from '../counting/files/lines.ts';
import { tellProgress } from './tell-progress.ts';
import { Told } from './told.ts';

const PIECE = 1 << 20;
/** From here on reading takes long enough to be told, in bytes. */
const LONG = 20 * PIECE;

/** The ballots of a file, in the format that its name ends with. Throws Told with the line for what cannot be read. */
export function readBallots(name: string): BallotFile {
  const read = readerOf(name);
  const file = openFile(name);
  try {
    return read(linesOf(piecesOf(file)));
  } catch (error) {
    if (error instanceof FileProblem) throw new Told(`${name} cannot be read. ${error.message}`);
    throw error;
  } finally {
    closeSync(file);
  }
}

function readerOf(name: string): (lines: Iterable<string>) => BallotFile {
  switch (extname(name).toLowerCase()) {
    case '.blt':
      return readBlt;
    case '.abif':
      return readAbif;
    case '.csv':
      return readCsv;
    default:
      throw new Told(`What format is ${name} in? Let its name end in .blt, .abif or .csv.`);
  }
}

function openFile(name: string): number {
  try {
    const file = openSync(name, 'r');
    if (fstatSync(file).isFile()) return file;
    closeSync(file);
  } catch (error) {
    if (!existsSync(name)) throw new Told(`There is no file ${name}.`);
    throw new Told(`${name} cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new Told(`${name} is not a file.`);
}

function* piecesOf(file: number): Generator<string> {
  const { size } = fstatSync(file);
  const tell = size > LONG && stderr.isTTY ? tellProgress('Reading') : () => undefined;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const buffer = Buffer.allocUnsafe(PIECE);
  let [done, line] = [0, 1];
  for (;;) {
    const bytes = readSync(file, buffer, 0, PIECE, null);
    const piece = buffer.subarray(0, bytes);
    yield decoded(decoder, piece, line, bytes > 0);
    if (bytes === 0) return;
    line += endsIn(piece);
    done += bytes;
    tell(Math.min(done, size), size);
  }
}

function decoded(decoder: TextDecoder, piece: Uint8Array, line: number, stream: boolean): string {
  try {
    return decoder.decode(piece, { stream });
  } catch {
    const broken = new TextDecoder().decode(piece).split('\uFFFD', 1)[0] ?? '';
    throw new FileProblem(line + endsIn(Buffer.from(broken)), 'It is not UTF-8. Save the file as UTF-8.');
  }
}

function endsIn(piece: Buffer): number {
  let ends = 0;
  for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) ends += 1;
  return ends;
}

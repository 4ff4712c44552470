import { closeSync, openSync, readSync, fstatSync } from 'node:fs';
import process, { argv, stderr, stdout } from 'node:process';
import { finishRecord, openRecord, type Report } from '../protocol/verify-record.ts';
import { examineBallots } from './examine-ballots.ts';
import { jsonOf } from './json-report.ts';
import { lotOf } from './lot.ts';
import { progressBar } from './progress.ts';
import { recount } from '../counting/recount.ts';
import { textOf } from './text-report.ts';

/*
 * A stranger's program: `node verifier/main.ts FILE.bel [--json]`. It exits with
 *   0  every check holds and the record is complete,
 *   1  a check failed,
 *   2  the file cannot be read, or the command was not understood,
 *   3  every check holds so far, and the record is not complete.
 */
const EXIT_CODES: Readonly<Record<Report['verdict'], number>> = { passed: 0, failed: 1, unfinished: 3 };
const UNREADABLE = 2;

/** The record is held in memory; more than this is refused before it is read. */
const LARGEST_FILE = 2 * 1024 ** 3;
const PIECE = 4 * 1024 * 1024;

async function main(words: readonly string[]): Promise<number> {
  const files = words.filter((word) => !word.startsWith('--'));
  const options = words.filter((word) => word.startsWith('--'));
  const [file] = files;
  if (file === undefined || files.length > 1 || options.some((option) => option !== '--json')) {
    stderr.write('Usage: npm run verify -- FILE.bel [--json]\n');
    return UNREADABLE;
  }
  const report = await verifyFile(file);
  if (typeof report === 'string') {
    stderr.write(`${report}\n`);
    return UNREADABLE;
  }
  const recounted = recount(report, lotOf(report)?.orders);
  stdout.write(options.includes('--json') ? `${jsonOf(report, recounted)}\n` : textOf(report, recounted));
  return EXIT_CODES[report.verdict];
}

/** The report, or a sentence that says why the file cannot be read. */
async function verifyFile(file: string): Promise<Report | string> {
  let pieces: Generator<Uint8Array>;
  try {
    pieces = piecesOf(file);
  } catch (error) {
    return `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
  const opening = openRecord(pieces);
  if (!opening.ok) return opening.report;
  const bar = progressBar(stderr, opening.record.ballots.length);
  const outcomes = await examineBallots(opening.record.election, opening.record.ballots, bar.advance);
  bar.end();
  return finishRecord(opening.record, outcomes);
}

/** Opens the file at once, so that an unreadable one throws here; reads it piece by piece. */
function piecesOf(file: string): Generator<Uint8Array> {
  const descriptor = openSync(file, 'r');
  const status = fstatSync(descriptor);
  if (!status.isFile() || status.size > LARGEST_FILE) {
    closeSync(descriptor);
    throw new Error(status.isFile() ? 'it is larger than 2 GiB' : 'it is not a file');
  }
  return readPieces(descriptor);
}

function* readPieces(descriptor: number): Generator<Uint8Array> {
  try {
    for (;;) {
      const piece = new Uint8Array(PIECE);
      const length = readSync(descriptor, piece);
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } finally {
    closeSync(descriptor);
  }
}

try {
  process.exitCode = await main(argv.slice(2));
} catch (error) {
  // Nothing was decided about the record: neither 0 nor 1 may be the answer.
  stderr.write(
    `The verifier itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = UNREADABLE;
}

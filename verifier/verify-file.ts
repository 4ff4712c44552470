import { readSync } from 'node:fs';
import { setImmediate as immediately } from 'node:timers/promises';
import {
  finishRecord,
  RecordReader,
  type BallotToExamine,
  type OpenRecord,
  type Opening,
  type Report,
} from '../protocol/verify-record.ts';
import { BallotReader } from './ballot-reader.ts';
import type { BallotThread } from './ballot-threads.ts';
import type { FromWorker, Outcomes } from './ballot-work.ts';

const PIECE = 1024 * 1024;
/** Ballots that a thread is given at a time: few, so that none is left alone with many at the end. */
const BATCH = 2;
/** How many such a thread has before it, so that it never waits for the next. */
const AHEAD = 2;

export interface Progress {
  readonly begin: (total: number) => void;
  readonly advance: (number: number) => void;
  readonly end: () => void;
}

export interface Verified {
  readonly report: Report;
  /** Undefined when the record could not be read as far as its end. */
  readonly record: OpenRecord | undefined;
}

/**
 * Verifies a record on disk, once through for its board and once for its ballots. Memory does not grow with the length of
 * ballots.
 */
export async function verifyFile(
  descriptor: number,
  threads: readonly BallotThread[],
  progress: Progress,
): Promise<Verified> {
  const [first] = threads;
  let members: Promise<FromWorker | undefined> | undefined;
  // A thread that waits for its first ballot looks at the credentials, while this one reads the rest of the board.
  const reader = new RecordReader({ leavesMembers: first !== undefined });
  const read = readAll(descriptor, reader, () => {
    for (const thread of threads) thread.tell({ ask: 'prepare', election: reader.election ?? '' });
    members = first?.ask({ ask: 'members', credentials: reader.credentials });
  });
  const parts = read.ok ? await examineAll(descriptor, threads, read.record, progress) : [];
  const opening = members === undefined ? read : reader.settleMembers(read, strangerIn(await members));
  if (!opening.ok) return { report: opening.report, record: undefined };
  return { report: finishRecord(opening.record, parts), record: opening.record };
}

async function examineAll(
  descriptor: number,
  threads: readonly BallotThread[],
  record: OpenRecord,
  progress: Progress,
): Promise<readonly string[]> {
  progress.begin(record.walk.ballots.size);
  const parts = await examineBallots(descriptor, threads, record, progress);
  progress.end();
  return parts;
}

/** Neither for the record nor against it: whoever asked must ask again. */
function refuseBroken(): never {
  throw new Error('A thread broke, so nothing was decided about the record');
}

function strangerIn(said: FromWorker | undefined): number {
  return said?.says === 'members' ? said.stranger : refuseBroken();
}

/** Reads the whole file once. */
export function openFile(descriptor: number): Opening {
  return readAll(descriptor, new RecordReader(), () => undefined);
}

/** Reads the whole file once. `onSetUp` is told as soon as the set-up holds. */
function readAll(descriptor: number, reader: RecordReader, onSetUp: () => void): Opening {
  const piece = new Uint8Array(PIECE);
  let position = 0;
  let isTold = false;
  for (;;) {
    const length = readSync(descriptor, piece, 0, PIECE, position);
    if (length === 0 || !reader.push(piece.subarray(0, length))) return reader.end();
    position += length;
    if (isTold || reader.election === undefined) continue;
    isTold = true;
    onSetUp();
  }
}

/**
 * Every thread, this one among them, takes the next few ballots until there are none. Gives the tallies of the threads;
 * throws when one broke.
 */
async function examineBallots(
  descriptor: number,
  threads: readonly BallotThread[],
  { ledger, walk, setUp }: OpenRecord,
  progress: Progress,
): Promise<readonly string[]> {
  const total = walk.ballots.size;
  let next = 0;
  const take = () => {
    const first = next;
    next = Math.min(total, first + BATCH);
    return Array.from({ length: next - first }, (_, place) => ledger.ballot(first + place));
  };
  const keep = (outcomes: Outcomes) => {
    for (const [number, outcome] of outcomes) ledger.take(number, outcome);
    progress.advance(outcomes.length);
  };
  const elsewhere = threads.flatMap((thread) => Array.from({ length: AHEAD }, () => examineThere(thread, take, keep)));
  const own = await examineHere(new BallotReader(descriptor, setUp.prepared), take, keep);
  await Promise.all(elsewhere);
  const tallies = await Promise.all(threads.map((thread) => thread.ask({ ask: 'tally' })));
  if (threads.some(({ isBroken }) => isBroken)) refuseBroken();
  const theirs = tallies.map((said) => (said?.says === 'tally' ? said.tally : undefined));
  return [own, ...theirs].filter((tally) => tally !== undefined);
}

/** Lets the other threads speak after each few ballots, so that none waits for work. */
async function examineHere(
  reader: BallotReader,
  take: () => readonly BallotToExamine[],
  keep: (outcomes: Outcomes) => void,
): Promise<string | undefined> {
  for (let ballots = take(); ballots.length > 0; ballots = take()) {
    for (const ballot of ballots) {
      keep([[ballot.number, reader.examine(ballot)]]);
      await immediately();
    }
  }
  return reader.tally();
}

async function examineThere(
  thread: BallotThread,
  take: () => readonly BallotToExamine[],
  keep: (outcomes: Outcomes) => void,
): Promise<void> {
  for (let ballots = take(); ballots.length > 0; ballots = take()) {
    const said = await thread.ask({ ask: 'examine', ballots });
    if (said?.says !== 'examined') return;
    keep(said.outcomes);
  }
}

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
import type { Outcomes } from './ballot-work.ts';

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
  const opening = openFile(descriptor, (election) => {
    for (const thread of threads) thread.tell({ ask: 'prepare', election });
  });
  if (!opening.ok) return { report: opening.report, record: undefined };
  const { record } = opening;
  progress.begin(record.walk.ballots.size);
  const parts = await examineBallots(descriptor, threads, record, progress);
  progress.end();
  return { report: finishRecord(record, parts), record };
}

/** Reads the whole file once. `onElection` is told as soon as the set-up holds. */
export function openFile(descriptor: number, onElection: (text: string) => void = () => undefined): Opening {
  const reader = new RecordReader();
  const piece = new Uint8Array(PIECE);
  let position = 0;
  let isTold = false;
  for (;;) {
    const length = readSync(descriptor, piece, 0, PIECE, position);
    if (length === 0 || !reader.push(piece.subarray(0, length))) return reader.end();
    position += length;
    if (isTold || reader.election === undefined) continue;
    isTold = true;
    onElection(reader.election);
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
  // Neither for the record nor against it: whoever asked must ask again.
  if (threads.some(({ isBroken }) => isBroken))
    throw new Error('A thread broke, so nothing was decided about the record');
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

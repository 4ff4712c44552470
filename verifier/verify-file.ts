import { readSync } from 'node:fs';
import {
  BallotExaminer,
  finishRecord,
  RecordReader,
  type OpenRecord,
  type Opening,
  type Report,
} from '../protocol/verify-record.ts';
import type { BallotThread } from './ballot-threads.ts';

const PIECE = 1024 * 1024;
/** Ballots that a thread is given at a time: few, so that none is left alone with many at the end. */
const BATCH = 4;
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
  const parts =
    threads.length === 0
      ? examineHere(descriptor, record, progress)
      : await examineInThreads(threads, record, progress);
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

function examineHere(descriptor: number, { ledger, walk, setUp }: OpenRecord, progress: Progress): readonly string[] {
  const examiner = new BallotExaminer(setUp.prepared);
  for (let number = 0; number < walk.ballots.size; number += 1) {
    const ballot = ledger.ballot(number);
    const room = new Uint8Array(examiner.isTooLong(ballot) ? 0 : ballot.length);
    const length = readSync(descriptor, room, 0, room.length, ballot.position);
    ledger.take(number, examiner.examine(room.subarray(0, length), ballot));
    progress.advance(1);
  }
  const tally = examiner.tally();
  return tally === undefined ? [] : [tally];
}

/** Every thread takes the next few ballots until there are none. Throws when a thread broke. */
async function examineInThreads(
  threads: readonly BallotThread[],
  { ledger, walk }: OpenRecord,
  progress: Progress,
): Promise<readonly string[]> {
  const total = walk.ballots.size;
  let next = 0;
  const work = async (thread: BallotThread) => {
    while (next < total) {
      const numbers = Array.from({ length: Math.min(BATCH, total - next) }, (_, place) => next + place);
      next += numbers.length;
      const said = await thread.ask({ ask: 'examine', ballots: numbers.map((number) => ledger.ballot(number)) });
      if (said?.says !== 'examined') return;
      for (const [number, outcome] of said.outcomes) ledger.take(number, outcome);
      progress.advance(said.outcomes.length);
    }
  };
  await Promise.all(threads.flatMap((thread) => Array.from({ length: AHEAD }, () => work(thread))));
  const tallies = await Promise.all(threads.map((thread) => thread.ask({ ask: 'tally' })));
  // Neither for the record nor against it: whoever asked must ask again.
  if (threads.some(({ isBroken }) => isBroken))
    throw new Error('A thread broke, so nothing was decided about the record');
  return tallies.flatMap((said) => (said?.says === 'tally' && said.tally !== undefined ? [said.tally] : []));
}

import { readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { BallotExaminer, type BallotOutcome, type BallotToExamine } from '../protocol/verify-record.ts';

/** What a thread is asked: first to prepare for an election, then to examine ballots, then for the tally of those. */
export type ToWorker =
  | { readonly ask: 'prepare'; readonly election: string }
  | { readonly ask: 'examine'; readonly ballots: readonly BallotToExamine[] }
  | { readonly ask: 'tally' };

export type FromWorker =
  | { readonly says: 'examined'; readonly outcomes: readonly (readonly [number: number, outcome: BallotOutcome])[] }
  /** Undefined when none of the ballots that it examined counts. */
  | { readonly says: 'tally'; readonly tally: string | undefined };

/** The file, opened by whoever started the thread: all read the same one, whatever becomes of its name. */
const { descriptor } = workerData as { readonly descriptor: number };

let examiner: BallotExaminer | undefined;
let room = new Uint8Array(64 * 1024);

parentPort?.on('message', (asked: ToWorker) => {
  const said = answer(asked);
  if (said !== undefined) parentPort?.postMessage(said);
});

function answer(asked: ToWorker): FromWorker | undefined {
  switch (asked.ask) {
    case 'prepare':
      examiner = new BallotExaminer(asked.election);
      return undefined;
    case 'examine':
      return { says: 'examined', outcomes: asked.ballots.map((ballot) => [ballot.number, examine(ballot)]) };
    case 'tally':
      return { says: 'tally', tally: examiner?.tally() };
  }
}

function examine(ballot: BallotToExamine): BallotOutcome {
  if (examiner === undefined) throw new Error('The thread was not prepared');
  return examiner.examine(examiner.isTooLong(ballot) ? new Uint8Array() : contentOf(ballot), ballot);
}

/** Until the next ballot is read. A file that has become shorter gives less, and the name will not fit. */
function contentOf({ position, length }: BallotToExamine): Uint8Array {
  if (room.length < length) room = new Uint8Array(length);
  return room.subarray(0, readSync(descriptor, room, 0, length, position));
}

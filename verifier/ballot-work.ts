import { parentPort, workerData } from 'node:worker_threads';
import type { BallotOutcome, BallotToExamine } from '../protocol/checks/examine-ballot.ts';
import { BallotReader } from './ballot-reader.ts';

/** What a thread is asked: first to prepare for an election, then to examine ballots, then for the tally of those. */
export type ToWorker =
  | { readonly ask: 'prepare'; readonly election: string }
  | { readonly ask: 'examine'; readonly ballots: readonly BallotToExamine[] }
  | { readonly ask: 'tally' };

export type Outcomes = readonly (readonly [number: number, outcome: BallotOutcome])[];

export type FromWorker =
  | { readonly says: 'examined'; readonly outcomes: Outcomes }
  /** Undefined when none of the ballots that it examined counts. */
  | { readonly says: 'tally'; readonly tally: string | undefined };

/** The file, opened by whoever started the thread: all read the same one, whatever becomes of its name. */
const { descriptor } = workerData as { readonly descriptor: number };

let reader: BallotReader | undefined;

parentPort?.on('message', (asked: ToWorker) => {
  const said = answer(asked);
  if (said !== undefined) parentPort?.postMessage(said);
});

function answer(asked: ToWorker): FromWorker | undefined {
  switch (asked.ask) {
    case 'prepare':
      reader = new BallotReader(descriptor, asked.election);
      return undefined;
    case 'examine':
      return { says: 'examined', outcomes: asked.ballots.map((ballot) => [ballot.number, examine(ballot)]) };
    case 'tally':
      return { says: 'tally', tally: reader?.tally() };
  }
}

function examine(ballot: BallotToExamine): BallotOutcome {
  if (reader === undefined) throw new Error('The thread was not prepared');
  return reader.examine(ballot);
}

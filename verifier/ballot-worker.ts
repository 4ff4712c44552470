import { parentPort, workerData } from 'node:worker_threads';
import { examineBallot, prepareElection, type BallotOutcome } from '../protocol/verify-record.ts';

/** Ballots that stand on the board one after the other, `first` the place of the first among all ballots. */
export interface Batch {
  readonly first: number;
  readonly ballots: readonly string[];
}

export interface BatchOutcome {
  readonly first: number;
  readonly outcomes: readonly BallotOutcome[];
}

const prepared = prepareElection(workerData as string);

parentPort?.on('message', ({ first, ballots }: Batch) => {
  const outcome: BatchOutcome = { first, outcomes: ballots.map((text) => examineBallot(prepared, text)) };
  parentPort?.postMessage(outcome);
});

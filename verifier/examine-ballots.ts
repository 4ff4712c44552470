import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { examineBallot, prepareElection, type BallotOutcome } from '../protocol/verify-record.ts';
import type { Batch, BatchOutcome } from './ballot-worker.ts';

const BATCH = 16;
/** Fewer ballots than this are examined before a second thread would have started. */
const WORTH_THREADS = 8;

/**
 * Examines the ballots of an election on every core. The outcomes are in the order of the ballots; where a thread failed
 * there is none, and the record will not pass.
 */
export async function examineBallots(
  election: string,
  ballots: readonly string[],
  onExamined: (number: number) => void,
): Promise<readonly (BallotOutcome | undefined)[]> {
  if (ballots.length < WORTH_THREADS) return examineHere(election, ballots, onExamined);
  const outcomes = new Array<BallotOutcome | undefined>(ballots.length).fill(undefined);
  let next = 0;
  const takeBatch = (): Batch | undefined => {
    if (next >= ballots.length) return undefined;
    const batch = { first: next, ballots: ballots.slice(next, next + BATCH) };
    next += batch.ballots.length;
    return batch;
  };
  const keep = ({ first, outcomes: some }: BatchOutcome) => {
    for (const [place, outcome] of some.entries()) outcomes[first + place] = outcome;
    onExamined(some.length);
  };
  const threads = Math.min(availableParallelism(), Math.ceil(ballots.length / BATCH));
  await Promise.all(Array.from({ length: threads }, () => runThread(election, takeBatch, keep)));
  return outcomes;
}

function examineHere(
  election: string,
  ballots: readonly string[],
  onExamined: (number: number) => void,
): BallotOutcome[] {
  const prepared = prepareElection(election);
  return ballots.map((text) => {
    const outcome = examineBallot(prepared, text);
    onExamined(1);
    return outcome;
  });
}

/** One thread, from its first batch to its last. A thread that breaks leaves its batch without outcomes. */
async function runThread(
  election: string,
  takeBatch: () => Batch | undefined,
  keep: (outcome: BatchOutcome) => void,
): Promise<void> {
  const worker = new Worker(new URL('ballot-worker.ts', import.meta.url), { workerData: election });
  await new Promise<void>((resolve) => {
    const feed = () => {
      const batch = takeBatch();
      if (batch === undefined) resolve();
      else worker.postMessage(batch);
    };
    worker.on('message', (outcome: BatchOutcome) => {
      keep(outcome);
      feed();
    });
    worker.on('error', () => resolve());
    worker.on('exit', () => resolve());
    feed();
  });
  await worker.terminate();
}

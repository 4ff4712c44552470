import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { prepareElection, sealBallot } from '../protocol/ballot.ts';

/** What a voter's device is asked to seal: the same function that the booth's worker runs. */
export interface SealAsk {
  readonly election: string;
  readonly credential: string;
  readonly choices: number[][];
}

/** Voters' devices: each ballot is sealed in a thread that the server has no part in. */
export interface Devices extends AsyncDisposable {
  seal(ask: SealAsk): Promise<string>;
}

export function startDevices(): Devices {
  const workers = Array.from({ length: availableParallelism() }, () => new Worker(new URL(import.meta.url)));
  const waiting = new Map<number, (ballot: string) => void>();
  for (const worker of workers) {
    worker.on('message', ({ number, ballot }: { number: number; ballot: string }) => {
      waiting.get(number)?.(ballot);
      waiting.delete(number);
    });
    // Without its devices the demonstration cannot go on: it ends with their error.
    worker.on('error', (error) => {
      throw error;
    });
  }
  let next = 0;
  return {
    seal: (ask) =>
      new Promise((resolve) => {
        next += 1;
        waiting.set(next, resolve);
        workers[next % workers.length]?.postMessage({ number: next, ask });
      }),
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

if (!isMainThread) {
  let prepared: { text: string; election: ReturnType<typeof prepareElection> } | undefined;
  parentPort?.on('message', ({ number, ask }: { number: number; ask: SealAsk }) => {
    if (prepared?.text !== ask.election) prepared = { text: ask.election, election: prepareElection(ask.election) };
    parentPort?.postMessage({ number, ballot: sealBallot(prepared.election, ask) });
  });
}

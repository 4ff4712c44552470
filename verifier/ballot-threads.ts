import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './ballot-work.ts';

/** In a file smaller than this all is checked before a second thread would have started. */
const WORTH_THREADS = 192 * 1024;

/** Threads for the ballots of a file, one for each core but that of the asker. They start while the file is read; none for a small one. */
export function startThreads(descriptor: number, size: number): readonly BallotThread[] {
  if (size < WORTH_THREADS) return [];
  return Array.from({ length: availableParallelism() - 1 }, () => new BallotThread(descriptor));
}

/** A thread that answers one question after the other, in their order. */
export class BallotThread {
  private readonly worker: Worker;
  private readonly waiting: ((said: FromWorker | undefined) => void)[] = [];
  private hasBroken = false;

  constructor(descriptor: number) {
    this.worker = new Worker(new URL('ballot-work.ts', import.meta.url), { workerData: { descriptor } });
    this.worker.on('message', (said: FromWorker) => this.waiting.shift()?.(said));
    this.worker.on('error', () => this.break());
    this.worker.on('exit', () => this.break());
  }

  get isBroken(): boolean {
    return this.hasBroken;
  }

  tell(asked: ToWorker): void {
    this.worker.postMessage(asked);
  }

  /** Undefined when the thread has broken: then nothing was examined. */
  ask(asked: ToWorker): Promise<FromWorker | undefined> {
    if (this.hasBroken) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.worker.postMessage(asked);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private break(): void {
    this.hasBroken = true;
    for (const resolve of this.waiting.splice(0)) resolve(undefined);
  }
}

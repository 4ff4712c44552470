import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { publicArithmetic } from '../../protocol/kernel/public-arithmetic.ts';
import { Problem } from '../problem.ts';
import type { tasks } from './tasks.ts';

type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
type Answer<Name extends TaskName> = Awaited<ReturnType<Tasks[Name]>>;

/**
 * Runs the protocol's slow functions on every core, off the thread that answers requests. No lock is held meanwhile. A
 * thread starts when work waits that no other is free for.
 */
export interface Proofs extends AsyncDisposable {
  run<Name extends TaskName>(name: Name, ask: Parameters<Tasks[Name]>[0]): Promise<Answer<Name>>;
}

interface Job {
  readonly name: TaskName;
  readonly ask: unknown;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Beyond this many waiting, an asker is told to come back. */
const mostWaiting = 2000;

export function startProofs(threads = availableParallelism()): Proofs {
  // While this thread holds the compiled kernel, all threads share it. Otherwise each would compile its own and throw it away
  // when it ends, and V8 has aborted now and then where several did so at once ("jit_page.has_value()").
  publicArithmetic();
  const waiting: Job[] = [];
  const running = new Map<Worker, Job>();
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  let isClosed = false;

  function start(): Worker {
    const worker = new Worker(new URL('thread.ts', import.meta.url));
    all.add(worker);
    worker.on('message', (message: { answer: unknown } | { error: unknown }) => {
      settle(worker, (job) => {
        if ('error' in message) job.reject(message.error);
        else job.resolve(message.answer);
      });
      idle.push(worker);
      next();
    });
    // A thread that dies takes only its own job with it.
    worker.on('error', (error) => {
      settle(worker, (job) => {
        job.reject(error);
      });
    });
    worker.on('exit', () => {
      all.delete(worker);
      const place = idle.indexOf(worker);
      if (place >= 0) idle.splice(place, 1);
      settle(worker, (job) => {
        job.reject(new Error('A proof thread stopped'));
      });
      if (!isClosed) next();
    });
    return worker;
  }

  function settle(worker: Worker, how: (job: Job) => void): void {
    const job = running.get(worker);
    running.delete(worker);
    if (job !== undefined) how(job);
    if (running.size === 0) for (const one of all) one.unref();
  }

  function next(): void {
    if (waiting.length === 0) return;
    const worker = idle.pop() ?? (all.size < threads ? start() : undefined);
    const job = worker === undefined ? undefined : waiting.shift();
    if (worker === undefined || job === undefined) return;
    running.set(worker, job);
    worker.ref();
    worker.postMessage({ name: job.name, ask: job.ask });
  }

  return {
    run<Name extends TaskName>(name: Name, ask: Parameters<Tasks[Name]>[0]) {
      if (waiting.length >= mostWaiting) throw new Problem('busy', { detail: 'Try again in a minute.' });
      return new Promise<Answer<Name>>((resolve, reject) => {
        waiting.push({ name, ask, resolve: resolve as (answer: unknown) => void, reject });
        next();
      });
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

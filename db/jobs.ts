import { fromKysely, PgBoss, type JobResult, type JobWithMetadata } from 'pg-boss';
import type { Transaction } from './connect.ts';

/** Every job there is, and what it carries: ids, never secrets or choices. */
export interface Jobs {
  'send-mail': { readonly mailId: string };
  'tally-election': { readonly electionId: string };
  'run-import': { readonly importId: string };
  'process-provider-event': { readonly eventId: string };
  reconcile: { readonly day: string };
}
export type JobName = keyof Jobs;
export type JobHandlers = { readonly [Name in JobName]: (payload: unknown, isLastTry: boolean) => Promise<void> };

const queues: {
  readonly [Name in JobName]: {
    retryLimit: number;
    retryDelay: number;
    retryDelayMax: number;
    heartbeatSeconds: number;
    batch: number;
  };
} = {
  // About a day of tries, from half a minute to half an hour apart: a mail server that is down over night is no lost ballot.
  'send-mail': { retryLimit: 60, retryDelay: 30, retryDelayMax: 1800, heartbeatSeconds: 30, batch: 20 },
  'tally-election': { retryLimit: 1000, retryDelay: 5, retryDelayMax: 60, heartbeatSeconds: 30, batch: 1 },
  'run-import': { retryLimit: 20, retryDelay: 5, retryDelayMax: 60, heartbeatSeconds: 30, batch: 1 },
  // Two weeks of tries, the last ones an hour apart: a payment is not lost while the provider is away.
  'process-provider-event': { retryLimit: 400, retryDelay: 5, retryDelayMax: 3600, heartbeatSeconds: 10, batch: 5 },
  // The next day begins another one.
  reconcile: { retryLimit: 20, retryDelay: 60, retryDelayMax: 3600, heartbeatSeconds: 60, batch: 1 },
};
const names = Object.keys(queues) as JobName[];

/** The queue, behind the few things that we use of it. A job is born in the transaction that needs it. */
export interface Queue extends AsyncDisposable {
  /** `isUrgent`: somebody is waiting for it in front of a screen; it overtakes what is not. */
  enqueue<Name extends JobName>(
    trx: Transaction,
    name: Name,
    payloads: readonly Jobs[Name][],
    options?: { isUrgent: boolean },
  ): Promise<void>;
  /** Takes jobs until disposed; jobs of a killed worker come back when their heartbeat stops. */
  work(handlers: JobHandlers): Promise<void>;
  /** Runs every job that is due, and those that they enqueue, until none is left. For tests. */
  runToEmpty(handlers: JobHandlers): Promise<void>;
}

/** `supervise`: this process also looks after stuck jobs; the worker does, a web process need not. */
export async function openQueue(
  url: string,
  options: { supervise: boolean; onError: (error: unknown) => void },
): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    application_name: 'quorate-jobs',
    max: 4,
    schedule: false,
    supervise: options.supervise,
    useListenNotify: options.supervise,
    monitorIntervalSeconds: 10,
    superviseIntervalSeconds: 10,
  });
  boss.on('error', options.onError);
  await boss.start();
  for (const name of names) {
    const { batch: _, ...policy } = queues[name];
    await boss.createQueue(name, { ...policy, retryBackoff: true, notify: true });
  }
  return {
    async enqueue(trx, name, payloads, { isUrgent } = { isUrgent: false }) {
      if (payloads.length === 0) return;
      const priority = isUrgent ? 1 : 0;
      await boss.insert(
        name,
        payloads.map((data) => ({ data, priority })),
        { db: fromKysely(trx) },
      );
    },
    async work(handlers) {
      for (const name of names) {
        await boss.work(
          name,
          {
            batchSize: queues[name].batch,
            burstWhenBatchFull: queues[name].batch > 1,
            pollingIntervalSeconds: 1,
            notifyPollingIntervalSeconds: 1,
            includeMetadata: true,
            perJobResults: true,
          },
          (jobs) => Promise.all(jobs.map((job) => runJob(job, handlers[name], options.onError))),
        );
      }
    },
    async runToEmpty(handlers) {
      for (let ran = 1; ran > 0;) {
        ran = 0;
        for (const name of names) ran += await runBatch(boss, name, handlers);
      }
    },
    [Symbol.asyncDispose]: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

/** One job's fate: a failed one is tried again later, its neighbours are none the worse. */
async function runJob(
  job: JobWithMetadata<unknown>,
  handle: (payload: unknown, isLastTry: boolean) => Promise<void>,
  onError: (error: unknown) => void,
): Promise<JobResult> {
  try {
    await handle(job.data, job.retryCount >= job.retryLimit);
    return { id: job.id, status: 'completed' };
  } catch (error) {
    onError(error);
    return { id: job.id, status: 'failed', output: { message: String(error) } };
  }
}

async function runBatch(boss: PgBoss, name: JobName, handlers: JobHandlers): Promise<number> {
  const jobs = await boss.fetch(name, { batchSize: 100, includeMetadata: true });
  for (const job of jobs) {
    try {
      await handlers[name](job.data, job.retryCount >= job.retryLimit);
      await boss.complete(name, job.id);
    } catch (error) {
      await boss.fail(name, job.id, { message: String(error) });
    }
  }
  return jobs.length;
}

import workerUrl from './registrar.worker.ts?worker&url';
import { startWorker } from '../parts/worker.ts';
import type { FromWorker, ToWorker } from './registrar.worker.ts';

/** The worker as a promise: one question at a time; progress, 0 to 1, may come before the answer. */
export interface Helper {
  readonly ask: (
    question: ToWorker,
    onProgress?: (done: number) => void,
    transfer?: Transferable[],
  ) => Promise<FromWorker>;
  /** Forgets every secret. */
  readonly end: () => void;
}

export function startHelper(): Helper {
  const worker = startWorker(workerUrl);
  return {
    ask: (question, onProgress, transfer = []) => {
      const answered = Promise.withResolvers<FromWorker>();
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.says === 'progress') onProgress?.(data.done);
        else answered.resolve(data);
      };
      worker.onerror = () => answered.resolve({ says: 'failed' });
      worker.postMessage(question, transfer);
      return answered.promise;
    },
    end: () => worker.terminate(),
  };
}

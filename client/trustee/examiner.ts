import examinerUrl from './examine.worker.ts?worker&url';
import { startWorker } from '../parts/worker.ts';
import type { BoardFacts, Doubt, Wanted } from './examine.ts';
import type { FromExaminer, ToExaminer } from './examine.worker.ts';

export type Verdict =
  { readonly is: 'passed'; readonly facts: BoardFacts } | { readonly is: 'doubted'; readonly doubt: Doubt };

/** The worker as two promises: look at the record, then decrypt what was looked at. */
export interface Examiner {
  readonly examine: (
    record: ArrayBuffer,
    wanted: Wanted,
    onProgress: (done: number, all: number) => void,
  ) => Promise<Verdict>;
  readonly decrypt: (privateKey: string) => Promise<string>;
  readonly end: () => void;
}

export function startExaminer(): Examiner {
  const worker = startWorker(examinerUrl);
  return {
    examine: async (record, wanted, onProgress) => {
      const said = await ask(worker, { ask: 'examine', record, wanted }, onProgress, [record]);
      if (said.says === 'passed') return { is: 'passed', facts: said.facts };
      if (said.says === 'doubted') return { is: 'doubted', doubt: said.doubt };
      throw new Error('The record could not be looked at');
    },
    decrypt: async (privateKey) => {
      const said = await ask(worker, { ask: 'decrypt', privateKey });
      if (said.says === 'share') return said.share;
      throw new Error('The part could not be made');
    },
    end: () => worker.terminate(),
  };
}

/** One question at a time; progress may come before the answer. */
function ask(
  worker: Worker,
  question: ToExaminer,
  onProgress?: (done: number, all: number) => void,
  transfer: Transferable[] = [],
): Promise<FromExaminer> {
  const answered = Promise.withResolvers<FromExaminer>();
  worker.onmessage = ({ data }: MessageEvent<FromExaminer>) => {
    if (data.says === 'progress') onProgress?.(data.done, data.all);
    else answered.resolve(data);
  };
  worker.onerror = () => answered.reject(new Error('The worker stopped'));
  worker.postMessage(question, transfer);
  return answered.promise;
}

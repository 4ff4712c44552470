import examinerUrl from './examine.worker.ts?worker&url';
import { startWorker } from '../parts/worker.ts';
import type { BoardFacts, Doubt, Wanted } from '../../protocol/examine-tally.ts';
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
  /** The part, and the hash of the tally that it opens. */
  readonly decrypt: (privateKey: string) => Promise<{ readonly share: string; readonly tally: string }>;
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
      if (said.says === 'share') return { share: said.share, tally: said.tally };
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

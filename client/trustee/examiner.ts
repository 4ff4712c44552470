import examinerUrl from './examine.worker.ts?worker&url';
import mixerUrl from './mix.worker.ts?worker&url';
import { startWorker } from '../parts/worker.ts';
import type { BoardFacts, Doubt, Wanted } from '../../protocol/examine-tally.ts';
import type { FromExaminer, MadeShuffle, ToExaminer } from './examine.worker.ts';

export type Verdict =
  { readonly is: 'passed'; readonly facts: BoardFacts } | { readonly is: 'doubted'; readonly doubt: Doubt };

/** The worker as promises: look at the record, then mix or decrypt what was looked at. */
export interface Examiner {
  readonly examine: (
    record: ArrayBuffer,
    wanted: Wanted,
    onProgress: (done: number, all: number) => void,
  ) => Promise<Verdict>;
  readonly shuffle: (onProgress: (done: number, all: number) => void) => Promise<MadeShuffle>;
  /** The part, and the hash of the tally that it opens. */
  readonly decrypt: (
    privateKey: string,
    onProgress: (done: number, all: number) => void,
  ) => Promise<{ readonly share: string; readonly tally: string }>;
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
    shuffle: (onProgress) => shuffle(worker, onProgress),
    decrypt: async (privateKey, onProgress) => {
      const said = await ask(worker, { ask: 'decrypt', privateKey }, onProgress);
      if (said.says === 'share') return { share: said.share, tally: said.tally };
      throw new Error('The part could not be made');
    },
    end: () => worker.terminate(),
  };
}

/** With as many helpers as there are cores besides the page's own. */
async function shuffle(worker: Worker, onProgress: (done: number, all: number) => void): Promise<MadeShuffle> {
  const helpers = Array.from({ length: Math.max(1, navigator.hardwareConcurrency - 1) }, () => startWorker(mixerUrl));
  const stopped = Promise.withResolvers<never>();
  const hands = helpers.map((helper) => {
    const { port1, port2 } = new MessageChannel();
    helper.onerror = () => stopped.reject(new Error('A helper stopped'));
    helper.postMessage(port2, [port2]);
    return port1;
  });
  try {
    const said = await Promise.race([ask(worker, { ask: 'shuffle', hands }, onProgress, hands), stopped.promise]);
    if (said.says !== 'shuffle') throw new Error('The ballots could not be mixed');
    return said;
  } finally {
    for (const helper of helpers) helper.terminate();
  }
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

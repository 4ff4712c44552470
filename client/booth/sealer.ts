import sealerUrl from './seal.worker.ts?worker&url';
import { startWorker } from '../parts/worker.ts';
import type { FromSealer, ToSealer } from './seal.worker.ts';
import type { PaperQuestion, Sealed } from './state.ts';

/** The worker as promises: read the paper, seal the choices, open what was sealed. */
export interface Sealer {
  readonly prepare: (paper: string) => Promise<readonly PaperQuestion[]>;
  readonly seal: (credential: string, choices: readonly (readonly number[])[]) => Promise<Sealed>;
  /** The text of the opened ballot; rejects when the worker does not have it any more. */
  readonly open: (promise: string) => Promise<string>;
  readonly end: () => void;
}

export function startSealer(): Sealer {
  const worker = startWorker(sealerUrl);
  return {
    prepare: async (paper) => {
      const said = await ask(worker, { ask: 'prepare', paper });
      if (said.says !== 'prepared') throw new Error('The paper could not be read');
      return said.questions;
    },
    seal: async (credential, choices) => {
      const said = await ask(worker, { ask: 'seal', credential, choices });
      if (said.says !== 'sealed') throw new Error('The ballot could not be sealed');
      return { ballot: said.ballot, tracker: said.tracker, promise: said.promise };
    },
    open: async (promise) => {
      const said = await ask(worker, { ask: 'open', promise });
      if (said.says !== 'opened') throw new Error('The ballot is not here any more');
      return said.text;
    },
    end: () => worker.terminate(),
  };
}

/** One question at a time: the booth asks the next only after the answer. */
function ask(worker: Worker, question: ToSealer): Promise<FromSealer> {
  const answered = Promise.withResolvers<FromSealer>();
  worker.onmessage = ({ data }: MessageEvent<FromSealer>) => answered.resolve(data);
  worker.onerror = () => answered.reject(new Error('The worker stopped'));
  worker.postMessage(question);
  return answered.promise;
}

import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { shuffleExamined, type ExaminedTally } from '../protocol/examine-tally.ts';
import type { Spot } from '../protocol/shuffle/secret-powers.ts';
import { sharedAmong, type Hand } from '../protocol/shuffle/share-work.ts';
import { tellProgress } from './tell-progress.ts';

/** A shuffle of what was examined, made on every core; how far it has come is told. */
export async function mix(tally: ExaminedTally): Promise<string> {
  const url = new URL('mix-thread.ts', import.meta.url);
  const threads = Array.from({ length: availableParallelism() }, () => new Worker(url));
  try {
    const perform = sharedAmong(threads.map(handOf));
    return await shuffleExamined(tally, { perform, onProgress: tellProgress('Mixing the ballots') });
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** A piece of work at a time. */
function handOf(thread: Worker): Hand {
  return async (work) => {
    thread.postMessage(work);
    const [spots] = (await once(thread, 'message')) as [readonly Spot[]];
    return spots;
  };
}

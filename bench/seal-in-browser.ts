/** A browser's worker, as far as it is needed here: no other file of the bench knows a browser. */
interface Sealer {
  onmessage: (message: { readonly data: { readonly says: string } }) => void;
  onerror: () => void;
  readonly postMessage: (question: unknown) => void;
  readonly terminate: () => void;
}
declare const Worker: new (script: string) => Sealer;

/** Where the script of the booth's own worker is, and what a voter asks of it. */
export interface Asked {
  readonly script: string;
  readonly election: string;
  readonly credential: string;
  readonly choices: readonly (readonly number[])[];
  readonly rounds: number;
}

/** In milliseconds, from the message to the worker to the sealed ballot and its tracker. */
export interface SealTimes {
  readonly prepared: readonly number[];
  readonly unprepared: readonly number[];
}

/** Longer than the worker takes to prepare a ballot; a voter reads longer. */
const reading = 2500;

/** Runs in the page, which is that of a voter. */
async function sealTimes({ script, election, credential, choices, rounds }: Asked): Promise<SealTimes> {
  const prepared: number[] = [];
  const unprepared: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const worker = new Worker(script);
    await ask(worker, { ask: 'prepare', paper: election });
    unprepared.push(await ask(worker, { ask: 'seal', credential, choices }));
    await new Promise((wait) => setTimeout(wait, reading));
    prepared.push(await ask(worker, { ask: 'seal', credential, choices }));
    worker.terminate();
  }
  return { prepared, unprepared };
}

function ask(worker: Sealer, question: unknown): Promise<number> {
  const start = performance.now();
  const answered = Promise.withResolvers<number>();
  worker.onmessage = ({ data }) => {
    if (data.says === 'failed') answered.reject(new Error('The worker could not do it'));
    else answered.resolve(performance.now() - start);
  };
  worker.onerror = () => answered.reject(new Error('The worker stopped'));
  worker.postMessage(question);
  return answered.promise;
}

Object.assign(globalThis, { sealTimes });

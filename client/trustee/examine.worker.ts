import {
  decryptExamined,
  shuffleExamined,
  type BoardFacts,
  type Doubt,
  type ExaminedTally,
  type Wanted,
} from '../../protocol/examine-tally.ts';
import { hashOf } from '../../protocol/hash.ts';
import type { Spot } from '../../protocol/shuffle/secret-powers.ts';
import { sharedAmong, type Hand } from '../../protocol/shuffle/share-work.ts';
import { examine } from './examine.ts';

/** The trustee's checks, the shuffle and the decryption, off the page's own thread. */

export type ToExaminer =
  | { readonly ask: 'examine'; readonly record: ArrayBuffer; readonly wanted: Wanted }
  /** Each port leads to a thread that helps: its secrets never pass through the page. */
  | { readonly ask: 'shuffle'; readonly hands: readonly MessagePort[] }
  | { readonly ask: 'decrypt'; readonly privateKey: string };

export type FromExaminer =
  | { readonly says: 'progress'; readonly done: number; readonly all: number }
  | { readonly says: 'passed'; readonly facts: BoardFacts }
  | { readonly says: 'doubted'; readonly doubt: Doubt }
  /** `tally`: the hash of what was opened. */
  | { readonly says: 'share'; readonly share: string; readonly tally: string }
  | ({ readonly says: 'shuffle' } & MadeShuffle)
  | { readonly says: 'failed' };

export interface MadeShuffle {
  readonly shuffle: string;
  readonly hash: string;
  /** How many had mixed the ballots before. */
  readonly after: number;
}

let examined: { readonly tally: ExaminedTally; readonly facts: BoardFacts } | undefined;

function say(words: FromExaminer): void {
  postMessage(words);
}

/** A hundred times at the most: the page draws each. */
function progress(): (done: number, all: number) => void {
  let told = -1;
  return (done, all) => {
    const hundredth = Math.floor((100 * done) / all);
    if (hundredth === told) return;
    told = hundredth;
    say({ says: 'progress', done, all });
  };
}

async function answer(ask: ToExaminer): Promise<FromExaminer> {
  switch (ask.ask) {
    case 'examine': {
      const examination = examine(new Uint8Array(ask.record), ask.wanted, (done, all) =>
        say({ says: 'progress', done, all }),
      );
      if (!examination.ok) return { says: 'doubted', doubt: examination.doubt };
      examined = examination;
      return { says: 'passed', facts: examination.facts };
    }
    case 'shuffle':
      return examined === undefined ? { says: 'failed' } : shuffled(examined, ask.hands);
    case 'decrypt':
      return examined === undefined ? { says: 'failed' } : share(examined.tally, ask.privateKey);
  }
}

async function shuffled(
  { tally, facts }: NonNullable<typeof examined>,
  hands: readonly MessagePort[],
): Promise<FromExaminer> {
  const perform = sharedAmong(hands.map(handOf));
  const shuffle = await shuffleExamined(tally, { perform, onProgress: progress() });
  return { says: 'shuffle', shuffle, hash: hashOf(shuffle), after: facts.shuffles };
}

/** A piece of work at a time. */
function handOf(port: MessagePort): Hand {
  return (work) => {
    const done = Promise.withResolvers<readonly Spot[]>();
    port.onmessage = ({ data }: MessageEvent<readonly Spot[]>) => done.resolve(data);
    port.postMessage(work);
    return done.promise;
  };
}

function share(tally: ExaminedTally, privateKey: string): FromExaminer {
  const part = decryptExamined(tally, privateKey, progress());
  return part === undefined ? { says: 'failed' } : { says: 'share', share: part, tally: tally.hash };
}

addEventListener('message', ({ data }: MessageEvent<ToExaminer>) => {
  answer(data).then(say, () => say({ says: 'failed' }));
});

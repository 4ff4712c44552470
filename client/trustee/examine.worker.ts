import {
  decryptExamined,
  type BoardFacts,
  type Doubt,
  type ExaminedTally,
  type Wanted,
} from '../../protocol/examine-tally.ts';
import { examine } from './examine.ts';

/** The trustee's checks and the decryption, off the page's own thread. */

export type ToExaminer =
  | { readonly ask: 'examine'; readonly record: ArrayBuffer; readonly wanted: Wanted }
  | { readonly ask: 'decrypt'; readonly privateKey: string };

export type FromExaminer =
  | { readonly says: 'progress'; readonly done: number; readonly all: number }
  | { readonly says: 'passed'; readonly facts: BoardFacts }
  | { readonly says: 'doubted'; readonly doubt: Doubt }
  /** `tally`: the hash of what was opened. */
  | { readonly says: 'share'; readonly share: string; readonly tally: string }
  | { readonly says: 'failed' };

let examined: ExaminedTally | undefined;

function say(words: FromExaminer): void {
  postMessage(words);
}

function answer(ask: ToExaminer): FromExaminer {
  switch (ask.ask) {
    case 'examine': {
      const examination = examine(new Uint8Array(ask.record), ask.wanted, (done, all) =>
        say({ says: 'progress', done, all }),
      );
      if (!examination.ok) return { says: 'doubted', doubt: examination.doubt };
      examined = examination.tally;
      return { says: 'passed', facts: examination.facts };
    }
    case 'decrypt':
      return examined === undefined ? { says: 'failed' } : share(examined, ask.privateKey);
  }
}

function share(tally: ExaminedTally, privateKey: string): FromExaminer {
  const part = decryptExamined(tally, privateKey);
  return part === undefined ? { says: 'failed' } : { says: 'share', share: part, tally: tally.hash };
}

addEventListener('message', ({ data }: MessageEvent<ToExaminer>) => {
  try {
    say(answer(data));
  } catch {
    say({ says: 'failed' });
  }
});

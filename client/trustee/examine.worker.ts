import { decryptExamined, examine, type BoardFacts, type Doubt, type ExaminedTally, type Wanted } from './examine.ts';

/** The trustee's checks and the decryption, off the page's own thread. */

export type ToExaminer =
  | { readonly ask: 'examine'; readonly record: ArrayBuffer; readonly wanted: Wanted }
  | { readonly ask: 'decrypt'; readonly privateKey: string };

export type FromExaminer =
  | { readonly says: 'progress'; readonly done: number; readonly all: number }
  | { readonly says: 'passed'; readonly facts: BoardFacts }
  | { readonly says: 'doubted'; readonly doubt: Doubt }
  | { readonly says: 'share'; readonly share: string }
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
      if (examined === undefined) return { says: 'failed' };
      return { says: 'share', share: decryptExamined(examined, ask.privateKey) };
  }
}

addEventListener('message', ({ data }: MessageEvent<ToExaminer>) => {
  try {
    say(answer(data));
  } catch {
    say({ says: 'failed' });
  }
});

import { prepareElection, prepareSealing, sealToChallenge } from '../../protocol/ballot.ts';
import type { Challenge, PreparedElection, Preparation } from '../../protocol/ballot.ts';
import type { Question } from '../../protocol/question.ts';
import type { PaperQuestion } from './state.ts';

/** The voter's side of the cryptography, off the page's own thread. The choices leave it only as a sealed ballot. */

export type ToSealer =
  | { readonly ask: 'prepare'; readonly paper: string }
  | { readonly ask: 'seal'; readonly credential: string; readonly choices: readonly (readonly number[])[] }
  /** To open the ballot that was sealed last. Once only, and only instead of casting it. */
  | { readonly ask: 'open' };

export type FromSealer =
  | { readonly says: 'prepared'; readonly questions: readonly PaperQuestion[] }
  | ({ readonly says: 'sealed' } & Pick<Challenge, 'ballot' | 'tracker' | 'promise'>)
  | { readonly says: 'opened'; readonly text: string }
  | { readonly says: 'failed' };

let prepared: PreparedElection | undefined;
let preparation: Preparation | undefined;
let sealed: Challenge | undefined;

function answer(ask: ToSealer): FromSealer {
  switch (ask.ask) {
    case 'prepare':
      prepared = prepareElection(ask.paper);
      return { says: 'prepared', questions: prepared.election.questions.map(shown) };
    case 'seal': {
      if (prepared === undefined) return { says: 'failed' };
      const { credential, choices } = ask;
      sealed = sealToChallenge(prepared, { credential, choices }, preparation);
      const { ballot, tracker, promise } = sealed;
      return { says: 'sealed', ballot, tracker, promise };
    }
    case 'open': {
      const text = sealed?.open();
      sealed = undefined;
      return text === undefined ? { says: 'failed' } : { says: 'opened', text };
    }
  }
}

function shown(asked: Question): PaperQuestion {
  const { question, answers } = asked;
  return { question, answers, max: asked.kind === 'sums' ? asked.max : answers.length };
}

/** Prepares the next ballot while the voter reads: some steps at a time, so that whatever is asked meanwhile is heard. */
function prepareOn(next: Preparation): void {
  if (next !== preparation) return;
  for (let step = 0; step < 8; step += 1) if (!next.advance()) return;
  setTimeout(prepareOn, 0, next);
}

addEventListener('message', ({ data }: MessageEvent<ToSealer>) => {
  try {
    postMessage(answer(data));
  } catch {
    postMessage({ says: 'failed' } satisfies FromSealer);
  }
  if (prepared === undefined || data.ask === 'open') return;
  preparation = prepareSealing(prepared);
  setTimeout(prepareOn, 0, preparation);
});

import {
  prepareElection,
  prepareSealing,
  sealToChallenge,
  type Challenge,
  type Preparation,
  type PreparedElection,
} from '../../protocol/ballot.ts';
import type { Question } from '../../protocol/question.ts';
import type { PaperQuestion } from './state.ts';

/**
 * The voter's side of the cryptography, off the page's own thread. The choices leave it only as a sealed ballot, or as
 * an opened one, which the voter asked for.
 */

export type ToSealer =
  | { readonly ask: 'prepare'; readonly paper: string }
  | { readonly ask: 'seal'; readonly credential: string; readonly choices: readonly (readonly number[])[] }
  /** The ballot that was sealed last, if it is still the one with this code. */
  | { readonly ask: 'open'; readonly promise: string };

export type FromSealer =
  | { readonly says: 'prepared'; readonly questions: readonly PaperQuestion[] }
  | { readonly says: 'sealed'; readonly ballot: string; readonly tracker: string; readonly promise: string }
  | { readonly says: 'opened'; readonly text: string }
  | { readonly says: 'failed' };

let prepared: PreparedElection | undefined;
let preparation: Preparation | undefined;
let challenge: Challenge | undefined;

function answer(ask: ToSealer): FromSealer {
  switch (ask.ask) {
    case 'prepare':
      prepared = prepareElection(ask.paper);
      prepareNext(prepared);
      return { says: 'prepared', questions: prepared.election.questions.map(shown) };
    case 'seal': {
      if (prepared === undefined) return { says: 'failed' };
      challenge = sealToChallenge(prepared, { credential: ask.credential, choices: ask.choices }, preparation);
      const { ballot, tracker, promise } = challenge;
      prepareNext(prepared);
      return { says: 'sealed', ballot, tracker, promise };
    }
    case 'open': {
      if (challenge?.promise !== ask.promise) return { says: 'failed' };
      const text = challenge.open();
      challenge = undefined;
      return { says: 'opened', text };
    }
  }
}

/** While the voter reads: what does not depend on the choices, a millisecond at a time. Each is used for one ballot. */
function prepareNext(election: PreparedElection): void {
  const next = prepareSealing(election);
  preparation = next;
  const step = () => {
    if (preparation === next && next.advance()) setTimeout(step);
  };
  setTimeout(step);
}

function shown(asked: Question): PaperQuestion {
  const { question, answers } = asked;
  return { question, answers, max: asked.kind === 'sums' ? asked.max : answers.length };
}

addEventListener('message', ({ data }: MessageEvent<ToSealer>) => {
  try {
    postMessage(answer(data));
  } catch {
    postMessage({ says: 'failed' } satisfies FromSealer);
  }
});

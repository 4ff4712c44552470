import { prepareElection, sealBallot, trackerOf, type PreparedElection } from '../../protocol/ballot.ts';
import type { Question } from '../../protocol/question.ts';
import type { PaperQuestion } from './state.ts';

/** The voter's side of the cryptography, off the page's own thread. The choices leave it only as a sealed ballot. */

export type ToSealer =
  | { readonly ask: 'prepare'; readonly paper: string }
  | { readonly ask: 'seal'; readonly credential: string; readonly choices: readonly (readonly number[])[] };

export type FromSealer =
  | { readonly says: 'prepared'; readonly questions: readonly PaperQuestion[] }
  | { readonly says: 'sealed'; readonly ballot: string; readonly tracker: string }
  | { readonly says: 'failed' };

let prepared: PreparedElection | undefined;

function answer(ask: ToSealer): FromSealer {
  switch (ask.ask) {
    case 'prepare':
      prepared = prepareElection(ask.paper);
      return { says: 'prepared', questions: prepared.election.questions.map(shown) };
    case 'seal': {
      if (prepared === undefined) return { says: 'failed' };
      const ballot = sealBallot(prepared, { credential: ask.credential, choices: ask.choices });
      return { says: 'sealed', ballot, tracker: trackerOf(ballot) };
    }
  }
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

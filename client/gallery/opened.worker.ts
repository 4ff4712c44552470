import { prepareElection, verifyOpenedBallot, type PreparedElection } from '../../protocol/ballot.ts';

/** Checks opened ballots in the visitor's own browser: each is encrypted again and compared. */

export interface ToOpener {
  readonly paper: string;
  readonly texts: readonly string[];
}

/** What an opened ballot held, or why it is not what it says. */
export type OpenedVerdict =
  | { readonly ok: true; readonly promise: string; readonly choices: readonly (readonly number[])[] }
  | { readonly ok: false; readonly words: string };

function verdictOf(prepared: PreparedElection, text: string): OpenedVerdict {
  const verdict = verifyOpenedBallot(prepared, text);
  return verdict.ok
    ? { ok: true, promise: verdict.promise, choices: verdict.choices }
    : { ok: false, words: `${verdict.failed}: ${verdict.detail}` };
}

addEventListener('message', ({ data: { paper, texts } }: MessageEvent<ToOpener>) => {
  const prepared = prepareElection(paper);
  postMessage(texts.map((text) => verdictOf(prepared, text)));
});

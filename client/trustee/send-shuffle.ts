import type { ProblemDocument } from '../../api/problems.ts';
import { shuffleRoute, trusteeHeader, trusteeView, type TrusteeView } from '../../api/trustees.ts';
import type { Failed } from '../parts/refusals.tsx';
import type { MadeShuffle } from './examine.worker.ts';

export type ShuffleAnswer = { readonly ok: true; readonly reply: TrusteeView } | Failed;

/** Sends a shuffle as it is: it can be of many megabytes, so the token goes ahead of it. */
export async function sendShuffle(
  { electionId, token }: { readonly electionId: string; readonly token: string },
  { shuffle, after }: MadeShuffle,
): Promise<ShuffleAnswer> {
  const address = `${shuffleRoute.replace(':electionId', encodeURIComponent(electionId))}?after=${after}`;
  try {
    const response = await fetch(address, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'error',
      headers: { 'content-type': 'application/json', ...trusteeHeader(token) },
      body: shuffle,
    });
    const answer: unknown = await response.json();
    if (!response.ok) return { ok: false, problem: answer as ProblemDocument };
    const reply = trusteeView.safeParse(answer);
    return reply.success ? { ok: true, reply: reply.data } : { ok: false, lost: 'unreadable' };
  } catch {
    return { ok: false, lost: navigator.onLine ? 'no-answer' : 'offline' };
  }
}

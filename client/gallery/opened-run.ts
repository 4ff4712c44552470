import { readAudits } from '../../api/board.ts';
import { readBallotPaper } from '../../api/voting.ts';
import { call } from '../call.ts';
import { startWorker } from '../parts/worker.ts';
import openerUrl from './opened.worker.ts?worker&url';
import type { OpenedVerdict, ToOpener } from './opened.worker.ts';

/** Verdicts by the number of the ballot. */
export type OpenedState =
  | { readonly at: 'idle' | 'checking' | 'stopped' }
  | { readonly at: 'done'; readonly verdicts: ReadonlyMap<number, OpenedVerdict> };

/** Fetches the opened ballots of a page and checks each. */
export async function checkOpened(electionId: string, page: number): Promise<OpenedState> {
  const path = { electionId };
  const [paper, audits] = await Promise.all([
    call(readBallotPaper, { path }),
    call(readAudits, { path, query: { page } }),
  ]);
  if (!paper.ok || !audits.ok) return { at: 'stopped' };
  const { ballots } = audits.reply;
  try {
    const texts = ballots.map(({ text }) => text);
    const verdicts = await verdictsOf({ paper: paper.reply.election, texts });
    return {
      at: 'done',
      verdicts: new Map(ballots.flatMap(({ number }, place) => pair(number, verdicts[place]))),
    };
  } catch {
    return { at: 'stopped' };
  }
}

function pair(number: number, verdict: OpenedVerdict | undefined): [number, OpenedVerdict][] {
  return verdict === undefined ? [] : [[number, verdict]];
}

async function verdictsOf(ask: ToOpener): Promise<readonly OpenedVerdict[]> {
  const worker = startWorker(openerUrl);
  const answered = Promise.withResolvers<readonly OpenedVerdict[]>();
  worker.onmessage = ({ data }: MessageEvent<readonly OpenedVerdict[]>) => answered.resolve(data);
  worker.onerror = () => answered.reject(new Error('The worker stopped'));
  worker.postMessage(ask);
  try {
    return await answered.promise;
  } finally {
    worker.terminate();
  }
}

import type { Endpoint } from '../../api/endpoint.ts';
import { recordRoute } from '../../api/elections.ts';
import { giveKey, giveShare, readTrustee, type TrusteeView } from '../../api/trustees.ts';
import { generateTrusteeKey, type TrusteeKey } from '../../protocol/trustee-key.ts';
import { call, nameOf, type Answer } from '../call.ts';
import { failedWords, type Failed } from '../parts/refusals.tsx';
import { startExaminer, type Examiner } from './examiner.ts';
import { keyFileName, readKeyFile, writeKeyFile } from './key-file.ts';
import type { Event, State, Stop } from './state.ts';

/** What the trustee's page does with the world outside, and what it says happened. */
export interface Desk {
  readonly electionId: string;
  readonly token: string | undefined;
  readonly say: (event: Event) => void;
  readonly state: () => State;
}

export async function look({ electionId, token, say }: Desk): Promise<void> {
  if (token === undefined) {
    say({ type: 'stopped', stop: { why: 'no-link' } });
    return;
  }
  const answer = await call(readTrustee, { path: { electionId }, body: { token } });
  if (answer.ok) say({ type: 'arrived', view: answer.reply });
  else say({ type: 'stopped', stop: stopOf(answer) });
}

/** While waiting: looks again, and keeps what is shown when no answer comes. */
export async function lookAgain(desk: Desk): Promise<void> {
  const { electionId, token = '', say } = desk;
  const answer = await call(readTrustee, { path: { electionId }, body: { token } });
  if (answer.ok) say({ type: 'arrived', view: answer.reply });
}

function stopOf(failed: Failed): Stop {
  if (failed.problem === undefined) return { why: 'no-answer', words: failedWords(failed) };
  switch (nameOf(failed.problem)) {
    case 'link-refused':
      return { why: 'link-refused' };
    case 'malformed-request':
      return { why: 'link-refused' };
    case 'not-found':
      return { why: 'no-election' };
    default:
      return { why: 'no-answer', words: failedWords(failed) };
  }
}

export function makeKey({ say }: Desk): void {
  try {
    say({ type: 'made', key: generateTrusteeKey() });
  } catch {
    say({ type: 'stopped', stop: { why: 'cannot-make-key' } });
  }
}

/** Hands the file to the browser's own download; it never goes to the server. */
export function saveKeyFile({ electionId, say }: Desk, view: TrusteeView, key: TrusteeKey): void {
  const { owner, election } = view;
  const file = new Blob([writeKeyFile(key, { electionId, owner, election })], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = keyFileName({ electionId, owner });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say({ type: 'saved' });
}

const longestKeyFile = 20_000;

export async function chooseFile({ electionId, say, state }: Desk, file: File): Promise<void> {
  const { view } = state();
  if (view === undefined) return;
  if (file.size > longestKeyFile) {
    say({ type: 'file-refused', fault: 'no-key-file' });
    return;
  }
  const { owner, publicKey } = view;
  const reading = readKeyFile(await file.text(), { electionId, owner, publicKey });
  if (reading.ok) say({ type: 'file-chosen', key: reading.key });
  else say({ type: 'file-refused', fault: reading.fault });
}

/** Only the public key leaves, and only after the saved file was opened again as proof. */
export async function sendKey({ electionId, token = '', say, state }: Desk): Promise<void> {
  const { file } = state();
  if (file === undefined) return;
  say({ type: 'busy', with: 'sending-key' });
  const answer = await call(giveKey, { path: { electionId }, body: { token, publicKey: file.publicKey } });
  arriveOr(answer, say);
}

let examiner: Examiner | undefined;

/** Starts by itself while the trustee looks for the key file. */
export async function lookAtRecord({ electionId, say, state }: Desk): Promise<void> {
  const { view, looking } = state();
  if (view === undefined || view.publicKey === null || looking.at === 'fetching' || looking.at === 'checking') return;
  say({ type: 'looking', looking: { at: 'fetching' } });
  const record = await fetchRecord(electionId);
  if (record === undefined) {
    say({ type: 'looking', looking: { at: 'no-record', words: 'The record did not arrive.' } });
    return;
  }
  examiner?.end();
  examiner = startExaminer();
  const wanted = { electionId, owner: view.owner, publicKey: view.publicKey };
  try {
    const verdict = await examiner.examine(record, wanted, (done, all) =>
      say({ type: 'looking', looking: { at: 'checking', done, all } }),
    );
    if (verdict.is === 'passed') say({ type: 'looking', looking: { at: 'passed', facts: verdict.facts } });
    else say({ type: 'looking', looking: { at: 'doubted', doubt: verdict.doubt } });
  } catch {
    say({ type: 'looking', looking: { at: 'no-record', words: 'Your browser could not check the record.' } });
  }
}

async function fetchRecord(electionId: string): Promise<ArrayBuffer | undefined> {
  try {
    const response = await fetch(recordRoute.replace(':electionId', encodeURIComponent(electionId)), {
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
    });
    return response.ok ? await response.arrayBuffer() : undefined;
  } catch {
    return undefined;
  }
}

/** Decrypts the tally that this page computed itself, and sends the part. */
export async function sendShare({ electionId, token = '', say, state }: Desk): Promise<void> {
  const { file, looking } = state();
  if (file === undefined || looking.at !== 'passed' || examiner === undefined) return;
  say({ type: 'busy', with: 'decrypting' });
  const share = await examiner.decrypt(file.privateKey).catch(() => undefined);
  if (share === undefined) {
    say({ type: 'not-done', words: 'Your browser could not make your part. Nothing was sent. Load the page again.' });
    return;
  }
  say({ type: 'busy', with: 'sending-share' });
  const answer = await call(giveShare, { path: { electionId }, body: { token, share } });
  arriveOr(answer, say);
  if (answer.ok) examiner.end();
}

function arriveOr<E extends Endpoint>(answer: Answer<E>, say: Desk['say']): void {
  if (answer.ok) say({ type: 'arrived', view: answer.reply as TrusteeView });
  else say({ type: 'not-done', words: failedWords(answer) });
}

import type { Endpoint } from '../../api/endpoint.ts';
import { recordRoute } from '../../api/elections.ts';
import {
  giveCeremonyMessage,
  giveKey,
  giveShare,
  readTrustee,
  type CeremonyStep,
  type CeremonyView,
  type TrusteeView,
} from '../../api/trustees.ts';
import type { Wanted } from '../../protocol/examine-tally.ts';
import { parseJson, type JsonObject } from '../../protocol/json.ts';
import { makeCertificate } from '../../protocol/threshold/certificates.ts';
import { ThresholdRefused } from '../../protocol/threshold/finding.ts';
import { makePolynomial } from '../../protocol/threshold/polynomials.ts';
import { newSeed } from '../../protocol/threshold/seed.ts';
import { decryptionKeyOf, makeVoutput } from '../../protocol/threshold/voutputs.ts';
import { generateTrusteeKey } from '../../protocol/trustee-key.ts';
import {
  lookAtTrusteeFile,
  openTrusteeFile,
  sealTrusteeFile,
  type TrusteeSecret,
} from '../../protocol/trustee-key-file.ts';
import { call, nameOf, type Answer } from '../call.ts';
import { failedWords, type Failed } from '../parts/refusals.tsx';
import type { MadeShuffle } from './examine.worker.ts';
import { startExaminer, type Examiner } from './examiner.ts';
import { expectedFile, keyFileName } from './key-file.ts';
import { openedBefore, rememberOpened } from './remember.ts';
import { sendShuffle } from './send-shuffle.ts';
import type { Event, State, Stop } from './state.ts';
import { faultOfOthers } from './words.ts';

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

/** A key that stands alone, or in a group the seed from which the trustee's part of the key will follow. */
export function makeKey({ say, state }: Desk): void {
  const { view } = state();
  if (view === undefined) return;
  try {
    say({ type: 'made', key: view.ceremony === null ? newKey() : newSeedOf(view) });
  } catch {
    say({ type: 'stopped', stop: { why: 'cannot-make-key' } });
  }
}

function newKey(): TrusteeSecret {
  const { privateKey, publicKey } = generateTrusteeKey();
  return { kind: 'trustee key', secret: privateKey, public: publicKey };
}

function newSeedOf({ trustees, threshold, owner }: TrusteeView): TrusteeSecret {
  const seed = newSeed();
  const certificate = makeCertificate({ seed, size: trustees, threshold: threshold ?? 0, index: owner });
  return { kind: 'trustee seed', secret: seed, public: certificate };
}

/** Hands the sealed file to the browser's own download; it never goes to the server. */
export async function saveKeyFile({ electionId, say, state }: Desk, passphrase: string): Promise<void> {
  const { view, made } = state();
  if (view === undefined || made === undefined) return;
  say({ type: 'busy', with: 'sealing' });
  const { owner, election } = view;
  const onProgress = (done: number) => say({ type: 'progress', done });
  const text = await sealTrusteeFile(made, { electionId, owner, election }, passphrase, { onProgress });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = keyFileName({ electionId, owner });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say({ type: 'saved' });
}

const longestKeyFile = 40_000;

/** A file of before that needs no passphrase is opened at once. */
export async function chooseFile(desk: Desk, file: File): Promise<void> {
  const { electionId, say, state } = desk;
  const { view } = state();
  if (view === undefined) return;
  const text = file.size > longestKeyFile ? '' : await file.text();
  const look = lookAtTrusteeFile(text, expectedFile(electionId, view));
  if (!look.ok) {
    say({ type: 'file-refused', fault: look.fault });
    return;
  }
  say({ type: 'file-chosen', text });
  if (!look.isSealed) await openText(desk, text, '');
}

export async function openFile(desk: Desk, passphrase: string): Promise<void> {
  const { chosen } = desk.state();
  if (chosen !== undefined) await openText(desk, chosen, passphrase);
}

/** What was just said is not in the state before the page has been drawn, so the text is handed over. */
async function openText({ electionId, say, state }: Desk, text: string, passphrase: string): Promise<void> {
  const { view } = state();
  if (view === undefined) return;
  say({ type: 'busy', with: 'opening' });
  const onProgress = (done: number) => say({ type: 'progress', done });
  const opening = await openTrusteeFile(text, passphrase, expectedFile(electionId, view), { onProgress });
  if (opening.ok) say({ type: 'file-opened', key: opening.key });
  else say({ type: 'file-refused', fault: opening.fault });
}

/** Only the public part leaves, and only after the saved file was opened again as proof. */
export async function sendKey({ electionId, token = '', say, state }: Desk): Promise<void> {
  const { file, view } = state();
  if (file === undefined || view === undefined) return;
  say({ type: 'busy', with: 'sending-key' });
  const path = { electionId };
  const answer =
    view.ceremony === null
      ? await call(giveKey, { path, body: { token, publicKey: file.public } })
      : await call(giveCeremonyMessage, {
          path,
          body: { token, ceremony: view.ceremony.number, step: 'certificate', message: file.public },
        });
  arriveOr(answer, say);
}

/** The next message of a ceremony. What the others gave is checked before anything is made of it. */
export async function goOn({ electionId, token = '', say, state }: Desk): Promise<void> {
  const { file, view, busy } = state();
  const ceremony = view?.ceremony ?? null;
  if (file === undefined || view === undefined || ceremony === null || busy === 'next-step') return;
  say({ type: 'busy', with: 'next-step' });
  const made = nextMessage(view, ceremony, file.secret);
  if ('words' in made) {
    say({ type: 'not-done', words: made.words });
    return;
  }
  const body = { token, ceremony: ceremony.number, ...made };
  arriveOr(await call(giveCeremonyMessage, { path: { electionId }, body }), say);
}

function nextMessage(
  view: TrusteeView,
  { certificates: certs, vinput }: CeremonyView,
  seed: string,
): { readonly step: CeremonyStep; readonly message: string } | { readonly words: string } {
  const ceremony = { seed, certs, index: view.owner };
  try {
    if (view.task === 'share-out') return { step: 'polynomial', message: makePolynomial(ceremony) };
    return { step: 'voutput', message: makeVoutput({ ...ceremony, vinput: vinput ?? '' }) };
  } catch (error) {
    if (!(error instanceof ThresholdRefused)) throw error;
    return { words: faultOfOthers(view, error.trustee, error.detail) };
  }
}

let examiner: Examiner | undefined;
/** What was mixed of the board that was looked at: when no answer came, the same is sent again. */
let mixed: MadeShuffle | undefined;

/** Starts by itself while the trustee looks for the key file. */
export async function lookAtRecord({ electionId, say, state }: Desk): Promise<void> {
  const { view, looking } = state();
  if (view === undefined || looking.at === 'fetching' || looking.at === 'checking') return;
  say({ type: 'looking', looking: { at: 'fetching' } });
  const record = await fetchRecord(electionId);
  if (record === undefined) {
    say({ type: 'looking', looking: { at: 'no-record', words: 'The record did not arrive.' } });
    return;
  }
  examiner?.end();
  mixed = undefined;
  examiner = startExaminer();
  const wanted: Wanted = {
    ...{ electionId, owner: view.owner, publicKey: elementIn(view.publicKey) },
    opened: openedBefore(electionId, localStorage),
    act: view.task === 'shuffle' ? 'shuffle' : 'decrypt',
  };
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

/** X of the key that this trustee gave, alone or in a group. */
function elementIn(publicKey: string | null): string {
  const key = publicKey === null ? undefined : parseJson(publicKey);
  const element = key instanceof Map ? (key as JsonObject).get('public_key') : undefined;
  return typeof element === 'string' ? element : '';
}

/** Mixes the ballots that this page looked at, on every core but one, and publishes that. */
export async function mixBallots({ electionId, token = '', say, state }: Desk): Promise<void> {
  const { looking, view, busy } = state();
  if (view === undefined || looking.at !== 'passed' || examiner === undefined || busy !== 'no') return;
  say({ type: 'busy', with: 'mixing' });
  const onProgress = (done: number, all: number) => say({ type: 'progress', done: done / all });
  mixed ??= await examiner.shuffle(onProgress).catch(() => undefined);
  if (mixed === undefined) {
    say({ type: 'not-done', words: 'Your browser could not mix the ballots. Nothing was sent. Load the page again.' });
    return;
  }
  say({ type: 'busy', with: 'sending-shuffle' });
  const answer = await sendShuffle({ electionId, token }, mixed);
  if (!answer.ok) say({ type: 'not-done', words: failedWords(answer) });
  else if (answer.reply.shuffles?.mine === mixed.hash) {
    examiner.end();
    say({ type: 'arrived', view: answer.reply });
  } else say({ type: 'not-done', words: 'The board shows other ballots than those you mixed. Tell the office.' });
}

/** Decrypts the tally that this page computed itself, and sends the part. */
export async function sendShare({ electionId, token = '', say, state }: Desk): Promise<void> {
  const { file, looking, view } = state();
  if (file === undefined || view === undefined || looking.at !== 'passed' || examiner === undefined) return;
  say({ type: 'busy', with: 'decrypting' });
  const onProgress = (done: number, all: number) => say({ type: 'progress', done: done / all });
  const made = await makeShare(examiner, view, file, onProgress).catch(() => undefined);
  if (made === undefined) {
    say({ type: 'not-done', words: 'Your browser could not make your part. Nothing was sent. Load the page again.' });
    return;
  }
  rememberOpened(electionId, made.tally, localStorage);
  say({ type: 'busy', with: 'sending-share' });
  const answer = await call(giveShare, { path: { electionId }, body: { token, share: made.share } });
  arriveOr(answer, say);
  if (answer.ok) examiner.end();
}

/** In a group the key to the tally was sealed for its trustee at the end of the ceremony, and lies with the server. */
function makeShare(
  worker: Examiner,
  { ceremony }: TrusteeView,
  { secret }: TrusteeSecret,
  onProgress: (done: number, all: number) => void,
) {
  const privateKey =
    ceremony === null ? secret : decryptionKeyOf({ seed: secret, encryptedKey: ceremony.encryptedKey ?? '' });
  return worker.decrypt(privateKey, onProgress);
}

function arriveOr<E extends Endpoint>(answer: Answer<E>, say: Desk['say']): void {
  if (answer.ok) say({ type: 'arrived', view: answer.reply as TrusteeView });
  else say({ type: 'not-done', words: failedWords(answer) });
}

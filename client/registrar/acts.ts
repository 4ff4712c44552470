import { recordRoute } from '../../api/elections.ts';
import type { Endpoint } from '../../api/endpoint.ts';
import {
  giveCredentials,
  readRegistrar,
  readRegistrarRoll,
  replaceLink,
  reportMailing,
  type RegistrarView,
} from '../../api/registrar.ts';
import { SHORTEST_PASSPHRASE } from '../../protocol/key-file.ts';
import { hashOfRoll, registrarFileName } from '../../protocol/registrar.ts';
import { call, nameOf, type Answer } from '../call.ts';
import { failedWords, type Failed } from '../parts/refusals.tsx';
import type { Hands } from './hands.ts';
import { startHelper, type Helper } from './helper.ts';
import { undeliveredOf, type Event, type State, type Stop } from './state.ts';

/** What the registrar's page does with the world outside, and what it says happened. */
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
  const answer = await call(readRegistrar, { path: { electionId }, body: { token } });
  if (answer.ok) say({ type: 'arrived', view: answer.reply });
  else say({ type: 'stopped', stop: stopOf(answer) });
}

/** While waiting: looks again, and keeps what is shown when no answer comes. */
export async function lookAgain({ electionId, token = '', say }: Desk): Promise<void> {
  const answer = await call(readRegistrar, { path: { electionId }, body: { token } });
  if (answer.ok) say({ type: 'arrived', view: answer.reply });
}

function stopOf(failed: Failed): Stop {
  if (failed.problem === undefined) return { why: 'no-answer', words: failedWords(failed) };
  switch (nameOf(failed.problem)) {
    case 'link-refused':
    case 'malformed-request':
      return { why: 'link-refused' };
    case 'not-found':
      return { why: 'no-election' };
    default:
      return { why: 'no-answer', words: failedWords(failed) };
  }
}

let helper: Helper | undefined;

function helperOf(): Helper {
  helper ??= startHelper();
  return helper;
}

export function registrarHands(desk: Desk): Hands {
  return {
    say: desk.say,
    make: () => void make(desk),
    saveFile: () => saveFile(desk),
    proveFile: (file) => void proveFile(desk, file),
    give: () => void give(desk),
    chooseFile: (file) => void chooseFile(desk, file),
    open: () => void open(desk),
    check: () => void check(desk),
    saveTable: () => void saveTable(desk),
    saveSpares: () => saveSpares(desk),
    report: () => void report(desk),
    replace: (id) => void replace(desk, id),
    tryAgain: () => location.reload(),
  };
}

/** The secrets are in the file that was saved, and nowhere else from here on. */
function forget(): void {
  helper?.end();
  helper = undefined;
}

/** The roll comes here, the credentials are made here, and nothing leaves yet. */
async function make({ electionId, token = '', say, state }: Desk): Promise<void> {
  const { passphrase, again, view } = state();
  const words = passphraseWords(passphrase, again);
  if (view === undefined || words !== undefined) {
    say({ type: 'passphrase-refused', words: words ?? '' });
    return;
  }
  say({ type: 'busy', with: 'making' });
  const answer = await call(readRegistrarRoll, { path: { electionId }, body: { token } });
  if (!answer.ok) {
    say({ type: 'not-done', words: failedWords(answer) });
    return;
  }
  const { voters } = answer.reply;
  if (hashOfRoll(voters) !== view.roll.hash) {
    say({ type: 'not-done', words: 'The roll that came is not the frozen one. Tell the office. Nothing was made.' });
    return;
  }
  const about = { electionId, election: view.election, site: view.site };
  const said = await helperOf().ask({ ask: 'make', about, voters, passphrase }, (done) =>
    say({ type: 'progress', done }),
  );
  if (said.says === 'made') say({ type: 'made', made: { sealed: said.sealed, given: said.given } });
  else say({ type: 'stopped', stop: { why: 'cannot-make' } });
}

function passphraseWords(passphrase: string, again: string): string | undefined {
  if (passphrase.length < SHORTEST_PASSPHRASE)
    return `Write a passphrase of at least ${SHORTEST_PASSPHRASE} characters, such as four words`;
  return passphrase === again ? undefined : 'The two passphrases differ. Write the same one twice';
}

function saveFile({ electionId, say, state }: Desk): void {
  const { made } = state();
  if (made === undefined) return;
  download(registrarFileName({ electionId, voters: made.given.credentials.map(noVoter) }), made.sealed);
  say({ type: 'saved' });
}

function noVoter() {
  return { voter: '', name: '', email: '', credential: '' };
}

/** Hands a text to the browser's own download; it never goes to the server. */
function download(name: string, text: string, type = 'application/json'): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function proveFile({ say, state }: Desk, file: File): Promise<void> {
  const text = await file.text();
  if (text === state().made?.sealed) say({ type: 'proved' });
  else say({ type: 'file-refused', fault: 'other-file' });
}

/** Only public halves leave, and only after the saved file was opened again as proof. */
async function give({ electionId, token = '', say, state }: Desk): Promise<void> {
  const { made, isProved } = state();
  if (made === undefined || !isProved) return;
  say({ type: 'busy', with: 'giving' });
  const { credentials, spares } = made.given;
  const body = { token, credentials: [...credentials], spares: [...spares] };
  const answer = await call(giveCredentials, { path: { electionId }, body, patience: 300_000 });
  if (answer.ok) forget();
  arriveOr(answer, say);
}

async function chooseFile({ say }: Desk, file: File): Promise<void> {
  say({ type: 'file-chosen', name: file.name, text: await file.text() });
}

async function open(desk: Desk): Promise<void> {
  const { electionId, say, state } = desk;
  const { chosen, passphrase } = state();
  if (chosen === undefined) return;
  say({ type: 'busy', with: 'opening' });
  const said = await helperOf().ask({ ask: 'open', text: chosen.text, passphrase }, (done) =>
    say({ type: 'progress', done }),
  );
  if (said.says === 'refused' && said.why === 'passphrase') {
    say({ type: 'passphrase-refused', words: 'This is not the passphrase of this file. Try again' });
    return;
  }
  if (said.says !== 'opened' || said.opened.electionId !== electionId) {
    say({ type: 'file-refused', fault: said.says === 'opened' ? 'other-election' : 'no-such-file' });
    return;
  }
  say({ type: 'opened', opened: said.opened });
  if (state().view?.task !== 'replace') await check(desk);
}

/** Whether the published list is exactly the registrar's: looked at before any link is shown. */
async function check({ electionId, say }: Desk): Promise<void> {
  say({ type: 'checking', checking: { at: 'checking' } });
  const record = await fetchRecord(electionId);
  if (record === undefined) {
    say({ type: 'checking', checking: { at: 'no-record' } });
    return;
  }
  const said = await helperOf().ask({ ask: 'check', record }, undefined, [record]);
  if (said.says !== 'checked') say({ type: 'checking', checking: { at: 'no-record' } });
  else if (said.doubt === undefined) say({ type: 'checking', checking: { at: 'passed' } });
  else say({ type: 'checking', checking: { at: 'doubted', doubt: said.doubt } });
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

/** The table is saved at once. What remains afterwards is sealed meanwhile, because browsers save only what a press asks for. */
async function saveTable({ electionId, say, state }: Desk): Promise<void> {
  const said = await helperOf().ask({ ask: 'table' });
  if (said.says !== 'text') return;
  download(`${electionId}-mail-merge.csv`, said.text, 'text/csv');
  say({ type: 'table-saved' });
  if (state().spares !== undefined) return;
  say({ type: 'busy', with: 'sealing' });
  const sealed = await helperOf().ask({ ask: 'spares' }, (done) => say({ type: 'progress', done }));
  if (sealed.says === 'text') say({ type: 'spares-sealed', text: sealed.text });
  else say({ type: 'not-done', words: 'Your browser could not seal the file. Load the page again.' });
}

function saveSpares({ electionId, say, state }: Desk): void {
  const { spares } = state();
  if (spares === undefined) return;
  download(registrarFileName({ electionId, voters: [] }), spares);
  say({ type: 'spares-saved' });
}

async function report({ electionId, token = '', say, state }: Desk): Promise<void> {
  const { opened, undelivered } = state();
  if (opened === undefined) return;
  const { voters, unknown } = undeliveredOf(undelivered, opened);
  if (unknown.length > 0) {
    say({
      type: 'not-done',
      words: `Nobody on the list has the address ${unknown.join(', ')}. Write it as it is there.`,
    });
    return;
  }
  say({ type: 'busy', with: 'reporting' });
  const answer = await call(reportMailing, { path: { electionId }, body: { token, undelivered: voters } });
  if (answer.ok) forget();
  arriveOr(answer, say);
}

/** Takes a spare out of the file, and shows its link only once the server has voided the lost one. */
async function replace({ electionId, token = '', say, state }: Desk, id: string): Promise<void> {
  const { view } = state();
  const lost = view?.lost.find((one) => one.id === id);
  if (view === undefined || lost === undefined) return;
  say({ type: 'busy', with: 'replacing' });
  const said = await helperOf().ask({ ask: 'spare-link', free: view.freeSpares });
  if (said.says !== 'spare') {
    say({ type: 'not-done', words: 'This file holds no spare link that is free. Look for the newest file.' });
    return;
  }
  const { credential, link } = said;
  const answer = await call(replaceLink, { path: { electionId }, body: { token, id, credential } });
  if (answer.ok) say({ type: 'replaced', link: { name: lost.name, email: lost.email, link } });
  arriveOr(answer, say);
}

function arriveOr<E extends Endpoint>(answer: Answer<E>, say: Desk['say']): void {
  if (answer.ok) say({ type: 'arrived', view: answer.reply as RegistrarView });
  else say({ type: 'not-done', words: failedWords(answer) });
}

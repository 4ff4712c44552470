import {
  doubtAboutPublished,
  makeRegistrarFile,
  mergeTable,
  openRegistrarFile,
  personalLink,
  publicPart,
  sealRegistrarFile,
  withoutVoters,
  type GivenList,
  type ListDoubt,
  type RegistrarFile,
  type VoterOnRoll,
} from '../../protocol/registrar.ts';
import { isRefused } from '../../protocol/refused.ts';

/** The registrar's secrets are made and opened here, off the page's own thread, and the page learns what it must show. */

export type ToWorker =
  | {
      readonly ask: 'make';
      readonly about: Pick<RegistrarFile, 'electionId' | 'election' | 'site'>;
      readonly voters: readonly VoterOnRoll[];
      readonly passphrase: string;
    }
  | { readonly ask: 'open'; readonly text: string; readonly passphrase: string }
  | { readonly ask: 'check'; readonly record: ArrayBuffer }
  | { readonly ask: 'table' }
  /** The spares alone, under the passphrase with which the file was opened. */
  | { readonly ask: 'spares' }
  /** The link of the first spare whose public half is free. */
  | { readonly ask: 'spare-link'; readonly free: readonly string[] };

export type FromWorker =
  | { readonly says: 'progress'; readonly done: number }
  | { readonly says: 'made'; readonly sealed: string; readonly given: GivenList; readonly opened: Opened }
  | { readonly says: 'opened'; readonly opened: Opened }
  | { readonly says: 'checked'; readonly doubt: ListDoubt | undefined }
  | { readonly says: 'text'; readonly text: string }
  | { readonly says: 'spare'; readonly credential: string; readonly link: string }
  | { readonly says: 'refused'; readonly why: FileFault }
  | { readonly says: 'failed' };

/** What the page may know of a file. */
export interface Opened {
  readonly electionId: string;
  readonly listHash: string;
  readonly voters: number;
  readonly spares: number;
  /** For each address of a voter, the server's number for them. */
  readonly addresses: Readonly<Record<string, string>>;
}

export type FileFault = 'no-such-file' | 'passphrase';

let file: RegistrarFile | undefined;
let kept = '';

function say(words: FromWorker): void {
  postMessage(words);
}

async function answer(ask: ToWorker): Promise<FromWorker> {
  switch (ask.ask) {
    case 'make':
      return make(ask);
    case 'open':
      file = await openRegistrarFile(ask.text, ask.passphrase, { onProgress });
      kept = ask.passphrase;
      return { says: 'opened', opened: openedOf(file) };
    case 'check':
      return { says: 'checked', doubt: doubtAboutPublished(new Uint8Array(ask.record), opened()) };
    case 'table':
      return { says: 'text', text: mergeTable(opened()) };
    case 'spares':
      return { says: 'text', text: await sealRegistrarFile(withoutVoters(opened()), kept, { onProgress }) };
    case 'spare-link':
      return spareLink(opened(), ask.free);
  }
}

async function make({ about, voters, passphrase }: Extract<ToWorker, { ask: 'make' }>): Promise<FromWorker> {
  const made = makeRegistrarFile({ ...about, voters }, undefined, (done, all) => onProgress((done / all) * 0.7));
  file = made.file;
  const sealed = await sealRegistrarFile(made.file, passphrase, { onProgress: (done) => onProgress(0.7 + done * 0.3) });
  return { says: 'made', sealed, given: made.given, opened: openedOf(made.file) };
}

function opened(): RegistrarFile {
  if (file === undefined) throw new Error('No file is open');
  return file;
}

function openedOf({ electionId, listHash, voters, spares }: RegistrarFile): Opened {
  const addresses = Object.fromEntries(voters.map(({ email, voter }) => [email, voter]));
  return { electionId, listHash, voters: voters.length, spares: spares.length, addresses };
}

function spareLink(from: RegistrarFile, free: readonly string[]): FromWorker {
  for (const secret of from.spares) {
    const { credential } = publicPart(from.electionId, secret);
    if (free.includes(credential)) return { says: 'spare', credential, link: personalLink(from, secret) };
  }
  return { says: 'failed' };
}

function onProgress(done: number): void {
  say({ says: 'progress', done });
}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  answer(data).then(say, (error: unknown) => {
    if (!isRefused(error)) say({ says: 'failed' });
    else say({ says: 'refused', why: error.failed === 'key-file-passphrase' ? 'passphrase' : 'no-such-file' });
  });
});

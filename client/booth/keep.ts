import { isCredential } from '../../protocol/credential-shape.ts';
import type { Done, Kept } from './state.ts';

/**
 * What one tab keeps until the ballot is cast: the credential from the link, the choices, the order of names. It lives
 * in `sessionStorage`, which no other tab and no server sees, and is wiped when the ballot is cast.
 */
export interface Tab {
  readonly credential: string | undefined;
  readonly kept: Kept | undefined;
  /** After casting: the receipt, which is no secret. */
  readonly done: Done | undefined;
  /** A link was opened that does not hold a whole credential. */
  readonly cut: boolean;
}

type Names = Readonly<Record<'credential' | 'kept' | 'done', string>>;

function namesFor(electionId: string): Names {
  const name = (part: string) => `quorate booth ${electionId} ${part}`;
  return { credential: name('credential'), kept: name('kept'), done: name('done') };
}

/** Takes the credential out of the address bar, so that it is in no history, screenshot or shared screen. */
export function openTab(electionId: string, address: Location, history: History, storage: Storage): Tab {
  const names = namesFor(electionId);
  const fragment = decodeURIComponent(address.hash.slice(1)).trim();
  if (fragment !== '') {
    history.replaceState(null, '', address.pathname);
    if (!isCredential(fragment)) return { credential: undefined, kept: undefined, done: undefined, cut: true };
    if (storage.getItem(names.credential) !== fragment) forget(electionId, storage);
    storage.setItem(names.credential, fragment);
  }
  return {
    credential: storage.getItem(names.credential) ?? undefined,
    kept: read(storage, names.kept) as Kept | undefined,
    done: read(storage, names.done) as Done | undefined,
    cut: false,
  };
}

export function keep(electionId: string, storage: Storage, kept: Kept): void {
  storage.setItem(namesFor(electionId).kept, JSON.stringify(kept));
}

/** After casting: everything that could say how somebody voted is wiped; the receipt stays for a reload. */
export function wipe(electionId: string, storage: Storage, done: Done): void {
  forget(electionId, storage);
  storage.setItem(namesFor(electionId).done, JSON.stringify(done));
}

/** When voting is over nobody needs the choices any more; the link still says whose page it is. */
export function forgetChoices(electionId: string, storage: Storage): void {
  storage.removeItem(namesFor(electionId).kept);
}

function forget(electionId: string, storage: Storage): void {
  for (const name of Object.values(namesFor(electionId))) storage.removeItem(name);
}

/** Only this page writes there, and the reducer looks whether it fits the election before it is used. */
function read(storage: Storage, name: string): unknown {
  const text = storage.getItem(name);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

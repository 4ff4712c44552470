import type { TrusteeTask, TrusteeView } from '../../api/trustees.ts';
import type { TrusteeKey } from '../../protocol/trustee-key.ts';
import type { BoardFacts, Doubt } from './examine.ts';
import type { KeyFile, KeyFileFault } from './key-file.ts';

/** A trustee's page as a pure machine. The private key is in it, and nowhere else. */

export type Stop =
  | { readonly why: 'no-link' | 'link-refused' | 'no-election' | 'cannot-make-key' }
  | { readonly why: 'no-answer'; readonly words: string };

/** Looking at the record, which needs no key and starts by itself. */
export type Looking =
  | { readonly at: 'not-started' | 'fetching' }
  | { readonly at: 'checking'; readonly done: number; readonly all: number }
  | { readonly at: 'passed'; readonly facts: BoardFacts }
  | { readonly at: 'doubted'; readonly doubt: Doubt }
  | { readonly at: 'no-record'; readonly words: string };

export interface State {
  readonly stop: Stop | undefined;
  readonly view: TrusteeView | undefined;
  /** Made on this page, and lost with it unless it is saved. */
  readonly made: TrusteeKey | undefined;
  readonly isSaved: boolean;
  readonly looking: Looking;
  /** The key file that was chosen and fits. */
  readonly file: KeyFile | undefined;
  readonly fault: KeyFileFault | undefined;
  readonly busy: 'no' | 'sending-key' | 'decrypting' | 'sending-share';
  readonly problem: string | undefined;
}

export type Event =
  | { readonly type: 'stopped'; readonly stop: Stop }
  | { readonly type: 'arrived'; readonly view: TrusteeView }
  | { readonly type: 'made'; readonly key: TrusteeKey }
  | { readonly type: 'saved' }
  | { readonly type: 'file-chosen'; readonly key: KeyFile }
  | { readonly type: 'file-refused'; readonly fault: KeyFileFault }
  | { readonly type: 'looking'; readonly looking: Looking }
  | { readonly type: 'busy'; readonly with: 'sending-key' | 'decrypting' | 'sending-share' }
  | { readonly type: 'not-done'; readonly words: string };

export const empty: State = {
  stop: undefined,
  view: undefined,
  made: undefined,
  isSaved: false,
  looking: { at: 'not-started' },
  file: undefined,
  fault: undefined,
  busy: 'no',
  problem: undefined,
};

export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'stopped':
      return { ...empty, stop: event.stop };
    case 'arrived':
      return arrive(state, event.view);
    case 'made':
      return { ...state, made: event.key, isSaved: false, file: undefined, fault: undefined, problem: undefined };
    case 'saved':
      return { ...state, isSaved: true };
    case 'file-chosen':
      return chooseFile(state, event.key);
    case 'file-refused':
      return { ...state, file: undefined, fault: event.fault, problem: undefined };
    case 'looking':
      return { ...state, looking: event.looking };
    case 'busy':
      return { ...state, busy: event.with, problem: undefined };
    case 'not-done':
      return { ...state, busy: 'no', problem: event.words };
  }
}

/** With each task that is done, what belonged to it is forgotten: above all the private key. */
function arrive(state: State, view: TrusteeView): State {
  if (state.view?.task === view.task) return { ...state, view };
  return { ...empty, view };
}

/** The proof is that the saved file holds the key of this page, not just any key. */
function chooseFile(state: State, key: KeyFile): State {
  if (state.made !== undefined && state.made.privateKey !== key.privateKey) {
    return { ...state, file: undefined, fault: 'other-key', problem: undefined };
  }
  return { ...state, file: key, fault: undefined, problem: undefined };
}

/** What the page is at: when it changes, focus comes to its heading. */
export function stepOf({ stop, view, made, file }: State): string {
  if (stop !== undefined) return stop.why;
  if (view === undefined) return 'loading';
  if (view.task !== 'make-key') return view.task;
  if (file !== undefined && made === undefined) return 'make-key file';
  return made === undefined ? 'make-key start' : 'make-key save';
}

/** A key that is on this page alone would be gone with it. */
export function wouldLose({ made, view, isSaved, file }: State): boolean {
  return made !== undefined && view?.task === 'make-key' && !(isSaved && file !== undefined);
}

export function isWaiting(task: TrusteeTask): boolean {
  switch (task) {
    case 'wait-for-others':
    case 'wait-for-close':
    case 'done':
      return true;
    case 'make-key':
    case 'decrypt':
    case 'void':
      return false;
  }
}

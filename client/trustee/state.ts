import type { TrusteeTask, TrusteeView } from '../../api/trustees.ts';
import type { BoardFacts, Doubt } from '../../protocol/examine-tally.ts';
import type { TrusteeFileFault, TrusteeSecret } from '../../protocol/trustee-key-file.ts';

/** A trustee's page as a pure machine. The secret is in it, and nowhere else; the passphrase is not even here. */

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

export type Busy =
  | 'no'
  | 'sealing'
  | 'opening'
  | 'sending-key'
  | 'next-step'
  | 'mixing'
  | 'sending-shuffle'
  | 'decrypting'
  | 'sending-share';

export interface State {
  readonly stop: Stop | undefined;
  readonly view: TrusteeView | undefined;
  /** Made on this page, and lost with it unless it is saved. */
  readonly made: TrusteeSecret | undefined;
  readonly isSaved: boolean;
  readonly looking: Looking;
  /** The text of a file that was chosen and waits for its passphrase. */
  readonly chosen: string | undefined;
  /** The secret of a file that was opened and fits. */
  readonly file: TrusteeSecret | undefined;
  readonly fault: TrusteeFileFault | undefined;
  readonly busy: Busy;
  /** How much of what keeps the page busy is over, 0 to 1. */
  readonly progress: number;
  readonly problem: string | undefined;
}

export type Event =
  | { readonly type: 'stopped'; readonly stop: Stop }
  | { readonly type: 'arrived'; readonly view: TrusteeView }
  | { readonly type: 'made'; readonly key: TrusteeSecret }
  | { readonly type: 'saved' }
  | { readonly type: 'file-chosen'; readonly text: string }
  | { readonly type: 'file-opened'; readonly key: TrusteeSecret }
  | { readonly type: 'file-refused'; readonly fault: TrusteeFileFault }
  | { readonly type: 'looking'; readonly looking: Looking }
  | { readonly type: 'busy'; readonly with: Exclude<Busy, 'no'> }
  | { readonly type: 'progress'; readonly done: number }
  | { readonly type: 'not-done'; readonly words: string };

export const empty: State = {
  stop: undefined,
  view: undefined,
  made: undefined,
  isSaved: false,
  looking: { at: 'not-started' },
  chosen: undefined,
  file: undefined,
  fault: undefined,
  busy: 'no',
  progress: 0,
  problem: undefined,
};

export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'stopped':
      return { ...empty, stop: event.stop };
    case 'arrived':
      return arrive(state, event.view);
    case 'made':
      return { ...empty, view: state.view, made: event.key };
    case 'saved':
      return { ...state, isSaved: true, busy: 'no' };
    case 'file-chosen':
      return { ...state, chosen: event.text, file: undefined, fault: undefined, problem: undefined };
    case 'file-opened':
      return openFile(state, event.key);
    case 'file-refused':
      return refuseFile(state, event.fault);
    case 'looking':
      return { ...state, looking: event.looking };
    case 'busy':
      return { ...state, busy: event.with, progress: 0, problem: undefined };
    case 'progress':
      return { ...state, progress: event.done };
    case 'not-done':
      return { ...state, busy: 'no', problem: event.words };
  }
}

/**
 * With each task that is done, what belonged to it is forgotten: above all the secret. In the middle of a ceremony it is
 * needed for the next step.
 */
function arrive(state: State, view: TrusteeView): State {
  if (state.view?.task === view.task && !isAnew(state.view, view)) return { ...state, view };
  const goesOn = state.view !== undefined && !isAnew(state.view, view) && isCeremony(state.view) && isCeremony(view);
  return { ...empty, view, file: goesOn ? state.file : undefined };
}

function isAnew(before: TrusteeView, view: TrusteeView): boolean {
  return before.ceremony?.number !== view.ceremony?.number;
}

function isCeremony({ ceremony, task }: TrusteeView): boolean {
  return ceremony !== null && ['make-key', 'share-out', 'finish-key', 'wait-for-others'].includes(task);
}

/** The proof is that the saved file holds the secret of this page, not just any. */
function openFile(state: State, key: TrusteeSecret): State {
  if (state.made !== undefined && state.made.secret !== key.secret) return refuseFile(state, 'other-key');
  return { ...state, chosen: undefined, file: key, fault: undefined, busy: 'no', problem: undefined };
}

/** After a wrong passphrase the file stays chosen. */
function refuseFile(state: State, fault: TrusteeFileFault): State {
  const chosen = fault === 'wrong-passphrase' ? state.chosen : undefined;
  return { ...state, chosen, file: undefined, fault, busy: 'no', problem: undefined };
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

/** Milliseconds after which the page looks again; undefined: it waits for its trustee, not for others. */
export function pauseOf(task: TrusteeTask): number | undefined {
  switch (task) {
    case 'wait-for-others':
      return 4_000;
    case 'wait-for-close':
    case 'wait-for-shuffles':
    case 'done':
      return 15_000;
    case 'make-key':
    case 'share-out':
    case 'finish-key':
    case 'shuffle':
    case 'decrypt':
    case 'not-needed':
    case 'void':
      return undefined;
  }
}

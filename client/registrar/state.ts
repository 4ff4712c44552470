import type { RegistrarTask, RegistrarView } from '../../api/registrar.ts';
import type { GivenList, ListDoubt } from '../../protocol/registrar.ts';
import type { FileFault, Opened } from './registrar.worker.ts';

/** The registrar's page as a pure machine. The secrets are not in it: the worker holds them. */

export type Stop =
  | { readonly why: 'no-link' | 'link-refused' | 'no-election' | 'cannot-make' }
  | { readonly why: 'no-answer'; readonly words: string };

/** The list that was made on this page, and lost with it unless its file is saved. */
export interface Made {
  /** The text of the file. */
  readonly sealed: string;
  readonly given: GivenList;
}

export type Checking =
  | { readonly at: 'not-started' | 'checking' | 'passed' }
  | { readonly at: 'doubted'; readonly doubt: ListDoubt }
  | { readonly at: 'no-record' };

/** What is being worked on, and how far it is, 0 to 1. */
export interface Busy {
  readonly with: 'making' | 'giving' | 'opening' | 'sealing' | 'reporting' | 'replacing';
  readonly done: number;
}

/** A voter's new link, to be sent by hand. */
export interface NewLink {
  readonly name: string;
  readonly email: string;
  readonly link: string;
}

export interface State {
  readonly stop: Stop | undefined;
  readonly view: RegistrarView | undefined;
  readonly passphrase: string;
  readonly again: string;
  readonly made: Made | undefined;
  readonly isSaved: boolean;
  /** The saved file was opened again, and is the one that was made. */
  readonly isProved: boolean;
  /** The file that was chosen, not opened yet. */
  readonly chosen: { readonly name: string; readonly text: string } | undefined;
  readonly opened: Opened | undefined;
  readonly checking: Checking;
  readonly hasTable: boolean;
  /** The text of the file with the spares alone, once it is sealed. */
  readonly spares: string | undefined;
  readonly hasSpares: boolean;
  /** Addresses to which no mail could be sent, as they were typed. */
  readonly undelivered: string;
  readonly links: readonly NewLink[];
  readonly busy: Busy | undefined;
  readonly fault: FileFault | 'other-election' | 'other-file' | undefined;
  readonly passphraseProblem: string | undefined;
  readonly problem: string | undefined;
}

export type Event =
  | { readonly type: 'stopped'; readonly stop: Stop }
  | { readonly type: 'arrived'; readonly view: RegistrarView }
  | { readonly type: 'typed'; readonly field: 'passphrase' | 'again' | 'undelivered'; readonly value: string }
  | { readonly type: 'passphrase-refused'; readonly words: string }
  | { readonly type: 'busy'; readonly with: Busy['with'] }
  | { readonly type: 'progress'; readonly done: number }
  | { readonly type: 'made'; readonly made: Made }
  | { readonly type: 'saved' | 'proved' | 'table-saved' | 'spares-saved' }
  | { readonly type: 'spares-sealed'; readonly text: string }
  | { readonly type: 'file-chosen'; readonly name: string; readonly text: string }
  | { readonly type: 'file-refused'; readonly fault: NonNullable<State['fault']> }
  | { readonly type: 'opened'; readonly opened: Opened }
  | { readonly type: 'checking'; readonly checking: Checking }
  | { readonly type: 'replaced'; readonly link: NewLink }
  | { readonly type: 'not-done'; readonly words: string };

export const empty: State = {
  stop: undefined,
  view: undefined,
  passphrase: '',
  again: '',
  made: undefined,
  isSaved: false,
  isProved: false,
  chosen: undefined,
  opened: undefined,
  checking: { at: 'not-started' },
  hasTable: false,
  spares: undefined,
  hasSpares: false,
  undelivered: '',
  links: [],
  busy: undefined,
  fault: undefined,
  passphraseProblem: undefined,
  problem: undefined,
};

export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'stopped':
      return { ...empty, stop: event.stop };
    case 'arrived':
      return arrive(state, event.view);
    case 'typed':
      return { ...state, [event.field]: event.value, passphraseProblem: undefined };
    case 'passphrase-refused':
      return { ...state, busy: undefined, passphraseProblem: event.words };
    case 'busy':
      return { ...state, busy: { with: event.with, done: 0 }, problem: undefined, fault: undefined };
    case 'progress':
      return state.busy === undefined ? state : { ...state, busy: { ...state.busy, done: event.done } };
    case 'made':
      return { ...state, busy: undefined, made: event.made, passphrase: '', again: '' };
    case 'saved':
      return { ...state, isSaved: true };
    case 'proved':
      return { ...state, isProved: true, fault: undefined };
    case 'table-saved':
      return { ...state, hasTable: true };
    case 'spares-sealed':
      return { ...state, busy: undefined, spares: event.text };
    case 'spares-saved':
      return { ...state, hasSpares: true };
    case 'file-chosen':
      return { ...state, chosen: { name: event.name, text: event.text }, fault: undefined };
    case 'file-refused':
      return { ...state, busy: undefined, chosen: undefined, fault: event.fault };
    case 'opened':
      return { ...state, busy: undefined, opened: event.opened, chosen: undefined, passphrase: '' };
    case 'checking':
      return { ...state, checking: event.checking };
    case 'replaced':
      return { ...state, links: [...state.links, event.link] };
    case 'not-done':
      return { ...state, busy: undefined, problem: event.words };
  }
}

/** With each task that is done, what belonged to it is forgotten. Links for lost ones stay until they are sent. */
function arrive(state: State, view: RegistrarView): State {
  const next = { ...state, busy: undefined, view };
  const isAfterReplacing = state.view?.task === 'replace' && view.task === 'done';
  if (state.view?.task === view.task || isAfterReplacing) return next;
  return { ...empty, view };
}

/** What the page is at: when it changes, focus comes to its heading. */
export function stepOf({ stop, view, made, isSaved }: State): string {
  if (stop !== undefined) return stop.why;
  if (view === undefined) return 'loading';
  if (view.task !== 'make' || made === undefined) return view.task;
  return isSaved ? 'make prove' : 'make save';
}

/** A list that is on this page alone would be gone with it; so would a link that was not sent. */
export function wouldLose({ made, view, links }: State): boolean {
  return (made !== undefined && view?.task === 'make') || links.length > 0;
}

export function isWaiting(task: RegistrarTask): boolean {
  return task === 'wait-for-roll' || task === 'wait-for-opening';
}

/** The addresses that were typed, one a line, and the voters whom they belong to. */
export function undeliveredOf(typed: string, { addresses }: Opened): { voters: string[]; unknown: string[] } {
  const lines = typed.split(/[\s,;]+/u).filter((line) => line !== '');
  const known = new Map(Object.entries(addresses));
  const found = lines.map((line) => ({ line, voter: known.get(line.normalize('NFC').toLowerCase()) }));
  return {
    voters: [...new Set(found.flatMap(({ voter }) => voter ?? []))],
    unknown: found.filter(({ voter }) => voter === undefined).map(({ line }) => line),
  };
}

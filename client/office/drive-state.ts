import type { DriveForm, DriveView } from '../../api/drives.ts';
import { decimalsOf, minorOf } from '../../membership/money.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';

/** The form of a drive, everything as it was typed. */
export interface DriveDraft {
  /** The drive that is changed; undefined: a new one. */
  readonly changes: string | undefined;
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly counts: 'members' | 'money';
  readonly tier: string;
  readonly currency: string;
  readonly amount: string;
  readonly zone: string;
  readonly begins: string;
  readonly ends: string;
}
export interface DriveState {
  readonly draft: DriveDraft;
  readonly busy: boolean;
  readonly problems: readonly PlacedProblem[];
  /** What was done last, in words. */
  readonly done: string | undefined;
}

type Typed = Exclude<keyof DriveDraft, 'changes' | 'counts'>;
export type DriveEvent =
  | { readonly type: 'typed'; readonly field: Typed; readonly value: string }
  | { readonly type: 'counts-chosen'; readonly counts: DriveDraft['counts'] }
  | { readonly type: 'chosen'; readonly drive: DriveView }
  | { readonly type: 'begun-anew' }
  | { readonly type: 'saving' }
  | { readonly type: 'refused'; readonly problems: readonly PlacedProblem[] }
  | { readonly type: 'saved'; readonly drive: DriveView };

export const noDrive: DriveState = {
  draft: {
    ...{ changes: undefined, id: '', title: '', about: '', counts: 'members', tier: '', currency: 'USD', amount: '' },
    ...{ zone: 'UTC', begins: '', ends: '' },
  },
  busy: false,
  problems: [],
  done: undefined,
};

export function reduceDrive(state: DriveState, event: DriveEvent): DriveState {
  switch (event.type) {
    case 'typed':
      return { ...state, done: undefined, draft: typed(state.draft, event.field, event.value) };
    case 'counts-chosen':
      return { ...state, draft: { ...state.draft, counts: event.counts } };
    case 'chosen':
      return { ...noDrive, draft: draftOf(event.drive) };
    case 'begun-anew':
      return noDrive;
    case 'saving':
      return { ...state, busy: true, problems: [], done: undefined };
    case 'refused':
      return { ...state, busy: false, problems: event.problems };
    case 'saved':
      return { ...noDrive, done: `${event.drive.title} is at /drives/${event.drive.id}.` };
  }
}

/** The address follows the title until it is typed itself. */
function typed(draft: DriveDraft, field: Typed, value: string): DriveDraft {
  const follows = field === 'title' && draft.changes === undefined && draft.id === addressOf(draft.title);
  return { ...draft, [field]: value, ...(follows ? { id: addressOf(value) } : {}) };
}

/** `100 new members by June` is at `100-new-members-by-june`. */
export function addressOf(title: string): string {
  const plain = title.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.replaceAll(/[^a-z0-9]+/gu, '-').slice(0, 60);
  return words.replaceAll(/^-+|-+$/gu, '');
}

function draftOf({ id, title, about, goal, begins, ends }: DriveView): DriveDraft {
  const isMoney = goal.kind === 'money';
  return {
    ...{ changes: id, id, title, about, counts: goal.kind, zone: begins.zone, begins: begins.local, ends: ends.local },
    tier: isMoney ? '' : goal.tier,
    currency: isMoney ? goal.currency : 'USD',
    amount: isMoney ? unitsOf(goal.amount, goal.currency) : String(goal.amount),
  };
}

function unitsOf(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(minor).padStart(decimals + 1, '0');
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** What the form says; a number that is none becomes 0, which the contract refuses at its place. */
export function formOf({ title, about, counts, tier, currency, amount, zone, begins, ends }: DriveDraft): DriveForm {
  const goal =
    counts === 'members'
      ? { kind: 'members' as const, tier, amount: /^\d{1,8}$/u.test(amount.trim()) ? Number(amount) : 0 }
      : { kind: 'money' as const, currency, amount: (isCurrency(currency) ? minorOf(amount, currency) : 0) ?? 0 };
  return { title, about, goal, zone, begins, ends };
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

import type { PlacedProblem } from '../parts/boxes.tsx';

/** Making the first administrator. */

export const shortestPassword = 15;
export const passwordRule =
  'At least 15 characters: three or four words that do not belong together are good. You may paste it from a password manager.';

export interface SetUp {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly busy: boolean;
  readonly problems: readonly PlacedProblem[];
  /** The link is used or wrong: there is nothing to fill in. */
  readonly stopped: 'link-refused' | 'already-set-up' | undefined;
}

export type SetUpEvent =
  | { readonly type: 'typed'; readonly field: 'name' | 'email' | 'password'; readonly value: string }
  | { readonly type: 'sending' }
  | { readonly type: 'refused'; readonly problems: readonly PlacedProblem[] }
  | { readonly type: 'stopped'; readonly why: 'link-refused' | 'already-set-up' };

export function startSetUp(token: string): SetUp {
  const stopped = token === '' ? 'link-refused' : undefined;
  return { name: '', email: '', password: '', busy: false, problems: [], stopped };
}

export function reduceSetUp(state: SetUp, event: SetUpEvent): SetUp {
  switch (event.type) {
    case 'typed':
      return { ...state, [event.field]: event.value };
    case 'sending':
      return { ...state, busy: true, problems: [] };
    case 'refused':
      return { ...state, busy: false, problems: event.problems };
    case 'stopped':
      return { ...state, busy: false, stopped: event.why };
  }
}

/** What can be told before anything is sent. Characters are counted as people count them. */
export function passwordProblem(password: string): string | undefined {
  const length = Array.from(password.normalize('NFC')).length;
  if (length >= shortestPassword) return undefined;
  return `Password: use at least ${shortestPassword} characters. This one has ${length}`;
}

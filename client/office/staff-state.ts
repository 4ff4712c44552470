import type { RoleName } from '../../api/values.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';

/** Giving somebody roles: exactly those that are ticked. */
export interface Grant {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly RoleName[];
  readonly busy: boolean;
  readonly problems: readonly PlacedProblem[];
  /** What was done last, in words. */
  readonly done: string | undefined;
}

export type GrantEvent =
  | { readonly type: 'typed'; readonly field: 'name' | 'email'; readonly value: string }
  | { readonly type: 'role-ticked'; readonly role: RoleName; readonly has: boolean }
  | { readonly type: 'chosen'; readonly name: string; readonly email: string; readonly roles: readonly RoleName[] }
  | { readonly type: 'saving' }
  | { readonly type: 'refused'; readonly problems: readonly PlacedProblem[] }
  | { readonly type: 'granted'; readonly name: string; readonly roles: readonly RoleName[] };

export const noGrant: Grant = { name: '', email: '', roles: [], busy: false, problems: [], done: undefined };

export const roleNames: readonly RoleName[] = ['administrator', 'officer', 'clerk', 'treasurer', 'auditor'];

export function reduceGrant(state: Grant, event: GrantEvent): Grant {
  switch (event.type) {
    case 'typed':
      return { ...state, [event.field]: event.value, done: undefined };
    case 'role-ticked':
      return {
        ...state,
        done: undefined,
        roles: roleNames.filter((role) => (role === event.role ? event.has : state.roles.includes(role))),
      };
    case 'chosen':
      return { ...noGrant, name: event.name, email: event.email, roles: event.roles };
    case 'saving':
      return { ...state, busy: true, problems: [], done: undefined };
    case 'refused':
      return { ...state, busy: false, problems: event.problems };
    case 'granted':
      return { ...noGrant, done: grantedWords(event.name, event.roles) };
  }
}

function grantedWords(name: string, roles: readonly RoleName[]): string {
  if (roles.length === 0) return `${name} has no role any more.`;
  return `${name} is now ${roles.map(roleWords).join(' and ')}.`;
}

export function roleWords(role: RoleName): string {
  switch (role) {
    case 'administrator':
      return 'administrator';
    case 'officer':
      return 'election officer';
    case 'auditor':
      return 'auditor';
    case 'clerk':
      return 'member clerk';
    case 'treasurer':
      return 'treasurer';
  }
}

/** At the beginning of a line. */
export function roleTitle(role: RoleName): string {
  const words = roleWords(role);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function roleMeaning(role: RoleName): string {
  switch (role) {
    case 'administrator':
      return 'Gives and takes roles.';
    case 'officer':
      return 'Drafts, opens and certifies elections, and freezes the roll.';
    case 'auditor':
      return 'Reads everything, changes nothing.';
    case 'clerk':
      return 'Imports, corrects and merges members, and decides applications.';
    case 'treasurer':
      return 'Records payments and refunds, and sees what members paid.';
  }
}

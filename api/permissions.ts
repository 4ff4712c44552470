import type { RoleName } from './values.ts';

/**
 * What staff may do, and which roles may do it: the whole table. Every endpoint that is not for anyone or any member
 * names one line of it. Nobody's single role both edits who is on the roll and runs the count: clerks edit members,
 * officers run elections, and a frozen roll changes only by two officers.
 */
export const permissions = {
  administer: ['administrator'],
  'run-elections': ['officer'],
  'read-elections': ['officer', 'auditor', 'administrator'],
  'edit-members': ['clerk'],
  'read-members': ['clerk', 'treasurer', 'officer', 'auditor'],
  'handle-money': ['treasurer'],
  'read-money': ['treasurer', 'auditor'],
  'read-office': ['clerk', 'treasurer', 'officer', 'auditor', 'administrator'],
} as const satisfies Record<string, readonly RoleName[]>;

export type Permission = keyof typeof permissions;

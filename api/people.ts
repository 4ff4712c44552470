import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { address, electionId, line, nothing, personId, phase, roleName } from './values.ts';

const password = z.string().max(128, 'At most 128 characters');
const me = z.strictObject({
  id: personId,
  name: z.string(),
  email: z.string(),
  roles: z.array(roleName),
  hasPassword: z.boolean(),
});

export const setUp = endpoint({
  summary: 'Make the first administrator with the one-time link that the server printed',
  method: 'POST',
  route: '/api/set-up',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ token: z.string(), name: line(120), email: address, password }),
  reply: me,
  status: 201,
  problems: ['already-set-up', 'link-refused', 'weak-password'],
});

export const requestSignIn = endpoint({
  summary: 'Send a sign-in code and link to an address; the same answer whether or not anybody has that address',
  method: 'POST',
  route: '/api/sign-in/requests',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ email: address }),
  reply: z.strictObject({ requestId: z.uuid() }),
  status: 202,
  problems: [],
});

export const signInByCode = endpoint({
  summary: 'Sign in with the mailed code',
  method: 'POST',
  route: '/api/sign-in/codes',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ requestId: z.uuid(), code: z.string().regex(/^[0-9]{6}$/, 'The code has 6 digits') }),
  reply: me,
  status: 200,
  problems: ['code-refused'],
});

export const signInByLink = endpoint({
  summary: 'Sign in with the token of the mailed link; opening the link alone does nothing',
  method: 'POST',
  route: '/api/sign-in/links',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ token: z.string().max(100) }),
  reply: me,
  status: 200,
  problems: ['link-refused'],
});

export const signInByPassword = endpoint({
  summary: 'Sign in with a password',
  method: 'POST',
  route: '/api/sign-in/passwords',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ email: address, password }),
  reply: me,
  status: 200,
  problems: ['password-refused'],
});

export const signOut = endpoint({
  summary: 'End this session at once',
  method: 'DELETE',
  route: '/api/session',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: nothing,
  status: 200,
  problems: [],
});

export const readMe = endpoint({
  summary: 'Who is signed in, or null',
  method: 'GET',
  route: '/api/me',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ person: me.nullable() }),
  status: 200,
  problems: [],
});

export const readMyElections = endpoint({
  summary: 'The elections whose roll I am on',
  method: 'GET',
  route: '/api/me/elections',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    elections: z.array(
      z.strictObject({ id: electionId, name: z.string(), phase, votedAt: z.string().nullable(), closesAt: z.string() }),
    ),
  }),
  status: 200,
  problems: [],
});

export const setPassword = endpoint({
  summary: 'Choose or change my password; every other session of mine ends',
  method: 'PUT',
  route: '/api/me/password',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: z.strictObject({ password }),
  reply: nothing,
  status: 200,
  problems: ['weak-password'],
});

const staffMember = z.strictObject({ id: personId, name: z.string(), email: z.string(), roles: z.array(roleName) });

export const readStaff = endpoint({
  summary: 'Everybody who has a role',
  method: 'GET',
  route: '/api/staff',
  caller: 'administer',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ staff: z.array(staffMember) }),
  status: 200,
  problems: [],
});

export const grantRoles = endpoint({
  summary:
    'Give somebody exactly these roles (none: takes all away); an administrator cannot take away the last administrator',
  method: 'PUT',
  route: '/api/staff',
  caller: 'administer',
  path: nothing,
  query: nothing,
  body: z.strictObject({ name: line(120), email: address, roles: z.array(roleName).max(5) }),
  reply: staffMember,
  status: 200,
  problems: ['readback-differs'],
});

import type { readMe as contract } from '../../api/people.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';

/** Who is signed in. */
export function readMe(_: Ports, { caller }: AskOf<typeof contract>) {
  if (caller.session === undefined) return { person: null };
  const { id, name, email, roles, hasPassword } = caller.session.person;
  return { person: { id, name, email, roles: [...roles], hasPassword } };
}

import type { signInByPassword as contract } from '../../api/people.ts';
import { findPersonByEmail } from '../../db/people.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { startSession } from './start-session.ts';

/** Signs in with a password; takes as long for an unknown address as for a wrong password. */
export async function signInByPassword(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  await ports.limits.take('sign-in-network', caller.network);
  await ports.limits.take('password-address', body.email);
  const person = await findPersonByEmail(ports.db, body.email);
  const isRight = await ports.passwords.matches(person?.passwordHash ?? null, body.password);
  if (person === undefined || !isRight) {
    throw new Problem('password-refused', { detail: 'Try again, or sign in with a mailed code.' });
  }
  return ports.db.transaction().execute((trx) => startSession(ports, trx, person.id, 'password'));
}

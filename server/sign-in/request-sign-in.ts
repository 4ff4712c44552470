import { randomUUID } from 'node:crypto';
import type { requestSignIn as contract } from '../../api/people.ts';
import { findPersonByEmail } from '../../db/people.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { sendSignInCode } from '../sign-in-code.ts';

/** Sends a code and a link; the same answer, and the same work, whether or not somebody has the address. */
export async function requestSignIn(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  await ports.limits.take('sign-in-network', caller.network);
  await ports.limits.take('sign-in-address', body.email);
  const person = await findPersonByEmail(ports.db, body.email);
  const requestId = randomUUID();
  // To the address that was typed: it may be that of a duplicate merged into the person, who reads it as well.
  await sendSignInCode(ports, { requestId, person: person && { ...person, email: body.email } });
  return { requestId };
}

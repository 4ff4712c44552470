import { randomUUID } from 'node:crypto';
import type { requestJoin as contract } from '../../api/me.ts';
import { findPersonByEmail } from '../../db/people.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { sendJoinCode, sendSignInCode } from '../sign-in-code.ts';

/**
 * Mails a code that proves the address. Whoever is known already gets a sign-in code, whoever is not gets one that makes
 * the person when it is typed; the answer is the same.
 */
export async function requestJoin(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  await ports.limits.take('sign-in-network', caller.network);
  await ports.limits.take('sign-in-address', body.email);
  const person = await findPersonByEmail(ports.db, body.email);
  const requestId = randomUUID();
  if (person === undefined) await sendJoinCode(ports, { requestId, ...body });
  else await sendSignInCode(ports, { requestId, person: { ...person, email: body.email } });
  return { requestId };
}

import type { signInByLink as contract } from '../../api/people.ts';
import { useSignInLink } from '../../db/sign-in.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';
import { startSession } from './start-session.ts';

/** Signs in with the mailed link, once its page's button was pressed. */
export async function signInByLink(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  await ports.limits.take('code-network', caller.network);
  return ports.db.transaction().execute(async (trx) => {
    const request = await useSignInLink(trx, hashToken(body.token), ports.clock.now());
    const personId = request?.personId ?? null;
    if (personId === null) {
      throw new Problem('link-refused', { detail: 'A sign-in link works once, for 10 minutes. Ask for a new one.' });
    }
    return startSession(ports, trx, personId, 'link');
  });
}

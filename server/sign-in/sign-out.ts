import type { signOut as contract } from '../../api/people.ts';
import { endSession } from '../../db/sessions.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';

/** Ends the session at once, whatever its tokens still say. */
export async function signOut({ db, clock }: Ports, { caller }: AskOf<typeof contract>) {
  const { session } = caller;
  if (session !== undefined) {
    await db.transaction().execute((trx) => endSession(trx, session.sessionId, clock.now()));
  }
  return {};
}

import { isSessionYounger } from '../../db/self-service.ts';
import type { Person } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';

const minutes = 15;

/** A session that was left open must not give away the account: the person has just signed in. */
export async function assertRecent({ db, clock }: Pick<Ports, 'db' | 'clock'>, { session }: Person): Promise<void> {
  const than = clock.now().subtract({ minutes });
  if (await isSessionYounger(db, session.sessionId, than)) return;
  throw new Problem('sign-in-again', {
    detail: `For this you must have signed in within the last ${minutes} minutes. Nothing was changed.`,
  });
}

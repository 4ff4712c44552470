import type { changeCandidacy as contract } from '../../api/nominations.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { asNominee, notThere } from './nominee.ts';
import { recordProfile } from './profile.ts';
import { assertNominating } from './window.ts';

/** Changes what a nominee says of themselves, until nominations close. */
export async function changeCandidacy(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  const { nominee, ...profile } = body;
  return asNominee(ports, caller, nominee, async ({ trx, candidacy, election, now }) => {
    assertNominating(election, now);
    const { id, state, personId } = candidacy;
    if ((state !== 'accepted' && state !== 'approved') || personId === null)
      throw notThere('Accept the nomination first.');
    await recordProfile(trx, { id, personId }, profile, now);
  });
}

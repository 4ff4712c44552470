import type { leaveCandidacy as contract } from '../../api/nominations.ts';
import { markCandidacy, removeCandidate } from '../../db/nominations.ts';
import type { AskOf } from '../ask.ts';
import { assertDraft } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { nomineeCan } from './can.ts';
import { asNominee, notThere } from './nominee.ts';

/** The nominee no longer stands. Until the election is frozen that takes them off the ballot. */
export async function leaveCandidacy(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  return asNominee(ports, caller, body.nominee, async ({ trx, candidacy, election, now }) => {
    if (candidacy.state === 'withdrawn') return;
    assertDraft(election);
    if (!nomineeCan(candidacy, election, 1, now).canWithdraw)
      throw notThere('There is nothing to withdraw from. Load the page again.');
    await markCandidacy(trx, candidacy.id, { state: 'withdrawn', withdrawnAt: now.toString() });
    await removeCandidate(trx, candidacy);
  });
}

import type { declineNomination as contract } from '../../api/nominations.ts';
import { markCandidacy } from '../../db/nominations.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { mailNominators } from './mails.ts';
import { asNominee, notThere } from './nominee.ts';

/** The nominee says no; who nominated them is told. A second press changes nothing. */
export async function declineNomination(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  return asNominee(ports, caller, body.nominee, async ({ trx, candidacy, election, now }) => {
    if (candidacy.state === 'declined') return;
    if (candidacy.state !== 'invited' || election.stage !== 'draft')
      throw notThere('There is nothing to decline any more. Load the page again.');
    await markCandidacy(trx, candidacy.id, { state: 'declined', answeredAt: now.toString() });
    await mailNominators(ports, trx, { candidacy, election }, 'declined', now);
  });
}

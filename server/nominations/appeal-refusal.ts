import type { appealRefusal as contract } from '../../api/nominations.ts';
import { markCandidacy } from '../../db/nominations.ts';
import type { AskOf } from '../ask.ts';
import { assertDraft } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { nomineeCan } from './can.ts';
import { asNominee, notThere } from './nominee.ts';

/** The refused answer, once. Another officer then decides, where there is one. */
export async function appealRefusal(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  return asNominee(ports, caller, body.nominee, async ({ trx, candidacy, election, now }) => {
    assertDraft(election);
    if (!nomineeCan(candidacy, election, 1, now).canAppeal)
      throw notThere('A refusal can be answered once. The office has your answer.');
    await markCandidacy(trx, candidacy.id, { appeal: body.words, appealedAt: now.toString() });
  });
}

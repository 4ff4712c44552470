import type { acceptNomination as contract } from '../../api/nominations.ts';
import { findCandidacyIn, joinCandidacy, readNominations } from '../../db/nominations.ts';
import { ensurePerson } from '../../db/people.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { accept } from './accept.ts';
import { acknowledged } from './acknowledged.ts';
import { nomineeCan } from './can.ts';
import { asNominee, notThere, type NomineesAct } from './nominee.ts';
import { assertNominating } from './window.ts';

/**
 * The nominee says yes. The link proves the address; it makes the person where nobody has that address, and signs nobody
 * in. Whoever stands in the contest already, under another address, gets the support of this nomination too.
 */
export async function acceptNomination(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  const { nominee, name, acknowledgements, isOther } = body;
  return asNominee(ports, caller, nominee, async (it) => {
    const { trx, candidacy, election, contest, now } = it;
    if (candidacy.state === 'accepted' || candidacy.state === 'approved') return;
    assertNominating(election, now);
    const standing = (await readNominations(trx, [candidacy.id])).length;
    if (!nomineeCan(candidacy, election, standing, now).canAccept)
      throw notThere('The nomination was taken back, or decided. Load the page again.');
    const given = acknowledged(contest, acknowledgements);
    const signedIn = isOther ? caller.session?.person.id : undefined;
    const personId = candidacy.personId ?? signedIn ?? (await ensurePerson(trx, { name, email: candidacy.email }, now));
    const mine = await joined(it, personId);
    if (mine.state === 'accepted' || mine.state === 'approved') return;
    await accept(ports, { ...it, candidacy: mine }, { personId, name, given });
  });
}

/** The one candidacy of the person in this contest. */
async function joined({ trx, candidacy }: NomineesAct, personId: string) {
  const { id, contestId, email } = candidacy;
  const other = await findCandidacyIn(trx, contestId, { email, personId });
  if (other === undefined || other.id === id) return candidacy;
  await joinCandidacy(trx, id, other.id);
  return other;
}

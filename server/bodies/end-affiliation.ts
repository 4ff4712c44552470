import type { endAffiliation as byOffice, endMyAffiliation as byPerson } from '../../api/bodies.ts';
import { endAffiliation as end, findAffiliatedPerson } from '../../db/affiliations.ts';
import { appendAudit } from '../../db/audit.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { affiliationsOf } from './affiliation-view.ts';

/** An affiliation is over. It stays on record that there was one. */
export function endAffiliation({ db, clock }: Ports, { caller, path }: AskOf<typeof byOffice>) {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const personId = await findAffiliatedPerson(trx, path.affiliationId);
    if (personId === undefined) throw notThere();
    await end(trx, path.affiliationId, now);
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'end-affiliation', personId });
    return affiliationsOf(trx, personId);
  });
}

/** As above, for whoever disclosed it: those of others are not there for them. */
export async function endMyAffiliation(ports: Ports, ask: AskOf<typeof byPerson>) {
  const mine = await findAffiliatedPerson(ports.db, ask.path.affiliationId);
  if (mine !== ask.caller.session.person.id) throw notThere();
  return endAffiliation(ports, ask);
}

function notThere(): Problem {
  return new Problem('not-found', { detail: 'There is no such affiliation that still holds.' });
}

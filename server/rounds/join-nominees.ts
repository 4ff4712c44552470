import type { joinNominees as contract } from '../../api/rounds.ts';
import { appendAudit } from '../../db/audit.ts';
import { joinNominees as join } from '../../db/round-nominations.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertReviewing } from './assert-reviewing.ts';
import { reviewViewOf } from './review-view.ts';

/** Makes two nominees of a round one. Votes on the other do not count: it was not known that it is the same person. */
export async function joinNominees({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { id: personId } = caller.session.person;
  const { duplicateId } = body;
  return db.transaction().execute(async (trx) => {
    const now = clock.now();
    const { programme, nominee } = await assertReviewing(trx, path, personId, now);
    const other = await assertReviewing(trx, { ...path, nomineeId: duplicateId }, personId, now);
    const duplicate = other.nominee;
    if (duplicate.id === nominee.id) throw new Problem('not-joinable', { detail: 'Choose another nominee.' });
    const addresses = [nominee, duplicate].map(({ memberId, email }) => memberId ?? email);
    if (!addresses.includes(null) && addresses[0] !== addresses[1]) {
      throw new Problem('not-joinable', { detail: 'They have different addresses, so they may be two people.' });
    }
    await join(trx, { nomineeId: nominee.id, duplicate });
    const facts = { programme: programme.slug, nominee: nominee.id, duplicate: duplicate.id };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'join-nominees', facts });
    return reviewViewOf(trx, programme, personId, now);
  });
}

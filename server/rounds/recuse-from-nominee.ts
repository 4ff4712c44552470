import type { recuseFromNominee as contract } from '../../api/rounds.ts';
import { recordRecusal } from '../../db/rounds.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertReviewing } from './assert-reviewing.ts';
import { reviewViewOf } from './review-view.ts';

/** Stands aside for a nominee in this round. A vote that was given before does not count. */
export async function recuseFromNominee({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { id: personId } = caller.session.person;
  return db.transaction().execute(async (trx) => {
    const now = clock.now();
    const { programme, facts, nominee } = await assertReviewing(trx, path, personId, now);
    const { reason } = body;
    await recordRecusal(trx, { roundId: facts.round.id, nomineeId: nominee.id, personId, reason }, now);
    return reviewViewOf(trx, programme, personId, now);
  });
}

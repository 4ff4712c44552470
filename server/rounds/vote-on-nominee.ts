import type { voteOnNominee as contract } from '../../api/rounds.ts';
import { recordMark } from '../../db/rounds.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertReviewing } from './assert-reviewing.ts';
import { reviewViewOf } from './review-view.ts';

/** Votes on a nominee, or changes the vote: until the review ends the last one counts. */
export async function voteOnNominee({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { id: personId } = caller.session.person;
  return db.transaction().execute(async (trx) => {
    const now = clock.now();
    const { programme, facts, nominee } = await assertReviewing(trx, path, personId, now);
    if (nominee.marks.get(personId) !== body.mark) {
      await recordMark(trx, { roundId: facts.round.id, nomineeId: nominee.id, personId, mark: body.mark }, now);
    }
    return reviewViewOf(trx, programme, personId, now);
  });
}

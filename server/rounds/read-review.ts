import type { readReview as contract } from '../../api/rounds.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertProgramme } from './assert-programme.ts';
import { reviewViewOf } from './review-view.ts';

/** The round that whoever is signed in reviews now. */
export async function readReview({ db, clock }: Ports, { caller, path }: AskOf<typeof contract>) {
  const programme = await assertProgramme(db, path.programme);
  return reviewViewOf(db, programme, caller.session.person.id, clock.now());
}

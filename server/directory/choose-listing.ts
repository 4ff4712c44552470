import type { chooseListing as contract } from '../../api/directory.ts';
import { recordDirectoryChoice } from '../../db/directory.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { myListingOf } from './my-listing.ts';

/** Chooses whether I am in the directory, and with what; it holds at once. */
export async function chooseListing(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  { caller, body }: AskOf<typeof contract>,
) {
  const now = clock.now();
  const me = caller.session.person.id;
  const { isListed, ...choice } = body;
  return db.transaction().execute(async (trx) => {
    await recordDirectoryChoice(trx, me, isListed ? choice : null, now);
    return myListingOf(trx, me, now);
  });
}

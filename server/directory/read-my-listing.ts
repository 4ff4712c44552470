import type { readMyListing as contract } from '../../api/directory.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { myListingOf } from './my-listing.ts';

/** Whether I am in the directory, and with what. */
export function readMyListing({ db, clock }: Pick<Ports, 'db' | 'clock'>, { caller }: AskOf<typeof contract>) {
  return myListingOf(db, caller.session.person.id, clock.now());
}

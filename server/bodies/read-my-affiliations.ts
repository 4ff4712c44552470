import type { readMyAffiliations as contract } from '../../api/bodies.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { affiliationsOf } from './affiliation-view.ts';

/** What the person disclosed and what still holds. */
export function readMyAffiliations({ db }: Pick<Ports, 'db'>, { caller }: AskOf<typeof contract>) {
  return affiliationsOf(db, caller.session.person.id);
}

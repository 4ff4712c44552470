import type { Ports } from '../ports.ts';
import { organisationsOf } from './organisations-view.ts';

/** The organisations that people disclosed, with their parents and other spellings. */
export function readOrganisations({ db }: Pick<Ports, 'db'>) {
  return organisationsOf(db);
}

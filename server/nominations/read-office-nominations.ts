import type { readOfficeNominations as contract } from '../../api/nominations.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { officeNominationsView } from './office-view.ts';

/** Everybody who is nominated in an election, what is missing, and what was decided. */
export function readOfficeNominations(ports: Ports, { path }: AskOf<typeof contract>) {
  return officeNominationsView(ports, path.electionId);
}

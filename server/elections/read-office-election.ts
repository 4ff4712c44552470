import type { readOfficeElection as contract } from '../../api/office.ts';
import { findElection } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { officeView } from './office-view.ts';

/** One election as its officers see it. */
export async function readOfficeElection(ports: Ports, { path }: AskOf<typeof contract>) {
  return officeView(ports, assertFound(await findElection(ports.db, path.electionId), 'office'));
}

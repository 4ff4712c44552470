import type { readElection as contract } from '../../api/elections.ts';
import { findElection } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { electionView } from './election-view.ts';

/** One election as everybody sees it. */
export async function readElection(ports: Ports, { path }: Pick<AskOf<typeof contract>, 'path'>) {
  return electionView(ports, assertFound(await findElection(ports.db, path.electionId), 'announced'));
}

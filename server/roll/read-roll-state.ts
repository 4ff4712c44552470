import type { readRollState as contract } from '../../api/roll.ts';
import { findElection } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { rollStateOf } from './roll-state-of.ts';

/** Where the roll of an election stands. */
export async function readRollState(ports: Ports, { path }: AskOf<typeof contract>) {
  return rollStateOf(ports, assertFound(await findElection(ports.db, path.electionId), 'office'));
}

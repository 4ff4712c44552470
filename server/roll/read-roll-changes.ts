import type { readRollChanges as contract } from '../../api/roll.ts';
import { findElection } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { rollChangesOf } from './roll-changes-of.ts';

/** Amendments of the frozen roll and what members asked for. */
export async function readRollChanges({ db }: Ports, { caller, path }: AskOf<typeof contract>) {
  assertFound(await findElection(db, path.electionId), 'office');
  return rollChangesOf(db, path.electionId, caller.session.person.id);
}

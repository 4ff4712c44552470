import type { readRegistrarRoll as contract } from '../../api/registrar.ts';
import { readRollPeople } from '../../db/roll.ts';
import type { AskOf } from '../ask.ts';
import { assertRollCanChange } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { alreadyGiven } from './give-credentials.ts';
import { findRegistrarByLink } from './find-registrar.ts';

/** The roll that the credentials are made for. Once the list is in, the link shows nobody's address any more. */
export async function readRegistrarRoll(ports: Ports, { path, body }: AskOf<typeof contract>) {
  const { election, registrar } = await findRegistrarByLink(ports, path.electionId, body.token);
  assertRollCanChange(election);
  if (registrar.listHash !== null) throw alreadyGiven();
  const roll = await readRollPeople(ports.db, election.id);
  return { voters: roll.map(({ id, name, email }) => ({ voter: id, name, email })) };
}

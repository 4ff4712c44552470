import type { readCandidacy as contract } from '../../api/nominations.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { candidacyView } from './candidacy-view.ts';
import { findNominee } from './nominee.ts';

/** Shows a nominee their nomination. Mail scanners open links: reading changes nothing. */
export async function readCandidacy(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  return candidacyView(ports, await findNominee(ports, caller, body.nominee), caller, body.nominee);
}

import type { readTrustee as contract } from '../../api/trustees.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { findTrustee, trusteeView } from './find-trustee.ts';

/** What the holder of a trustee link must do next. */
export async function readTrustee(ports: Ports, { path, body }: AskOf<typeof contract>) {
  const { election, trustee } = await findTrustee(ports, path.electionId, body.token);
  return trusteeView(ports, election, trustee);
}

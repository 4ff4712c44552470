import type { readRegistrar as contract } from '../../api/registrar.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { registrarView } from './find-registrar.ts';

/** What the holder of a registrar link must do next. */
export async function readRegistrar(ports: Ports, { path, body }: AskOf<typeof contract>) {
  return registrarView(ports, path.electionId, body.token);
}

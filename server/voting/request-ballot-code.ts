import { randomUUID } from 'node:crypto';
import type { requestBallotCode as contract } from '../../api/voting.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { sendSignInCode } from '../sign-in-code.ts';
import { findVoter } from './find-voter.ts';

/** Sends a sign-in code to the address that the roll has for the holder of this link. */
export async function requestBallotCode(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  await ports.limits.take('sign-in-network', caller.network);
  const { entry } = await findVoter(ports, path.electionId, body.link);
  await ports.limits.take('sign-in-address', entry.email);
  const requestId = randomUUID();
  await sendSignInCode(ports, { requestId, person: { id: entry.personId, name: entry.name, email: entry.email } });
  return { requestId };
}

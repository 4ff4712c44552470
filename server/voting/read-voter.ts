import type { readVoter as contract } from '../../api/voting.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { findVoter, maskAddress } from './find-voter.ts';

/** Whom a ballot link belongs to, and whether that voter is signed in here. Changes nothing. */
export async function readVoter(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { entry } = await findVoter(ports, path.electionId, body.link);
  return {
    name: entry.name,
    address: maskAddress(entry.email),
    signedIn: caller.session?.person.id === entry.personId,
    votedAt: entry.votedAt?.toString() ?? null,
  };
}

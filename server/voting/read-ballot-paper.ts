import type { readBallotPaper as contract } from '../../api/voting.ts';
import { findElection } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';

/** The frozen `election.json`, to the byte. */
export async function readBallotPaper({ db }: Ports, { path }: AskOf<typeof contract>) {
  const election = assertFound(await findElection(db, path.electionId), 'public');
  return { election: election.electionText ?? '' };
}

import type { Temporal } from 'temporal-polyfill';
import type { ReceivedNomination } from '../../api/nominations.ts';
import type { Reader } from '../../db/connect.ts';
import { findElection } from '../../db/elections.ts';
import { readCandidaciesOf, readNominations } from '../../db/nominations.ts';
import { nomineeCan } from './can.ts';
import { readOpenContests } from './contests.ts';

/** What somebody is nominated for, in one election or in all. */
export async function readReceived(
  db: Reader,
  person: { readonly id: string; readonly email: string },
  now: Temporal.Instant,
  electionId?: string,
): Promise<ReceivedNomination[]> {
  const received: ReceivedNomination[] = [];
  for (const candidacy of await readCandidaciesOf(db, person, electionId)) {
    const election = await findElection(db, candidacy.electionId);
    if (election === undefined) continue;
    const contest = (await readOpenContests(db, election.id)).find(({ id }) => id === candidacy.contestId);
    const standing = (await readNominations(db, [candidacy.id])).length;
    received.push({
      ...{ candidacyId: candidacy.id, electionId: election.id, election: election.name },
      ...{ contest: contest?.title ?? '', state: candidacy.state },
      canAccept: nomineeCan(candidacy, election, standing, now).canAccept,
    });
  }
  return received;
}

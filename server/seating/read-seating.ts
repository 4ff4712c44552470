import type { Reply } from '../../api/endpoint.ts';
import type { readSeating as contract } from '../../api/seating.ts';
import { findElection } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { assertFound, phaseOf } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { seatingViews } from './seating-view.ts';

/** Who takes which seat, contest by contest. */
export async function readSeating(
  { db, clock }: Ports,
  { path }: AskOf<typeof contract>,
): Promise<Reply<typeof contract>> {
  const now = clock.now();
  const election = assertFound(await findElection(db, path.electionId), 'office');
  return {
    ...{ id: election.id, name: election.name, phase: phaseOf(election, now), now: now.toString() },
    contests: await seatingViews(db, election),
  };
}

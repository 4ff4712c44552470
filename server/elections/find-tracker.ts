import type { findTracker as contract, TrackerPlace } from '../../api/elections.ts';
import { findBallot, findEventHash, findLastBallot } from '../../db/board.ts';
import { findElection } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';

/** Where a tracker stands on the board. Blanks between its groups are no part of it. */
export async function findTracker(
  { db }: Ports,
  { path, query }: Pick<AskOf<typeof contract>, 'path' | 'query'>,
): Promise<TrackerPlace> {
  const election = assertFound(await findElection(db, path.electionId), 'public');
  const tracker = query.tracker.replaceAll(/\s/gu, '');
  const place = await findBallot(db, election.id, tracker);
  if (place === undefined) return { found: 'not-found', height: null, event: null, replacedBy: null };
  const event = (await findEventHash(db, election.id, place.height)) ?? null;
  const last = await findLastBallot(db, election.id, place.credential);
  const isLast = last === undefined || last.height === place.height;
  return isLast
    ? { found: 'counts', height: place.height, event, replacedBy: null }
    : { found: 'replaced', height: place.height, event, replacedBy: last.height };
}

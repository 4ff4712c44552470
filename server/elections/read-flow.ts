import { hasFlow } from '../../counting/explanation.ts';
import { findElection, readContests } from '../../db/elections.ts';
import { flowOf } from '../explained.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { readOutcome } from '../result.ts';

/** The picture of how a contest's votes went from stage to stage, once there is a result in which they did. */
export async function readFlow(
  { db }: Pick<Ports, 'db'>,
  { electionId, contestId }: { readonly electionId: string; readonly contestId: string },
): Promise<string> {
  const election = assertFound(await findElection(db, electionId), 'public');
  const contests = await readContests(db, election.id);
  const contest = contests.find(({ id }) => id === contestId);
  const outcome = await readOutcome(db, election, contests, contestId);
  if (contest === undefined || outcome === undefined || !hasFlow(outcome)) {
    throw new Problem('not-found', { detail: 'There is no such picture. Look at the page of the election.' });
  }
  return flowOf(
    outcome,
    contest.candidates.map(({ name }) => name),
  );
}

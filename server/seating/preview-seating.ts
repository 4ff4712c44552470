import type { previewSeating as contract, SeatingPlan } from '../../api/seating.ts';
import { findElection } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { assertNotSeated, assertPasses, factsOfContest } from './seatable.ts';
import { allPasses, planOf } from './seating-facts.ts';

/** What would happen if these candidates were passed over. Writes nothing. */
export async function previewSeating({ db }: Ports, { path, body }: AskOf<typeof contract>): Promise<SeatingPlan> {
  const election = assertFound(await findElection(db, path.electionId), 'office');
  const facts = await factsOfContest(db, election, path.contestId);
  await assertNotSeated(db, election.id, path.contestId);
  assertPasses(facts, body.passes);
  return planOf(facts, allPasses(facts, body.passes));
}

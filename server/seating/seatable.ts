import type { SeatingPass } from '../../api/seating.ts';
import type { Reader } from '../../db/connect.ts';
import { readContests, type Election } from '../../db/elections.ts';
import { readSeatings } from '../../db/seating.ts';
import { Problem } from '../problem.ts';
import { wrongPlace } from '../wrong-place.ts';
import { readSeatingFacts, type SeatingFacts } from './seating-facts.ts';

/** The facts of one contest for seats, or the refusal that it has no result yet, or is not there. */
export async function factsOfContest(db: Reader, election: Election, contestId: string): Promise<SeatingFacts> {
  const contests = await readContests(db, election.id);
  if (!contests.some(({ id, kind }) => id === contestId && kind === 'people'))
    throw new Problem('not-found', { detail: 'This election fills no seats in such a contest. Look at it again.' });
  const facts = (await readSeatingFacts(db, election, contests)).find(({ contest }) => contest.id === contestId);
  if (facts === undefined) throw new Problem('election-not-tallied', { detail: 'Come back when the result is there.' });
  return facts;
}

export async function assertNotSeated(db: Reader, electionId: string, contestId: string): Promise<void> {
  const row = (await readSeatings(db, electionId)).find((one) => one.contestId === contestId);
  if (row === undefined) return;
  throw new Problem('seating-recorded', {
    detail: `${row.seatedBy} recorded it. Who leaves a seat from now on is recorded with the body.`,
  });
}

/** Whoever is passed over stands in the contest, and is named once. */
export function assertPasses({ contest }: SeatingFacts, passes: readonly SeatingPass[]): void {
  for (const [place, { candidate }] of passes.entries()) {
    const pointer = `#/body/passes/${place}/candidate`;
    if (!contest.candidates.some(({ id }) => id === candidate))
      throw wrongPlace(pointer, 'This candidate does not stand in this contest');
    if (passes.findIndex((one) => one.candidate === candidate) !== place)
      throw wrongPlace(pointer, 'This candidate is named twice');
  }
}

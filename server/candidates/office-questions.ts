import type { OfficeQuestions, readOfficeQuestions as contract } from '../../api/candidates.ts';
import { findElection, readContests } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { questionsOf } from './questions-of.ts';

/** Every question, hidden ones with the reason. */
export async function readOfficeQuestions(
  { db }: Pick<Ports, 'db'>,
  { path }: Pick<AskOf<typeof contract>, 'path'>,
): Promise<OfficeQuestions> {
  const election = assertFound(await findElection(db, path.electionId), 'office');
  const contests = await readContests(db, election.id);
  const questions = await questionsOf(db, election.id, contests, 'all');
  return {
    questions: questions.map(({ row, view }) => ({
      ...view,
      contest: contests.find(({ id }) => id === row.contestId)?.title ?? '',
      hiddenAt: row.hiddenAt?.toString() ?? null,
      hiddenWhy: row.hiddenWhy,
    })),
  };
}

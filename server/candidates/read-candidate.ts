import type { CandidatePage, readCandidate as contract } from '../../api/candidates.ts';
import { readNominated } from '../../db/candidates.ts';
import type { AskOf } from '../ask.ts';
import { candidateViews } from '../candidate-view.ts';
import { htmlOf } from '../markdown.ts';
import type { Ports } from '../ports.ts';
import { announcedElection, needCandidate } from './announced.ts';
import { questionsOf } from './questions-of.ts';
import { takesQuestions } from './takes-questions.ts';

/** The permanent page of a candidate, for everybody, from the announcement on and for ever. */
export async function readCandidate(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  { path }: Pick<AskOf<typeof contract>, 'path'>,
): Promise<CandidatePage> {
  const { contests } = await announcedElection(db, path.electionId, clock.now());
  const { contest, candidate } = needCandidate(contests, path.candidateId);
  const [view] = await candidateViews(db, [candidate]);
  if (view === undefined) throw new Error('One candidate gave no view');
  const nominated = candidate.candidacyId === null ? undefined : await readNominated(db, candidate.candidacyId);
  const questions = await questionsOf(db, path.electionId, contests);
  return {
    contest: { id: contest.id, title: contest.title },
    candidate: view,
    previousService: nominated?.previousService ?? '',
    declared: nominated?.declared ?? [],
    withdrawnWhy: candidate.withdrawnWhy,
    nominatedBy: (nominated?.nominations ?? []).map(({ name, statement }) => ({ name, html: htmlOf(statement) })),
    supporters: nominated?.supporters ?? 0,
    takesQuestions: await takesQuestions(db, contest),
    questions: questions.filter(({ asked }) => asked.some(({ id }) => id === candidate.id)).map(({ view: one }) => one),
  };
}

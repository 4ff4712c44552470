import type { answerQuestion as contract, MyQuestions } from '../../api/candidates.ts';
import { appendAnswer } from '../../db/candidates.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { announcedElection, assertTakesQuestions } from './announced.ts';
import { readMyQuestions } from './my-questions.ts';
import { questionsOf } from './questions-of.ts';

/** A candidate answers, or answers again in other words: the newest is shown, all are kept. */
export async function answerQuestion(
  ports: Ports,
  { caller, path, body }: AskOf<typeof contract>,
): Promise<MyQuestions> {
  const { db, clock } = ports;
  const now = clock.now();
  const { election, contests } = await announcedElection(db, path.electionId, now);
  const questions = await questionsOf(db, election.id, contests);
  const question = questions.find(({ row }) => row.id === path.questionId);
  const me = question?.asked.find(({ id }) => id === body.candidateId);
  // Not there for others: who was asked is public, who may answer is the candidate's own affair.
  if (me === undefined || me.personId !== caller.session.person.id || me.withdrawnAt !== null)
    throw new Problem('not-found', { detail: 'No such question waits for you.' });
  assertTakesQuestions(election, true, now);
  const { candidateId, text } = body;
  await db.transaction().execute(async (trx) => {
    await appendAnswer(trx, { questionId: path.questionId, candidateId, text }, now);
  });
  return readMyQuestions(ports, { caller, path });
}

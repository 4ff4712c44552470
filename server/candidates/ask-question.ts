import type { askQuestion as contract, MyQuestions } from '../../api/candidates.ts';
import { appendQuestion } from '../../db/candidates.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { isVotingMember } from '../voting-member.ts';
import { announcedElection, assertTakesQuestions, needCandidate } from './announced.ts';
import { readMyQuestions } from './my-questions.ts';
import { takesQuestions } from './takes-questions.ts';

/** A voting member asks one candidate, or all of a contest; the candidates are told once a day. */
export async function askQuestion(ports: Ports, { caller, path, body }: AskOf<typeof contract>): Promise<MyQuestions> {
  const { db, clock, limits } = ports;
  const personId = caller.session.person.id;
  await limits.take('question-person', personId);
  const now = clock.now();
  const { election, contests } = await announcedElection(db, path.electionId, now);
  const contest = contests.find(({ id }) => id === body.contestId);
  if (contest === undefined) throw new Problem('not-found', { detail: 'There is no such contest in this election.' });
  assertTakesQuestions(election, await takesQuestions(db, contest), now);
  if (body.candidateId !== null) needCandidate([contest], body.candidateId);
  if (!(await isVotingMember(db, personId, now)))
    throw new Problem('members-only', { detail: 'Your own page says how your membership stands.' });
  const { contestId, candidateId, text } = body;
  await db.transaction().execute(async (trx) => {
    await appendQuestion(trx, { electionId: election.id, contestId, candidateId, personId, text }, now);
  });
  return readMyQuestions(ports, { caller, path });
}

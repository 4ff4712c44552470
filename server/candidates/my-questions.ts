import type { Temporal } from 'temporal-polyfill';
import type { MyQuestions, readMyQuestions as contract } from '../../api/candidates.ts';
import type { Reader } from '../../db/connect.ts';
import type { ContestRow, Election } from '../../db/elections.ts';
import type { AskOf, Person } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { timetableView } from '../timetable.ts';
import { isVotingMember } from '../voting-member.ts';
import { announcedElection, closedToQuestions } from './announced.ts';
import { questionsOf } from './questions-of.ts';
import { takesQuestions } from './takes-questions.ts';

/** Whom this person can ask, and what this person was asked as a candidate. */
export async function readMyQuestions(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  { caller, path }: Pick<AskOf<typeof contract>, 'caller' | 'path'>,
): Promise<MyQuestions> {
  const now = clock.now();
  const { election, contests } = await announcedElection(db, path.electionId, now);
  const open: ContestRow[] = [];
  for (const contest of contests) if (await takesQuestions(db, contest)) open.push(contest);
  return {
    ...{ electionId: election.id, name: election.name, now: now.toString() },
    closes: timetableView(election).closes,
    cannotAsk: await cannotAsk(db, election, open, caller, now),
    contests: open.map(({ id, title, candidates }) => ({
      ...{ id, title },
      candidates: candidates
        .filter(({ withdrawnAt }) => withdrawnAt === null)
        .map((candidate) => ({ id: candidate.id, name: candidate.name })),
    })),
    toMe: await toMe(db, election.id, open, caller.session.person.id),
  };
}

async function cannotAsk(
  db: Reader,
  election: Election,
  open: readonly ContestRow[],
  { session }: Person,
  now: Temporal.Instant,
): Promise<MyQuestions['cannotAsk']> {
  if (open.length === 0) return 'no-questions';
  const closed = closedToQuestions(election, now);
  if (closed !== null) return closed;
  return (await isVotingMember(db, session.person.id, now)) ? null : 'members-only';
}

async function toMe(
  db: Reader,
  electionId: string,
  contests: readonly ContestRow[],
  personId: string,
): Promise<MyQuestions['toMe']> {
  const questions = await questionsOf(db, electionId, contests);
  const mine = questions.flatMap(({ row, view, asked, answers }) =>
    asked
      .filter((candidate) => candidate.personId === personId)
      .map(({ id }) => ({
        candidateId: id,
        contest: contests.find((contest) => contest.id === row.contestId)?.title ?? '',
        question: view,
        mine: answers.find(({ candidateId }) => candidateId === id)?.text ?? '',
      })),
  );
  return mine.toSorted((one, other) => Number(one.mine !== '') - Number(other.mine !== ''));
}

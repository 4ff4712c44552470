import type { CandidateQuestion } from '../../api/candidates.ts';
import { readAnswers, readQuestions, type AnswerRow, type QuestionRow } from '../../db/candidates.ts';
import type { Reader } from '../../db/connect.ts';
import type { CandidateRow, ContestRow } from '../../db/elections.ts';
import { htmlOf } from '../markdown.ts';

export interface QuestionWithRow {
  readonly row: QuestionRow;
  readonly view: CandidateQuestion;
  /** Those who are asked, in the order of the ballot. */
  readonly asked: readonly CandidateRow[];
  readonly answers: readonly AnswerRow[];
}

/** The questions of an election with the newest answers, newest question first. */
export async function questionsOf(
  db: Reader,
  electionId: string,
  contests: readonly ContestRow[],
  which: 'shown' | 'all' = 'shown',
): Promise<QuestionWithRow[]> {
  const rows = await readQuestions(db, electionId, which);
  const all = await readAnswers(db, electionId);
  return rows.map((row) => {
    const contest = contests.find(({ id }) => id === row.contestId);
    const asked = (contest?.candidates ?? []).filter(({ id }) => row.candidateId === null || row.candidateId === id);
    const answers = all.filter(({ questionId }) => questionId === row.id);
    return { row, asked, answers, view: questionView(row, asked, answers) };
  });
}

function questionView(
  { id, contestId, candidateId, text, by, askedAt }: QuestionRow,
  asked: readonly CandidateRow[],
  answers: readonly AnswerRow[],
): CandidateQuestion {
  const nameOf = (candidate: string) => asked.find((one) => one.id === candidate)?.name ?? '';
  const silent = asked.filter((one) => !answers.some((answer) => answer.candidateId === one.id));
  return {
    ...{ id, contestId, candidateId, text, by, at: askedAt.toString() },
    answers: answers.map((answer) => ({
      ...{ candidateId: answer.candidateId, name: nameOf(answer.candidateId), html: htmlOf(answer.text) },
      ...{ at: answer.answeredAt.toString(), isEdited: answer.times > 1 },
    })),
    waiting: silent.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ name }) => name),
  };
}

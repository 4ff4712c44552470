import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';

/** Everything about a candidate that came by nomination, as everybody may read it. */
export async function readNominated(db: Reader, candidacyId: string) {
  const candidacy = await db
    .selectFrom('candidacy')
    .select('previousService')
    .where('id', '=', candidacyId)
    .executeTakeFirst();
  const declared = await db
    .selectFrom('candidacyAcknowledgement')
    .select('text')
    .where('candidacyId', '=', candidacyId)
    .where('isPublic', '=', true)
    .orderBy('acknowledgementId')
    .execute();
  const nominations = await db
    .selectFrom('nomination')
    .innerJoin('candidacy', 'candidacy.id', 'nomination.candidacyId')
    .innerJoin('person', 'person.id', 'nomination.personId')
    .select(['person.name', 'nomination.statement'])
    .where('nomination.candidacyId', '=', candidacyId)
    .where('nomination.withdrawnAt', 'is', null)
    .whereRef('nomination.personId', 'is distinct from', 'candidacy.personId')
    .orderBy('nomination.madeAt')
    .execute();
  const { supporters } = await db
    .selectFrom('endorsement')
    .select(({ fn }) => fn.countAll<string>().as('supporters'))
    .where('candidacyId', '=', candidacyId)
    .executeTakeFirstOrThrow();
  const texts = declared.map(({ text }) => text);
  return {
    previousService: candidacy?.previousService ?? '',
    declared: texts,
    nominations,
    supporters: Number(supporters),
  };
}

/** The candidate that came of a candidacy, and whether they withdrew after the freeze. */
export function findCandidateOf(
  db: Reader,
  candidacyId: string,
): Promise<{ id: string; withdrawnAt: Temporal.Instant | null } | undefined> {
  return db
    .selectFrom('candidate')
    .select(['id', 'withdrawnAt'])
    .where('candidacyId', '=', candidacyId)
    .executeTakeFirst();
}

export interface QuestionRow {
  readonly id: string;
  readonly contestId: string;
  readonly candidateId: string | null;
  readonly text: string;
  readonly by: string;
  readonly askedAt: Temporal.Instant;
  readonly hiddenAt: Temporal.Instant | null;
  readonly hiddenWhy: string | null;
}

/** The questions of an election, newest first. */
export function readQuestions(db: Reader, electionId: string, which: 'shown' | 'all'): Promise<QuestionRow[]> {
  return db
    .selectFrom('candidateQuestion')
    .innerJoin('person', 'person.id', 'candidateQuestion.personId')
    .select(['candidateQuestion.id', 'contestId', 'candidateId', 'text', 'person.name as by'])
    .select(['askedAt', 'hiddenAt', 'hiddenWhy'])
    .where('electionId', '=', electionId)
    .$if(which === 'shown', (query) => query.where('hiddenAt', 'is', null))
    .orderBy('askedAt', 'desc')
    .orderBy('candidateQuestion.id')
    .execute();
}

export interface AnswerRow {
  readonly questionId: string;
  readonly candidateId: string;
  readonly text: string;
  readonly answeredAt: Temporal.Instant;
  /** How many answers this candidate gave to the question, this one included. */
  readonly times: number;
}

/** The newest answer of each candidate to each question of an election. */
export function readAnswers(db: Reader, electionId: string): Promise<AnswerRow[]> {
  return db
    .selectFrom('candidateAnswer')
    .innerJoin('candidateQuestion', 'candidateQuestion.id', 'candidateAnswer.questionId')
    .select(['questionId', 'candidateAnswer.candidateId', 'candidateAnswer.text', 'answeredAt'])
    .select(sql<number>`count(*) over (partition by question_id, candidate_answer.candidate_id)::int`.as('times'))
    .distinctOn(['questionId', 'candidateAnswer.candidateId'])
    .where('electionId', '=', electionId)
    .orderBy('questionId')
    .orderBy('candidateAnswer.candidateId')
    .orderBy('candidateAnswer.id', 'desc')
    .execute();
}

export async function appendQuestion(
  trx: Transaction,
  question: { electionId: string; contestId: string; candidateId: string | null; personId: string; text: string },
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('candidateQuestion')
    .values({ ...question, askedAt: now.toString() })
    .execute();
}

export async function appendAnswer(
  trx: Transaction,
  answer: { questionId: string; candidateId: string; text: string },
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('candidateAnswer')
    .values({ ...answer, answeredAt: now.toString() })
    .execute();
}

/** False: it was hidden before. */
export async function markHidden(
  trx: Transaction,
  question: { electionId: string; id: string },
  reason: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('candidateQuestion')
    .set({ hiddenAt: now.toString(), hiddenWhy: reason })
    .where('electionId', '=', question.electionId)
    .where('id', '=', question.id)
    .where('hiddenAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Candidates who can still answer, with how many questions wait for them: asked until an instant, hidden ones left out,
 * and whoever was told today. */
export function readUnansweredCandidates(
  db: Reader,
  askedUntil: Temporal.Instant,
  now: Temporal.Instant,
  today: string,
) {
  return db
    .selectFrom('candidate')
    .innerJoin('contest', (join) =>
      join.onRef('contest.electionId', '=', 'candidate.electionId').onRef('contest.position', '=', 'candidate.contest'),
    )
    .innerJoin('election', 'election.id', 'candidate.electionId')
    .innerJoin('person', 'person.id', 'candidate.personId')
    .innerJoin('candidateQuestion', (join) =>
      join
        .onRef('candidateQuestion.contestId', '=', 'contest.id')
        .on((on) =>
          on.or([
            on('candidateQuestion.candidateId', 'is', null),
            on('candidateQuestion.candidateId', '=', on.ref('candidate.id')),
          ]),
        ),
    )
    .select(['candidate.id', 'candidate.electionId', 'person.id as personId', 'person.name', 'person.email'])
    .select(sql<number>`count(*)::int`.as('questions'))
    .where('candidate.withdrawnAt', 'is', null)
    .where('election.closesAt', '>', sql<Temporal.Instant>`${now.toString()}::timestamptz`)
    .where('candidateQuestion.hiddenAt', 'is', null)
    .where('candidateQuestion.askedAt', '<=', sql<Temporal.Instant>`${askedUntil.toString()}::timestamptz`)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('candidateAnswer')
            .select('candidateAnswer.id')
            .whereRef('candidateAnswer.questionId', '=', 'candidateQuestion.id')
            .whereRef('candidateAnswer.candidateId', '=', 'candidate.id'),
        ),
      ),
    )
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('mail')
            .select('mail.id')
            .where('mail.key', '=', sql<string>`'candidate-questions:' || candidate.id || ':' || ${today}`),
        ),
      ),
    )
    .groupBy(['candidate.id', 'candidate.electionId', 'person.id'])
    .execute();
}

/** An erased person's questions and answers say nothing any more; that there were some stays. */
export async function forgetQuestions(trx: Transaction, personIds: readonly string[]): Promise<void> {
  const ids = [...personIds];
  await trx.updateTable('candidateQuestion').set({ text: 'Erased' }).where('personId', 'in', ids).execute();
  await trx
    .updateTable('candidateAnswer')
    .set({ text: 'Erased' })
    .where('candidateId', 'in', (where) => where.selectFrom('candidate').select('id').where('personId', 'in', ids))
    .execute();
}

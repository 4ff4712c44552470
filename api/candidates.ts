import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { candidate, deadline, electionId, instant, line, nothing, paragraphs } from './values.ts';

const electionPath = z.strictObject({ electionId });
const candidatePath = z.strictObject({ electionId, candidateId: z.uuid() });

/** What a candidate answered, the newest answer. */
const answer = z.strictObject({
  candidateId: z.uuid(),
  name: z.string(),
  html: z.string(),
  at: instant,
  /** Answered before in other words. */
  isEdited: z.boolean(),
});

/** A question to one candidate or to all of a contest, with the answers there are, in no order. */
export const candidateQuestion = z.strictObject({
  id: z.uuid(),
  contestId: z.uuid(),
  /** Null: to all of them. */
  candidateId: z.uuid().nullable(),
  text: z.string(),
  by: z.string(),
  at: instant,
  answers: z.array(answer),
  /** Names of those who were asked and have not answered yet. */
  waiting: z.array(z.string()),
});
export type CandidateQuestion = z.output<typeof candidateQuestion>;

/** The permanent page of one candidate. */
export const candidatePage = z.strictObject({
  contest: z.strictObject({ id: z.uuid(), title: z.string() }),
  candidate,
  previousService: z.string(),
  /** What the candidate declared and everybody may read. */
  declared: z.array(z.string()),
  withdrawnWhy: z.string().nullable(),
  /** Who nominated the candidate, in their words; those who said nothing are named alone. */
  nominatedBy: z.array(z.strictObject({ name: z.string(), html: z.string() })),
  /** How many voting members stand behind the candidate. */
  supporters: z.int(),
  /** Whether the rules let members ask. */
  takesQuestions: z.boolean(),
  questions: z.array(candidateQuestion),
});
export type CandidatePage = z.output<typeof candidatePage>;

export const readCandidate = endpoint({
  summary:
    'One candidate, at an address that stays: statement, declarations, who nominated them, questions and answers',
  method: 'GET',
  route: '/api/elections/:electionId/candidates/:candidateId',
  caller: 'anyone',
  path: candidatePath,
  query: nothing,
  body: nothing,
  reply: candidatePage,
  status: 200,
  problems: ['not-found'],
});

/** What a person can ask and answer in one election. */
export const myQuestions = z.strictObject({
  electionId,
  name: z.string(),
  now: instant,
  closes: deadline,
  /** Why this person cannot ask; null: can. */
  cannotAsk: z.enum(['no-questions', 'not-yet', 'over', 'members-only']).nullable(),
  contests: z.array(
    z.strictObject({
      id: z.uuid(),
      title: z.string(),
      candidates: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
    }),
  ),
  /** To this person as a candidate, those without an answer first. */
  toMe: z.array(
    z.strictObject({
      candidateId: z.uuid(),
      contest: z.string(),
      question: candidateQuestion,
      /** Markdown, as it was written; empty: not answered. */
      mine: z.string(),
    }),
  ),
});
export type MyQuestions = z.output<typeof myQuestions>;

export const readMyQuestions = endpoint({
  summary: 'Whom I can ask in an election, and what I was asked as a candidate',
  method: 'GET',
  route: '/api/elections/:electionId/my-questions',
  caller: 'person',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: myQuestions,
  status: 200,
  problems: ['not-found'],
});

export const askQuestion = endpoint({
  summary: 'Ask one candidate, or all of a contest, as a voting member; question and name are public',
  method: 'POST',
  route: '/api/elections/:electionId/questions',
  caller: 'person',
  path: electionPath,
  query: nothing,
  body: z.strictObject({
    contestId: z.uuid(),
    /** Null: all of them. */
    candidateId: z.uuid().nullable(),
    text: paragraphs(1000).pipe(z.string().min(1, 'Write your question')),
  }),
  reply: myQuestions,
  status: 201,
  problems: ['not-found', 'questions-not-open', 'members-only'],
});

export const answerQuestion = endpoint({
  summary: 'Answer a question as the candidate who was asked; a later answer replaces the earlier one',
  method: 'POST',
  route: '/api/elections/:electionId/questions/:questionId/answers',
  caller: 'person',
  path: z.strictObject({ electionId, questionId: z.uuid() }),
  query: nothing,
  body: z.strictObject({
    candidateId: z.uuid(),
    /** Markdown. */
    text: paragraphs(4000).pipe(z.string().min(1, 'Write your answer')),
  }),
  bodyLimit: 64 * 1024,
  reply: myQuestions,
  status: 201,
  problems: ['not-found', 'questions-not-open'],
});

export const officeQuestions = z.strictObject({
  questions: z.array(
    candidateQuestion.extend({ contest: z.string(), hiddenAt: instant.nullable(), hiddenWhy: z.string().nullable() }),
  ),
});
export type OfficeQuestions = z.output<typeof officeQuestions>;

export const readOfficeQuestions = endpoint({
  summary: 'Every question to the candidates of an election, hidden ones too, newest first',
  method: 'GET',
  route: '/api/office/elections/:electionId/questions',
  caller: 'read-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: officeQuestions,
  status: 200,
  problems: ['not-found'],
});

export const hideQuestion = endpoint({
  summary: 'Take a question off the pages, with the reason; it is kept, and cannot be changed',
  method: 'POST',
  route: '/api/office/elections/:electionId/questions/:questionId/hiding',
  caller: 'run-elections',
  path: z.strictObject({ electionId, questionId: z.uuid() }),
  query: nothing,
  body: z.strictObject({ reason: line(300) }),
  reply: officeQuestions,
  status: 200,
  problems: ['not-found', 'already-decided'],
});

import { encodeJson, fromPlain, object, toPlain, type Json, type JsonObject } from './json.ts';
import { Refused } from './refused.ts';
import { countOf, itemsOf, membersOf } from './shape.ts';
import { lineOf } from './line.ts';

/** Belenios 4.9, Questions. One contest. */
export type Question = SumsQuestion | BallotsQuestion;

/** Belenios 4.9.1, Homomorphic questions. Opened as sums: nobody sees a single ballot. */
export interface SumsQuestion {
  readonly kind: 'sums';
  readonly question: string;
  readonly answers: readonly string[];
  /** The fewest and the most answers that one ballot may select. */
  readonly min: number;
  readonly max: number;
  /** Whether a voter may vote blank: then there is one ciphertext more, before those of the answers. */
  readonly blank: boolean;
}

/** Belenios 4.9.2, Non-homomorphic questions. Opened ballot by ballot, after a shuffle. */
export interface BallotsQuestion {
  readonly kind: 'ballots';
  readonly question: string;
  readonly answers: readonly string[];
  /** A hint on how it is counted, as a JSON value; undefined without one. */
  readonly extra?: unknown;
}

export type QuestionCheck = 'election-supported' | 'question-bounds';

/** Belenios 5.2.1, Ed25519. One group element holds 30 numbers of 8 bits and 14 bits of filling, in less than 255 bits. */
export const MOST_CHOICES = 30;
/** Belenios 5.2.1, Ed25519. The greatest number that a ballot of a `ballots` question can give an answer. */
export const GREATEST_CHOICE = 255;

/** A question that is opened as sums, without blank vote. */
export function sumsQuestion(asked: Omit<SumsQuestion, 'kind' | 'blank'>): SumsQuestion {
  return { kind: 'sums', blank: false, ...asked };
}

/** How many ciphertexts a ballot holds for the question. */
export function ciphertextsOf(question: Question): number {
  if (question.kind === 'ballots') return 1;
  return question.answers.length + (question.blank ? 1 : 0);
}

/** Belenios 4.9, Questions. Reads one; throws `Refused`. */
export function questionOf(value: Json, what: string): Question {
  const members = value instanceof Map ? (value as JsonObject) : new Map<string, Json>();
  const question = members.has('type') ? ballotsQuestionOf(value, what) : sumsQuestionOf(value, what);
  assertBounds(question, what);
  return question;
}

function sumsQuestionOf(value: Json, what: string): SumsQuestion {
  const members = membersOf(value, what, ['answers', 'blank?', 'min', 'max', 'question']);
  const blank = members.get('blank') ?? false;
  if (typeof blank !== 'boolean') throw new Refused('shape', `blank of ${what} is not a boolean`);
  return {
    kind: 'sums',
    question: lineOf(members.get('question'), what),
    answers: answersOf(members, what),
    min: countOf(members.get('min'), `min of ${what}`),
    max: countOf(members.get('max'), `max of ${what}`),
    blank,
  };
}

function ballotsQuestionOf(value: Json, what: string): BallotsQuestion {
  const members = membersOf(value, what, ['type', 'value', 'extra?']);
  const type = members.get('type');
  if (type !== 'NonHomomorphic') {
    const detail = `${what}: questions of type ${encodeJson(type ?? '')} are not supported`;
    throw new Refused<QuestionCheck>('election-supported', detail);
  }
  const asked = membersOf(members.get('value'), what, ['answers', 'question']);
  const extra = members.get('extra');
  return {
    kind: 'ballots',
    question: lineOf(asked.get('question'), what),
    answers: answersOf(asked, what),
    ...(extra === undefined ? {} : { extra: toPlain(extra) }),
  };
}

function answersOf(members: JsonObject, what: string): readonly string[] {
  const answers = itemsOf(members.get('answers'), `the answers of ${what}`);
  return answers.map((answer, place) => lineOf(answer, `answer ${place + 1} of ${what}`));
}

function assertBounds(question: Question, what: string): void {
  const { answers } = question;
  const refuse = (detail: string) => new Refused<QuestionCheck>('question-bounds', `${what}: ${detail}`);
  if (answers.length === 0) throw refuse('it has no answers');
  if (question.kind === 'ballots') {
    if (answers.length <= MOST_CHOICES) return;
    throw refuse(`${answers.length} answers do not fit one group element; at most ${MOST_CHOICES} do`);
  }
  const { min, max } = question;
  if (min > max) throw refuse(`min ${min} is more than max ${max}`);
  if (max > answers.length) throw refuse(`max ${max} is more than its ${answers.length} answers`);
}

/** Belenios 4.9, Questions. The members in the order of the specification; `blank` stands there only when it is true. */
export function questionJson(question: Question): JsonObject {
  if (question.kind === 'sums') {
    return object([
      ['answers', question.answers],
      ['blank', question.blank ? true : undefined],
      ['min', question.min],
      ['max', question.max],
      ['question', question.question],
    ]);
  }
  return object([
    ['type', 'NonHomomorphic'],
    [
      'value',
      object([
        ['answers', question.answers],
        ['question', question.question],
      ]),
    ],
    ['extra', question.extra === undefined ? undefined : fromPlain(question.extra)],
  ]);
}

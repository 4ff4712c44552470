import { unsignedBallotJson, unsignedBallotOf, type UnsignedBallot } from './ballot-text.ts';
import { encodeScalar } from './group.ts';
import { encodeJson, object, parseJson, type Json } from './json.ts';
import { ciphertextsOf, type Question } from './question.ts';
import { Refused } from './refused.ts';
import { countOf, itemsOf, membersOf, scalarOf } from './shape.ts';

/*
 * Not part of Belenios: a sealed ballot that its voter opened instead of casting it. It holds the ballot without its
 * signature, so that nobody else can cast it, and what was inside each ciphertext.
 */

export interface OpenedBallot {
  readonly ballot: UnsignedBallot;
  /** For each question. */
  readonly secrets: readonly OpenedAnswer[];
}

export interface OpenedAnswer {
  /** As `Sealing.choices` has them. */
  readonly choices: readonly number[];
  /** r of each ciphertext. */
  readonly randomness: readonly bigint[];
}

export function encodeOpenedBallot({ ballot, secrets }: OpenedBallot): string {
  return encodeJson(
    object([
      ['ballot', unsignedBallotJson(ballot)],
      [
        'secrets',
        secrets.map(({ choices, randomness }) =>
          object([
            ['choices', choices],
            ['randomness', randomness.map(encodeScalar)],
          ]),
        ),
      ],
    ]),
  );
}

/** Reads an opened ballot of an election with these questions; throws `Refused<Unreadable | 'opened-signed'>`. */
export function decodeOpenedBallot(text: string, questions: readonly Question[]): OpenedBallot {
  const members = membersOf(parseJson(text), 'the opened ballot', ['ballot', 'secrets']);
  const ballot = members.get('ballot');
  if (ballot instanceof Map && ballot.has('signature')) {
    throw new Refused('opened-signed', 'an opened ballot must not have its signature: somebody could cast it');
  }
  const secrets = itemsOf(members.get('secrets'), 'secrets', questions.length);
  return {
    ballot: unsignedBallotOf(ballot, questions),
    secrets: questions.map((question, place) => openedOf(secrets[place], question, `secret ${place + 1}`)),
  };
}

function openedOf(value: Json | undefined, question: Question, what: string): OpenedAnswer {
  const members = membersOf(value, what, ['choices', 'randomness']);
  const width = ciphertextsOf(question);
  const count = question.kind === 'sums' ? width : question.answers.length;
  const choices = itemsOf(members.get('choices'), `choices of ${what}`, count);
  const randomness = itemsOf(members.get('randomness'), `randomness of ${what}`, width);
  return {
    choices: choices.map((choice) => countOf(choice, `a choice of ${what}`)),
    randomness: randomness.map((r) => scalarOf(r, `randomness of ${what}`)),
  };
}

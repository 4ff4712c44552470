import { SCALAR_DIGITS } from './group.ts';
import { encodeJson, object, parseJson, type Json, type JsonObject } from './json.ts';
import type { Question, SumsQuestion } from './question.ts';
import { Refused } from './refused.ts';
import { ciphertextJson, ciphertextOf, elementOf, itemsOf, membersOf, proofJson, proofOf, textOf } from './shape.ts';
import type { CiphertextText, Proof } from './shape.ts';

/** Belenios 4.11.1, Homomorphic answers. */
export interface Answer {
  readonly choices: readonly CiphertextText[];
  /** For each choice, two proofs: that it is 0, or that it is 1. */
  readonly individualProofs: readonly (readonly Proof[])[];
  /** max - min + 1 proofs, one for each sum that is allowed. */
  readonly overallProof: readonly Proof[];
}

/** Belenios 4.17, Ballots. All but the signature. */
export interface UnsignedBallot {
  readonly electionUuid: string;
  readonly electionHash: string;
  readonly credential: string;
  readonly answers: readonly Answer[];
}

export interface Ballot extends UnsignedBallot {
  readonly signature: { readonly hash: string; readonly proof: Proof };
}

/** Belenios 4.17, Ballots. The text that the signature's hash covers. */
export function encodeUnsignedBallot(ballot: UnsignedBallot): string {
  return encodeJson(unsignedJson(ballot));
}

export function encodeBallot(ballot: Ballot): string {
  return encodeJson(new Map([...unsignedJson(ballot), ['signature', signatureJson(ballot.signature)]]));
}

/** Belenios 4.17, Ballots. Reads a ballot of an election with these questions; throws `Refused<Unreadable>`. */
export function decodeBallot(text: string, questions: readonly Question[]): Ballot {
  const members = membersOf(parseJson(text), 'the ballot', [
    'election_uuid',
    'election_hash',
    'credential',
    'answers',
    'signature',
  ]);
  const answers = itemsOf(members.get('answers'), 'answers', questions.length);
  const signature = membersOf(members.get('signature'), 'signature', ['hash', 'proof']);
  return {
    electionUuid: textOf(members.get('election_uuid'), 'election_uuid'),
    electionHash: textOf(members.get('election_hash'), 'election_hash'),
    credential: elementOf(members.get('credential'), 'credential'),
    answers: questions.map((question, place) => answerOf(answers[place], question, `answer ${place + 1}`)),
    signature: {
      hash: textOf(signature.get('hash'), 'the hash of the signature'),
      proof: proofOf(signature.get('proof'), 'the proof of the signature'),
    },
  };
}

/** The length of the longest text that a ballot of this election can have, in characters and bytes: it is ASCII. */
export function longestBallot(electionUuid: string, questions: readonly Question[]): number {
  const largest = 10n ** BigInt(SCALAR_DIGITS) - 1n;
  const proof: Proof = { challenge: largest, response: largest };
  const element = '0'.repeat(64);
  const hash = '0'.repeat(43);
  const answers = questions.map(asSums).map(({ answers, min, max }) => ({
    choices: answers.map(() => ({ alpha: element, beta: element })),
    individualProofs: answers.map(() => [proof, proof]),
    overallProof: Array.from({ length: max - min + 1 }, () => proof),
  }));
  const signature = { hash, proof };
  return encodeBallot({ electionUuid, electionHash: hash, credential: element, answers, signature }).length;
}

function answerOf(value: Json | undefined, question: Question, what: string): Answer {
  const { answers, min, max } = asSums(question);
  const members = membersOf(value, what, ['choices', 'individual_proofs', 'overall_proof']);
  const choices = itemsOf(members.get('choices'), `choices of ${what}`, answers.length);
  const individual = itemsOf(members.get('individual_proofs'), `individual_proofs of ${what}`, answers.length);
  const overall = itemsOf(members.get('overall_proof'), `overall_proof of ${what}`, max - min + 1);
  return {
    choices: choices.map((choice, place) => ciphertextOf(choice, `choice ${place + 1} of ${what}`)),
    individualProofs: individual.map((proofs, place) => {
      const whose = `individual proof ${place + 1} of ${what}`;
      return itemsOf(proofs, whose, 2).map((proof) => proofOf(proof, whose));
    }),
    overallProof: overall.map((proof, place) => proofOf(proof, `overall proof ${place + 1} of ${what}`)),
  };
}

/** What this file cannot read and write yet is refused. */
export function asSums(question: Question): SumsQuestion {
  if (question.kind === 'sums' && !question.blank) return question;
  throw new Refused('shape', 'ballots of this kind are not supported yet');
}

function unsignedJson(ballot: UnsignedBallot): JsonObject {
  return object([
    ['election_uuid', ballot.electionUuid],
    ['election_hash', ballot.electionHash],
    ['credential', ballot.credential],
    ['answers', ballot.answers.map(answerJson)],
  ]);
}

function answerJson({ choices, individualProofs, overallProof }: Answer): JsonObject {
  return object([
    ['choices', choices.map(ciphertextJson)],
    ['individual_proofs', individualProofs.map((proofs) => proofs.map(proofJson))],
    ['overall_proof', overallProof.map(proofJson)],
  ]);
}

function signatureJson({ hash, proof }: Ballot['signature']): JsonObject {
  return object([
    ['hash', hash],
    ['proof', proofJson(proof)],
  ]);
}

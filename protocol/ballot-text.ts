import { SCALAR_DIGITS } from './group.ts';
import { encodeJson, object, parseJson, type Json, type JsonObject } from './json.ts';
import { ciphertextsOf, type Question, type SumsQuestion } from './question.ts';
import { ciphertextJson, ciphertextOf, elementOf, itemsOf, membersOf, proofJson, proofOf, textOf } from './shape.ts';
import type { CiphertextText, Proof } from './shape.ts';

/** Belenios 4.11, Encrypted answers. */
export type Answer = SumsAnswer | BallotsAnswer;

/** Belenios 4.11.1, Homomorphic answers. */
export interface SumsAnswer {
  readonly kind: 'sums';
  /** One for each answer; before them, where a blank vote is allowed, one that says whether this is one. */
  readonly choices: readonly CiphertextText[];
  /** For each choice, two proofs: that it is 0, or that it is 1. */
  readonly individualProofs: readonly (readonly Proof[])[];
  /** max - min + 1 proofs, one for each sum that is allowed; before them, where it may be, one that the vote is blank. */
  readonly overallProof: readonly Proof[];
  /** Where a blank vote is allowed, two proofs: that it is not blank, or that no answer is selected. */
  readonly blankProof?: readonly Proof[];
}

/** Belenios 4.11.2, Non-homomorphic answers. */
export interface BallotsAnswer {
  readonly kind: 'ballots';
  /** One ciphertext, which holds a number for each answer. */
  readonly choices: CiphertextText;
  /** That its voter knows what it holds. */
  readonly proof: Proof;
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

/** The ciphertexts of a ballot in their order, each as 128 hexadecimal digits, alpha then beta. */
export function ciphertextsIn({ answers }: Pick<UnsignedBallot, 'answers'>): string[] {
  return answers.flatMap(({ choices }) => [choices].flat().map(({ alpha, beta }) => alpha + beta));
}

/** Belenios 4.17, Ballots. The text that the signature's hash covers. */
export function encodeUnsignedBallot(ballot: UnsignedBallot): string {
  return encodeJson(unsignedBallotJson(ballot));
}

export function unsignedBallotJson(ballot: UnsignedBallot): JsonObject {
  return object([
    ['election_uuid', ballot.electionUuid],
    ['election_hash', ballot.electionHash],
    ['credential', ballot.credential],
    ['answers', ballot.answers.map(answerJson)],
  ]);
}

export function encodeBallot({ signature, ...unsigned }: Ballot): string {
  return signedText(encodeUnsignedBallot(unsigned), signature);
}

/** Belenios 4.17, Ballots. The text of a ballot from that of the same without its signature, which is the last member. */
export function signedText(unsignedText: string, { hash, proof }: Ballot['signature']): string {
  const signature = object([
    ['hash', hash],
    ['proof', proofJson(proof)],
  ]);
  return `${unsignedText.slice(0, -1)},"signature":${encodeJson(signature)}}`;
}

/**
 * Belenios 4.17, Ballots. The text without the signature, from the text of a ballot that has been read. In a canonical
 * text a quotation mark inside a string has a backslash before it, so the member's name stands nowhere else.
 */
export function unsignedTextOf(ballotText: string): string {
  return `${ballotText.slice(0, ballotText.lastIndexOf(',"signature":'))}}`;
}

const UNSIGNED_MEMBERS = ['election_uuid', 'election_hash', 'credential', 'answers'];

/** Belenios 4.17, Ballots. Reads a ballot of an election with these questions; throws `Refused<Unreadable>`. */
export function decodeBallot(text: string, questions: readonly Question[]): Ballot {
  const members = membersOf(parseJson(text), 'the ballot', [...UNSIGNED_MEMBERS, 'signature']);
  const signature = membersOf(members.get('signature'), 'signature', ['hash', 'proof']);
  return {
    ...unsignedOf(members, questions),
    signature: {
      hash: textOf(signature.get('hash'), 'the hash of the signature'),
      proof: proofOf(signature.get('proof'), 'the proof of the signature'),
    },
  };
}

/** Belenios 4.17, Ballots. Reads a ballot that must have no signature; throws `Refused<Unreadable>`. */
export function unsignedBallotOf(value: Json | undefined, questions: readonly Question[]): UnsignedBallot {
  return unsignedOf(membersOf(value, 'the ballot', UNSIGNED_MEMBERS), questions);
}

function unsignedOf(members: JsonObject, questions: readonly Question[]): UnsignedBallot {
  const answers = itemsOf(members.get('answers'), 'answers', questions.length);
  return {
    electionUuid: textOf(members.get('election_uuid'), 'election_uuid'),
    electionHash: textOf(members.get('election_hash'), 'election_hash'),
    credential: elementOf(members.get('credential'), 'credential'),
    answers: questions.map((question, place) => answerOf(answers[place], question, `answer ${place + 1}`)),
  };
}

function answerOf(value: Json | undefined, question: Question, what: string): Answer {
  return question.kind === 'sums' ? sumsAnswerOf(value, question, what) : ballotsAnswerOf(value, what);
}

function sumsAnswerOf(value: Json | undefined, question: SumsQuestion, what: string): SumsAnswer {
  const { min, max, blank } = question;
  const names = ['choices', 'individual_proofs', 'overall_proof'];
  const members = membersOf(value, what, blank ? [...names, 'blank_proof'] : names);
  const width = ciphertextsOf(question);
  const choices = itemsOf(members.get('choices'), `choices of ${what}`, width);
  const individual = itemsOf(members.get('individual_proofs'), `individual_proofs of ${what}`, width);
  const proofs = (name: string, length: number) => proofsOf(members.get(name), `${name} of ${what}`, length);
  return {
    kind: 'sums',
    choices: choices.map((choice, place) => ciphertextOf(choice, `choice ${place + 1} of ${what}`)),
    individualProofs: individual.map((two, place) => proofsOf(two, `individual proof ${place + 1} of ${what}`, 2)),
    overallProof: proofs('overall_proof', max - min + 1 + (blank ? 1 : 0)),
    ...(blank ? { blankProof: proofs('blank_proof', 2) } : {}),
  };
}

function proofsOf(value: Json | undefined, what: string, length: number): Proof[] {
  return itemsOf(value, what, length).map((proof) => proofOf(proof, what));
}

function ballotsAnswerOf(value: Json | undefined, what: string): BallotsAnswer {
  const members = membersOf(value, what, ['choices', 'proof']);
  return {
    kind: 'ballots',
    choices: ciphertextOf(members.get('choices'), `choices of ${what}`),
    proof: proofOf(members.get('proof'), `the proof of ${what}`),
  };
}

function answerJson(answer: Answer): JsonObject {
  switch (answer.kind) {
    case 'sums':
      return object([
        ['choices', answer.choices.map(ciphertextJson)],
        ['individual_proofs', answer.individualProofs.map((proofs) => proofs.map(proofJson))],
        ['overall_proof', answer.overallProof.map(proofJson)],
        ['blank_proof', answer.blankProof?.map(proofJson)],
      ]);
    case 'ballots':
      return object([
        ['choices', ciphertextJson(answer.choices)],
        ['proof', proofJson(answer.proof)],
      ]);
  }
}

/** The length of the longest text that a ballot of this election can have, in characters and bytes: it is ASCII. */
export function longestBallot(electionUuid: string, questions: readonly Question[]): number {
  const electionHash = '0'.repeat(43);
  const answers = questions.map((question) => (question.kind === 'sums' ? longestSums(question) : LONGEST_BALLOTS));
  const signature = { hash: electionHash, proof: LONGEST_PROOF };
  return encodeBallot({ electionUuid, electionHash, credential: LONGEST_ELEMENT, answers, signature }).length;
}

const LONGEST_SCALAR = 10n ** BigInt(SCALAR_DIGITS) - 1n;
const LONGEST_PROOF: Proof = { challenge: LONGEST_SCALAR, response: LONGEST_SCALAR };
const LONGEST_ELEMENT = '0'.repeat(64);
const LONGEST_CIPHERTEXT: CiphertextText = { alpha: LONGEST_ELEMENT, beta: LONGEST_ELEMENT };
const LONGEST_BALLOTS: BallotsAnswer = { kind: 'ballots', choices: LONGEST_CIPHERTEXT, proof: LONGEST_PROOF };

function longestSums(question: SumsQuestion): SumsAnswer {
  const { min, max, blank } = question;
  const proofs = (length: number) => Array.from({ length }, () => LONGEST_PROOF);
  const length = ciphertextsOf(question);
  return {
    kind: 'sums',
    choices: Array.from({ length }, () => LONGEST_CIPHERTEXT),
    individualProofs: Array.from({ length }, () => proofs(2)),
    overallProof: proofs(max - min + 1 + (blank ? 1 : 0)),
    ...(blank ? { blankProof: proofs(2) } : {}),
  };
}

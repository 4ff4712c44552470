import { concatBytes } from '@noble/hashes/utils.js';
import { bytesOfHex, hexOf } from '#bytes';
import { ciphertextsIn, decodeBallot, unsignedTextOf, type Ballot, type UnsignedBallot } from './ballot-text.ts';
import type { BallotsAnswer, SumsAnswer } from './ballot-text.ts';
import { encodeElement, GENERATOR, modulo } from './group.ts';
import { base64HashOf, challengeOf } from './hash.ts';
import type { AnswerCommitments, Ciphertext, Disjunct, FixedBase } from './kernel/arithmetic.ts';
import { publicArithmetic } from './kernel/public-arithmetic.ts';
import type { PreparedElection } from './prepared-election.ts';
import { combineTexts, firstNonMember, isMember, productOfTexts } from './public-elements.ts';
import type { Question } from './question.ts';
import { answering, naming, Refused, type Failure } from './refused.ts';
import type { CiphertextText, Proof } from './shape.ts';
import { trackerOf } from './tracker.ts';
import {
  blankMessage,
  blankOverallMessage,
  choicesMessage,
  individualStatement,
  intervalMessage,
  overallStatement,
  signatureMessage,
} from './statement.ts';

/** What can be wrong with one ballot. */
export type CheckName =
  | 'ballot-size'
  | 'ballot-json'
  | 'ballot-canonical'
  | 'ballot-shape'
  | 'scalar-canonical'
  | 'ballot-election'
  | 'credential-known'
  | 'element-member'
  | 'signature-hash'
  | 'signature'
  | 'individual-proof'
  | 'overall-proof';

declare const verified: unique symbol;

/** A ballot of which everything has been checked that can be checked about it alone. Only `verifyBallot` makes one. */
export interface VerifiedBallot {
  readonly [verified]: true;
  readonly text: string;
  /** The smart ballot tracker: 43 characters. */
  readonly tracker: string;
  /** The hash that its signature covers: what a device promises before it is told whether the ballot is cast or opened. */
  readonly promise: string;
  /** The public credential. */
  readonly credential: string;
  /** Each ciphertext as 128 hexadecimal digits, alpha then beta. One that is on the board already is a copy. */
  readonly ciphertexts: readonly string[];
}

export type BallotVerdict = { readonly ok: true; readonly ballot: VerifiedBallot } | Failure<CheckName>;

export const BALLOT_CHECK_NAMES = {
  json: 'ballot-json',
  canonical: 'ballot-canonical',
  shape: 'ballot-shape',
  element: 'element-member',
  scalar: 'scalar-canonical',
} as const;

/**
 * Belenios 3.2, Vote, step 4. Everything about one ballot that needs no other: its bytes, its election, its signature,
 * its proofs, and that its credential is in `credentials` (whose members must have been checked) when they are given.
 * Bounded: what is longer than the longest ballot of the election is refused unread.
 */
export function verifyBallot(
  prepared: PreparedElection,
  text: string,
  known: { readonly credentials?: ReadonlySet<string> | undefined } = {},
): BallotVerdict {
  const verdict = examineBallot(prepared, text, known);
  return verdict.ok ? { ok: true, ballot: verdict.ballot } : verdict;
}

/** With what the ballot adds to a `RunningTally` more quickly than its texts; undefined where it is opened by itself. */
export type Examination =
  | { readonly ok: true; readonly ballot: VerifiedBallot; readonly coordinates: Uint8Array | undefined }
  | Failure<CheckName>;

/** `verifyBallot`, and what came out on the way. */
export function examineBallot(
  prepared: PreparedElection,
  text: string,
  { credentials }: { readonly credentials?: ReadonlySet<string> | undefined },
): Examination {
  return answering<Examination, CheckName>(() => {
    if (text.length > prepared.longestBallot) refuse('ballot-size', `more than ${prepared.longestBallot} characters`);
    const ballot = naming(BALLOT_CHECK_NAMES, () => decodeBallot(text, prepared.election.questions));
    assertElection(prepared, ballot);
    assertCredential(ballot.credential, credentials);
    assertSignature(text, ballot);
    const coordinates = assertAnswers(prepared, ballot);
    return { ok: true, ballot: verifiedBallot(text, ballot), coordinates };
  });
}

function verifiedBallot(text: string, ballot: Ballot): VerifiedBallot {
  const { credential, signature } = ballot;
  const codes = { tracker: trackerOf(text), promise: signature.hash };
  return { text, ...codes, credential, ciphertexts: ciphertextsIn(ballot) } as unknown as VerifiedBallot;
}

/** That the ballot names this election. */
export function assertElection({ election, fingerprint }: PreparedElection, ballot: UnsignedBallot): void {
  if (ballot.electionUuid !== election.uuid) refuse('ballot-election', 'the ballot names the uuid of another election');
  if (ballot.electionHash !== fingerprint)
    refuse('ballot-election', 'the ballot names the fingerprint of another election');
}

export function assertCredential(credential: string, credentials: ReadonlySet<string> | undefined): void {
  if (credentials?.has(credential) === false) refuse('credential-known', 'the credential is not in the list');
  if (credentials === undefined && !isMember(credential)) refuse('element-member', 'the credential is not a member');
}

/** Belenios 4.16, Signatures. */
function assertSignature(text: string, { credential, signature: { hash, proof } }: Ballot): void {
  if (hash !== base64HashOf(unsignedTextOf(text))) refuse('signature-hash', 'the signature is of another text');
  const A = combineTexts([
    [GENERATOR_TEXT, proof.response],
    [credential, proof.challenge],
  ]);
  if (challengeOf(signatureMessage(hash, A)) !== proof.challenge) refuse('signature', 'the signature does not verify');
}

const GENERATOR_TEXT = encodeElement(GENERATOR);

/**
 * Belenios 4.11, Encrypted answers. That every ciphertext is made of members, and every proof holds. Gives the coordinates
 * of the ciphertexts, where all are added up.
 */
export function assertAnswers(
  prepared: PreparedElection,
  { credential, answers }: UnsignedBallot,
): Uint8Array | undefined {
  const verifier = { y: fixedBaseOf(prepared), prepared, S0: individualStatement(prepared.fingerprint, credential) };
  const coordinates: Uint8Array[] = [];
  for (const [place, answer] of answers.entries()) {
    const question = prepared.election.questions[place];
    const where = `question ${place + 1}`;
    if (answer.kind === 'ballots') assertBallotsAnswer(verifier, answer, where);
    else coordinates.push(assertSumsAnswer(verifier, answer, question, where));
  }
  return coordinates.length < answers.length ? undefined : concatBytes(...coordinates);
}

/** Against what the proofs of one ballot are verified. */
interface Verifier {
  readonly prepared: PreparedElection;
  readonly y: FixedBase;
  readonly S0: string;
}

/** Belenios 4.11.1, Homomorphic answers. Gives the coordinates of the ciphertexts. */
function assertSumsAnswer(
  { y, S0 }: Verifier,
  answer: SumsAnswer,
  question: Question | undefined,
  where: string,
): Uint8Array {
  const min = question?.kind === 'sums' ? question.min : 0;
  const { choices, individualProofs, overallProof, blankProof } = answer;
  const isPlain = blankProof === undefined;
  const committed = publicArithmetic().answerCommitments(
    y,
    bytesOfAll(choices).map((choice, place) => ({ ...choice, proofs: disjunctsOf(individualProofs[place] ?? [], 0) })),
    isPlain ? disjunctsOf(overallProof, min) : [],
  );
  if (committed === undefined) {
    const stranger = firstNonMember(choices.flatMap(({ alpha, beta }) => [alpha, beta])) >> 1;
    refuse('element-member', `${where}, ciphertext ${stranger + 1}: not a member of the group`);
  }
  for (const [place, choice] of choices.entries()) {
    const message = intervalMessage(S0, choice, textsOf(committed.individual[place] ?? new Uint8Array()));
    if (!isAnswered(message, individualProofs[place] ?? []))
      refuse('individual-proof', `${where}, ciphertext ${place + 1}: not proved to be 0 or 1`);
  }
  const S = overallStatement(S0, choices);
  const holds = isPlain ? isInInterval(S, committed, overallProof) : isPossiblyBlank(y, S, answer, min);
  if (!holds) refuse('overall-proof', `${where}: the number of choices is not proved to be allowed`);
  return committed.coordinates;
}

/** Belenios 4.12, Proofs of interval membership. Whether the sum of the choices is proved to be min, min + 1, ... */
function isInInterval(S: string, { sum, overall }: AnswerCommitments, proofs: readonly Proof[]): boolean {
  const ciphertext = { alpha: hexOf(sum.alpha), beta: hexOf(sum.beta) };
  return isAnswered(intervalMessage(S, ciphertext, textsOf(overall)), proofs);
}

/** Belenios 4.13.3, Verifying proofs. Whether the vote is proved to be blank and of nothing, or not blank and allowed. */
function isPossiblyBlank(y: FixedBase, S: string, answer: SumsAnswer, min: number): boolean {
  const { choices, overallProof, blankProof = [] } = answer;
  const sum = productOf(choices.slice(1));
  const both = (proofs: readonly Proof[], blank: number, from: number): string[] => {
    const first = commitmentsOf(y, choices[0] ?? sum, proofs.slice(0, 1), blank);
    const others = commitmentsOf(y, sum, proofs.slice(1), from);
    return first === undefined || others === undefined ? [] : [...first, ...others];
  };
  return (
    isAnswered(blankMessage(S, both(blankProof, 0, 0)), blankProof) &&
    isAnswered(blankOverallMessage(S, both(overallProof, 1, min)), overallProof)
  );
}

/** Belenios 4.11.2, Non-homomorphic answers. */
function assertBallotsAnswer({ y, S0, prepared }: Verifier, { choices, proof }: BallotsAnswer, where: string): void {
  const commitments = commitmentsOf(y, choices, [proof], 0);
  if (commitments === undefined) refuse('element-member', `${where}: not a member of the group`);
  const message = choicesMessage(S0, prepared.election.publicKey, choices, commitments[0] ?? '');
  if (!isAnswered(message, [proof])) refuse('individual-proof', `${where}: not proved to be known to its voter`);
}

/**
 * Belenios 4.12, Proofs of interval membership. A_0, B_0, A_1, B_1, ... of the proofs that the ciphertext holds one of from,
 * from + 1, ...; undefined when alpha or beta is not a member of the group.
 */
function commitmentsOf(
  y: FixedBase,
  ciphertext: CiphertextText,
  proofs: readonly Proof[],
  from: number,
): string[] | undefined {
  const encodings = publicArithmetic().commitments(y, bytesOf(ciphertext), disjunctsOf(proofs, from));
  return encodings === undefined ? undefined : textsOf(encodings);
}

function bytesOf({ alpha, beta }: CiphertextText): Ciphertext {
  return { alpha: bytesOfHex(alpha), beta: bytesOfHex(beta) };
}

/** `bytesOf` each, read as one text: in half the time. */
function bytesOfAll(choices: readonly CiphertextText[]): Ciphertext[] {
  const bytes = bytesOfHex(choices.map(({ alpha, beta }) => alpha + beta).join(''));
  return choices.map((_, place) => {
    const [start, middle, end] = [64 * place, 64 * place + 32, 64 * place + 64];
    return { alpha: bytes.subarray(start, middle), beta: bytes.subarray(middle, end) };
  });
}

/** Belenios 4.12, Proofs of interval membership. That the ciphertext holds one of from, from + 1, ... */
function disjunctsOf(proofs: readonly Proof[], from: number): Disjunct[] {
  return proofs.map(({ challenge, response }, j) => ({ challenge, response, plaintext: from + j }));
}

/** The texts of elements one after the other. */
function textsOf(encodings: Uint8Array): string[] {
  const digits = hexOf(encodings);
  return Array.from({ length: digits.length / 64 }, (_, place) => digits.slice(64 * place, 64 * (place + 1)));
}

/** Whether the challenges of the proofs add up to the challenge that the message makes. */
function isAnswered(message: string, proofs: readonly Proof[]): boolean {
  return challengeOf(message) === modulo(proofs.reduce((sum, { challenge }) => sum + challenge, 0n));
}

/** The ciphertext of the sum; of none, of 0. */
function productOf(choices: readonly CiphertextText[]): CiphertextText {
  return {
    alpha: productOfTexts(choices.map(({ alpha }) => alpha)),
    beta: productOfTexts(choices.map(({ beta }) => beta)),
  };
}

/** The verifier's table of y, made once for each election. */
const fixedBases = new WeakMap<PreparedElection, FixedBase>();

function fixedBaseOf(prepared: PreparedElection): FixedBase {
  const known = fixedBases.get(prepared);
  if (known !== undefined) return known;
  const made = publicArithmetic().fixedBase(bytesOfHex(prepared.election.publicKey));
  fixedBases.set(prepared, made);
  return made;
}

function refuse(failed: CheckName, detail: string): never {
  throw new Refused(failed, detail);
}

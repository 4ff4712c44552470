import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { decodeBallot, encodeUnsignedBallot, type Answer, type Ballot } from './ballot-text.ts';
import { encodeElement, GENERATOR, modulo } from './group.ts';
import { base64HashOf, challengeOf } from './hash.ts';
import type { FixedBase } from './kernel/arithmetic.ts';
import { publicArithmetic } from './kernel/public-arithmetic.ts';
import type { PreparedElection } from './prepared-election.ts';
import { combineTexts, isMember } from './public-elements.ts';
import { answering, naming, Refused, type Failure } from './refused.ts';
import type { CiphertextText, Proof } from './shape.ts';
import { trackerOf } from './tracker.ts';
import { individualStatement, intervalMessage, overallStatement, signatureMessage } from './statement.ts';

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
  /** The public credential. */
  readonly credential: string;
  /** Each ciphertext as 128 hexadecimal digits, alpha then beta. One that is on the board already is a copy. */
  readonly ciphertexts: readonly string[];
}

export type BallotVerdict = { readonly ok: true; readonly ballot: VerifiedBallot } | Failure<CheckName>;

const NAMES = {
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
  { credentials }: { readonly credentials?: ReadonlySet<string> | undefined } = {},
): BallotVerdict {
  return answering<BallotVerdict, CheckName>(() => {
    if (text.length > prepared.longestBallot) refuse('ballot-size', `more than ${prepared.longestBallot} characters`);
    const ballot = naming(NAMES, () => decodeBallot(text, prepared.election.questions));
    assertElection(prepared, ballot);
    assertCredential(ballot.credential, credentials);
    assertSignature(ballot);
    assertAnswers(prepared, ballot);
    return { ok: true, ballot: verifiedBallot(text, ballot) };
  });
}

function verifiedBallot(text: string, { credential, answers }: Ballot): VerifiedBallot {
  const ciphertexts = answers.flatMap(({ choices }) => choices.map(({ alpha, beta }) => alpha + beta));
  return { text, tracker: trackerOf(text), credential, ciphertexts } as unknown as VerifiedBallot;
}

function assertElection({ election, fingerprint }: PreparedElection, ballot: Ballot): void {
  if (ballot.electionUuid !== election.uuid) refuse('ballot-election', 'the ballot names the uuid of another election');
  if (ballot.electionHash !== fingerprint)
    refuse('ballot-election', 'the ballot names the fingerprint of another election');
}

function assertCredential(credential: string, credentials: ReadonlySet<string> | undefined): void {
  if (credentials?.has(credential) === false) refuse('credential-known', 'the credential is not in the list');
  if (credentials === undefined && !isMember(credential)) refuse('element-member', 'the credential is not a member');
}

/** Belenios 4.16, Signatures. */
function assertSignature({ signature, ...unsigned }: Ballot): void {
  const { hash, proof } = signature;
  if (hash !== base64HashOf(encodeUnsignedBallot(unsigned)))
    refuse('signature-hash', 'the signature is of another text');
  const A = combineTexts([
    [encodeElement(GENERATOR), proof.response],
    [unsigned.credential, proof.challenge],
  ]);
  if (challengeOf(signatureMessage(hash, A)) !== proof.challenge) refuse('signature', 'the signature does not verify');
}

function assertAnswers(prepared: PreparedElection, { credential, answers }: Ballot): void {
  const y = fixedBaseOf(prepared);
  const S0 = individualStatement(prepared.fingerprint, credential);
  for (const [place, answer] of answers.entries()) {
    const question = prepared.election.questions[place];
    const min = question?.kind === 'sums' ? question.min : 0;
    assertAnswer(y, S0, answer, min, `question ${place + 1}`);
  }
}

/** Belenios 4.11.1, Homomorphic answers. */
function assertAnswer(y: FixedBase, S0: string, answer: Answer, min: number, where: string): void {
  for (const [place, choice] of answer.choices.entries()) {
    const holds = verifyInterval(y, S0, choice, answer.individualProofs[place] ?? [], 0);
    if (holds === undefined) refuse('element-member', `${where}, choice ${place + 1}: not a member of the group`);
    if (!holds) refuse('individual-proof', `${where}, choice ${place + 1}: not proved to be 0 or 1`);
  }
  const S = overallStatement(S0, answer.choices);
  if (verifyInterval(y, S, productOf(answer.choices), answer.overallProof, min) !== true) {
    refuse('overall-proof', `${where}: the number of choices is not proved to be allowed`);
  }
}

/**
 * Belenios 4.12, Proofs of interval membership. Whether `proofs` show that the ciphertext holds one of from, from + 1, ...;
 * undefined when alpha or beta is not a member of the group.
 */
function verifyInterval(
  y: FixedBase,
  S: string,
  ciphertext: CiphertextText,
  proofs: readonly Proof[],
  from: number,
): boolean | undefined {
  const disjuncts = proofs.map((proof, j) => ({ ...proof, plaintext: from + j }));
  const bytes = { alpha: hexToBytes(ciphertext.alpha), beta: hexToBytes(ciphertext.beta) };
  const commitments = publicArithmetic().commitments(y, bytes, disjuncts);
  if (commitments === undefined) return undefined;
  const texts = bytesToHex(commitments).match(/.{64}/g) ?? [];
  const sum = modulo(proofs.reduce((total, { challenge }) => total + challenge, 0n));
  return challengeOf(intervalMessage(S, ciphertext, texts)) === sum;
}

function productOf(choices: readonly CiphertextText[]): CiphertextText {
  const product = (elements: readonly string[]) => {
    const bytes = publicArithmetic().product(concatBytes(...elements.map((element) => hexToBytes(element))));
    return bytes === undefined ? refuse('element-member', 'a choice is not a point') : bytesToHex(bytes);
  };
  return { alpha: product(choices.map(({ alpha }) => alpha)), beta: product(choices.map(({ beta }) => beta)) };
}

/** The verifier's table of y, made once for each election. */
const fixedBases = new WeakMap<PreparedElection, FixedBase>();

function fixedBaseOf(prepared: PreparedElection): FixedBase {
  const known = fixedBases.get(prepared);
  if (known !== undefined) return known;
  const made = publicArithmetic().fixedBase(hexToBytes(prepared.election.publicKey));
  fixedBases.set(prepared, made);
  return made;
}

function refuse(failed: CheckName, detail: string): never {
  throw new Refused(failed, detail);
}

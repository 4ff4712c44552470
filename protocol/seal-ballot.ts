import {
  asSums,
  encodeBallot,
  encodeUnsignedBallot,
  type Answer,
  type Ballot,
  type UnsignedBallot,
} from './ballot-text.ts';
import { isCredential, secretExponent } from './credential.ts';
import type { Question, SumsQuestion } from './question.ts';
import { encodeElement, encodeElements, GENERATOR, IDENTITY, modulo, power, randomScalar } from './group.ts';
import type { Element } from './group.ts';
import { base64HashOf, challengeOf } from './hash.ts';
import type { PreparedElection } from './prepared-election.ts';
import { secureRandom, type RandomBytes } from './random.ts';
import type { CiphertextText, Proof } from './shape.ts';
import { individualStatement, intervalMessage, overallStatement, signatureMessage } from './statement.ts';

export interface Sealing {
  /** The voter's secret credential. */
  readonly credential: string;
  /** For each question, for each answer: 1 if selected, else 0. */
  readonly choices: readonly (readonly number[])[];
  readonly random?: RandomBytes;
  /** Told how many of the ballot's proofs are made. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Belenios 4.17, Ballots. Encrypts the choices, proves them and signs: the text of the ballot.
 * Throws a RangeError, before it computes anything, when the choices are not a valid vote.
 */
export function sealBallot(prepared: PreparedElection, sealing: Sealing): string {
  const { election, fingerprint } = prepared;
  assertChoices(election.questions, sealing.choices);
  if (!isCredential(sealing.credential)) throw new RangeError('A credential has the form XXXXX-XXXXXX-XXXXX-XXXXXX');
  const random = sealing.random ?? secureRandom;
  const s = secretExponent(election.uuid, sealing.credential);
  const credential = encodeElement(power(GENERATOR, s));
  const S0 = individualStatement(fingerprint, credential);
  const prover = new Prover(prepared.y, random, progressOf(sealing));
  const answers = election.questions.map((question, place) =>
    sealAnswer(prover, S0, asSums(question), sealing.choices[place] ?? []),
  );
  const unsigned = { electionUuid: election.uuid, electionHash: fingerprint, credential, answers };
  return encodeBallot({ ...unsigned, signature: signBallot(unsigned, s, random) });
}

/** Belenios 4.16, Signatures. Signs with the secret exponent s of the credential. */
export function signBallot(
  unsigned: UnsignedBallot,
  s: bigint,
  random: RandomBytes = secureRandom,
): Ballot['signature'] {
  const hash = base64HashOf(encodeUnsignedBallot(unsigned));
  const w = randomScalar(random);
  const A = encodeElement(power(GENERATOR, w));
  const challenge = challengeOf(signatureMessage(hash, A));
  return { hash, proof: { challenge, response: modulo(w - s * challenge) } };
}

function assertChoices(questions: readonly Question[], choices: readonly (readonly number[])[]): void {
  if (choices.length !== questions.length) throw new RangeError('There is one list of choices for each question');
  for (const [place, { answers, min, max }] of questions.map(asSums).entries()) {
    const marks = choices[place] ?? [];
    if (marks.length !== answers.length) throw new RangeError(`Question ${place + 1} has ${answers.length} answers`);
    if (!marks.every((mark) => mark === 0 || mark === 1)) throw new RangeError('A choice is 0 or 1');
    const selected = marks.reduce<number>((sum, mark) => sum + mark, 0);
    if (selected < min || selected > max) throw new RangeError(`Question ${place + 1} takes ${min} to ${max} choices`);
  }
}

function progressOf({ choices, onProgress }: Sealing): () => void {
  const total = choices.reduce((sum, marks) => sum + marks.length + 1, 0);
  let done = 0;
  return () => {
    done += 1;
    onProgress?.(done, total);
  };
}

/** Belenios 4.11.1, Homomorphic answers. */
function sealAnswer(prover: Prover, S0: string, { min, max }: SumsQuestion, marks: readonly number[]): Answer {
  const secrets = marks.map((m) => prover.encrypt(m));
  const choices = secrets.map(({ ciphertext }) => ciphertext);
  const individualProofs = secrets.map((secret) => prover.prove(S0, secret, 0, 1));
  const S = overallStatement(S0, choices);
  return { choices, individualProofs, overallProof: prover.prove(S, productOf(secrets), min, max) };
}

/** What the voter's device knows of a ciphertext (g^r, y^r g^m). */
interface Secret {
  readonly ciphertext: CiphertextText;
  readonly alpha: Element;
  readonly beta: Element;
  readonly r: bigint;
  readonly m: number;
}

function productOf(secrets: readonly Secret[]): Secret {
  const alpha = secrets.reduce((product, secret) => product.add(secret.alpha), IDENTITY);
  const beta = secrets.reduce((product, secret) => product.add(secret.beta), IDENTITY);
  const r = modulo(secrets.reduce((sum, secret) => sum + secret.r, 0n));
  const m = secrets.reduce((sum, secret) => sum + secret.m, 0);
  return { ciphertext: ciphertextText(alpha, beta), alpha, beta, r, m };
}

function ciphertextText(alpha: Element, beta: Element): CiphertextText {
  const [alphaText = '', betaText = ''] = encodeElements([alpha, beta]);
  return { alpha: alphaText, beta: betaText };
}

/**
 * Makes ciphertexts and proofs. Whoever watches the time must not learn the choices: every choice and every disjunct
 * costs the same powers of g and y, whichever is the true one. An exponent that would be 0 only for the true one is
 * therefore masked by t, and g^t divided out again.
 */
class Prover {
  private readonly y: Element;
  private readonly random: RandomBytes;
  private readonly advance: () => void;
  private readonly t: bigint;
  private readonly unmask: Element;

  constructor(y: Element, random: RandomBytes, advance: () => void) {
    this.y = y;
    this.random = random;
    this.advance = advance;
    this.t = randomScalar(random);
    this.unmask = power(GENERATOR, this.t).negate();
  }

  /** Belenios 4.11.1, Homomorphic answers. */
  encrypt(m: number): Secret {
    const r = randomScalar(this.random);
    const alpha = power(GENERATOR, r);
    const beta = power(this.y, r).add(this.masked(BigInt(m)));
    return { ciphertext: ciphertextText(alpha, beta), alpha, beta, r, m };
  }

  /**
   * Belenios 4.12, Proofs of interval membership. iprove(S, r, m - from, from, ..., to).
   *
   * The commitment exponent a_j and the challenges of the false disjuncts are picked at random and the responses
   * computed, a_j = response_j + r * challenge_j: the same distribution as picking the responses, and every A_j and B_j
   * is a power of g and y alone, since beta / g^(M_j) = y^r g^(m - M_j).
   */
  prove(S: string, { ciphertext, r, m }: Secret, from: number, to: number): Proof[] {
    const plaintexts = Array.from({ length: to - from + 1 }, (_, place) => from + place);
    const a = plaintexts.map(() => randomScalar(this.random));
    const challenges = plaintexts.map(() => randomScalar(this.random));
    const commitments = plaintexts.flatMap((M, j) => {
      const [aj = 0n, cj = 0n] = [a[j], challenges[j]];
      const A = power(GENERATOR, aj);
      const B = power(this.y, aj).add(this.masked(BigInt(m - M) * cj));
      return [A, B];
    });
    const h = challengeOf(intervalMessage(S, ciphertext, encodeElements(commitments)));
    const others = challenges.reduce((sum, challenge, j) => (plaintexts[j] === m ? sum : sum + challenge), 0n);
    this.advance();
    return plaintexts.map((M, j) => {
      const challenge = M === m ? modulo(h - others) : (challenges[j] ?? 0n);
      return { challenge, response: modulo((a[j] ?? 0n) - r * challenge) };
    });
  }

  /** g^exponent, in the time of any other. */
  private masked(exponent: bigint): Element {
    return power(GENERATOR, exponent + this.t).add(this.unmask);
  }
}

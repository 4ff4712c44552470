import type { Answer, BallotsAnswer, SumsAnswer, UnsignedBallot } from '../../protocol/ballot-text.ts';
import { secretExponent } from '../../protocol/credential.ts';
import {
  encodeElement,
  encodeScalar,
  GENERATOR,
  IDENTITY,
  modulo,
  power,
  randomScalar,
  type Element,
} from '../../protocol/group.ts';
import { base64HashOf, challengeOf } from '../../protocol/hash.ts';
import type { CiphertextText, Proof } from '../../protocol/shape.ts';
import {
  blankMessage,
  blankOverallMessage,
  choicesMessage,
  individualStatement,
  intervalMessage,
  overallStatement,
  signatureMessage,
} from '../../protocol/statement.ts';
import { encodeBallot, encodeUnsignedBallot } from '../../protocol/ballot-text.ts';
import { preparedOf, type World } from './record-builder.ts';

/* A prover written apart from the booth's, that can also lie, and signatures over any text. */

export interface Opening {
  readonly r: bigint;
  readonly m: number;
  readonly alpha: Element;
  readonly beta: Element;
  readonly text: CiphertextText;
}

export function textOfCiphertext(alpha: Element, beta: Element): CiphertextText {
  return { alpha: encodeElement(alpha), beta: encodeElement(beta) };
}

/** g^m for a plaintext that may be negative or anything else. */
export function encrypted(world: World, m: number, r = randomScalar()): Opening {
  const { y } = preparedOf(world);
  const alpha = power(GENERATOR, r);
  const beta = power(y, r).add(power(GENERATOR, BigInt(m)));
  return { r, m, alpha, beta, text: textOfCiphertext(alpha, beta) };
}

/** One of the statements that a proof leaves open: that the opening holds M. */
interface Disjunct {
  readonly opening: Opening;
  readonly M: number;
}

/**
 * Belenios 4.12 and 4.13, step by step as they are written: false disjuncts simulated, the true one answered. Where none is
 * true, the first is answered as if it were: a lie.
 */
function orProve(world: World, disjuncts: readonly Disjunct[], message: (commitments: string[]) => string): Proof[] {
  const { y } = preparedOf(world);
  const i = Math.max(
    disjuncts.findIndex(({ opening, M }) => opening.m === M),
    0,
  );
  const proofs = disjuncts.map(() => ({ challenge: randomScalar(), response: randomScalar() }));
  const w = randomScalar();
  const commitments = disjuncts.flatMap(({ opening: { alpha, beta }, M }, j) => {
    if (j === i) return [power(GENERATOR, w), power(y, w)];
    const { challenge, response } = proofs[j]!;
    const shifted = beta.subtract(power(GENERATOR, BigInt(M)));
    return [power(GENERATOR, response).add(power(alpha, challenge)), power(y, response).add(power(shifted, challenge))];
  });
  const h = challengeOf(message(commitments.map(encodeElement)));
  const others = proofs.reduce((sum, { challenge }, j) => (j === i ? sum : sum + challenge), 0n);
  const challenge = modulo(h - others);
  return proofs.map((proof, j) =>
    j === i ? { challenge, response: modulo(w - disjuncts[i]!.opening.r * challenge) } : proof,
  );
}

/** Belenios 4.12, Proofs of interval membership. */
export function iprove(world: World, S: string, opening: Opening, plaintexts: readonly number[]): Proof[] {
  const disjuncts = plaintexts.map((M) => ({ opening, M }));
  return orProve(world, disjuncts, (commitments) => intervalMessage(S, opening.text, commitments));
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}

export interface AnswerPlan {
  readonly openings: readonly Opening[];
  /** The plaintexts that the overall proof speaks of. */
  readonly overall: readonly number[];
  /** What S0 starts with, instead of the election's fingerprint. */
  readonly fingerprint?: string;
}

/** An answer of a voter, proved by the prover above. */
export function provedAnswer(world: World, voter: number, { openings, overall, fingerprint }: AnswerPlan): SumsAnswer {
  const S0 = individualStatement(fingerprint ?? preparedOf(world).fingerprint, world.voters[voter]!.public);
  const choices = openings.map(({ text }) => text);
  const sum = productOf(openings);
  return {
    kind: 'sums',
    choices,
    individualProofs: openings.map((opening) => iprove(world, S0, opening, [0, 1])),
    overallProof: iprove(world, overallStatement(S0, choices), sum, overall),
  };
}

function productOf(openings: readonly Opening[]): Opening {
  const alpha = openings.reduce((product, opening) => product.add(opening.alpha), IDENTITY);
  const beta = openings.reduce((product, opening) => product.add(opening.beta), IDENTITY);
  return {
    r: modulo(openings.reduce((total, { r }) => total + r, 0n)),
    m: openings.reduce((total, { m }) => total + m, 0),
    alpha,
    beta,
    text: textOfCiphertext(alpha, beta),
  };
}

/** Belenios 4.13, Proofs of possibly-blank votes. An answer whose first opening says whether it is blank. */
export function provedBlankAnswer(
  world: World,
  voter: number,
  { openings, overall }: Omit<AnswerPlan, 'fingerprint'>,
): SumsAnswer {
  const S0 = individualStatement(preparedOf(world).fingerprint, world.voters[voter]!.public);
  const choices = openings.map(({ text }) => text);
  const S = overallStatement(S0, choices);
  const sum = productOf(openings.slice(1));
  const allowed = [{ opening: openings[0]!, M: 1 }, ...overall.map((M) => ({ opening: sum, M }))];
  const notBlank = [openings[0]!, sum].map((opening) => ({ opening, M: 0 }));
  return {
    kind: 'sums',
    choices,
    individualProofs: openings.map((opening) => iprove(world, S0, opening, [0, 1])),
    overallProof: orProve(world, allowed, (commitments) => blankOverallMessage(S, commitments)),
    blankProof: orProve(world, notBlank, (commitments) => blankMessage(S, commitments)),
  };
}

/** Belenios 4.11.2, Non-homomorphic answers. Of any ciphertext whose r is known. */
export function provedBallotsAnswer(
  world: World,
  voter: number,
  { r, text }: Pick<Opening, 'r' | 'text'>,
): BallotsAnswer {
  const { fingerprint, election } = preparedOf(world);
  const S0 = individualStatement(fingerprint, world.voters[voter]!.public);
  const w = randomScalar();
  const challenge = challengeOf(choicesMessage(S0, election.publicKey, text, encodeElement(power(GENERATOR, w))));
  return { kind: 'ballots', choices: text, proof: { challenge, response: modulo(w - r * challenge) } };
}

/** The header of a voter's ballot with these answers. */
export function unsigned(world: World, voter: number, answers: readonly Answer[]): UnsignedBallot {
  const { fingerprint } = preparedOf(world);
  return { electionUuid: world.uuid, electionHash: fingerprint, credential: world.voters[voter]!.public, answers };
}

/** Signs any text of an unsigned ballot, canonical or not, with a voter's credential. */
export function signedText(world: World, voter: number, unsignedText: string): string {
  const s = secretExponent(world.uuid, world.voters[voter]!.credential);
  const hash = base64HashOf(unsignedText);
  const w = randomScalar();
  const challenge = challengeOf(signatureMessage(hash, encodeElement(power(GENERATOR, w))));
  const proof = `{"challenge":"${encodeScalar(challenge)}","response":"${encodeScalar(modulo(w - s * challenge))}"}`;
  return `${unsignedText.slice(0, -1)},"signature":{"hash":"${hash}","proof":${proof}}}`;
}

export function signed(world: World, voter: number, answers: readonly Answer[]): string {
  return signedText(world, voter, encodeUnsignedBallot(unsigned(world, voter, answers)));
}

/** The text of a ballot without its signature. */
export function unsignedTextOf(ballot: string): string {
  return `${ballot.slice(0, ballot.lastIndexOf(',"signature":'))}}`;
}

/** Changes a ballot's text and signs it again with the voter's own credential. */
export function resigned(world: World, voter: number, ballot: string, change: (text: string) => string): string {
  return signedText(world, voter, change(unsignedTextOf(ballot)));
}

export { encodeBallot };

import { encodeUnsignedBallot, signedText, type Answer, type UnsignedBallot } from './ballot-text.ts';
import type { BallotsAnswer, SumsAnswer } from './ballot-text.ts';
import { secretExponent } from './credential.ts';
import { encodeElement, encodeElements, GENERATOR, modulo, power } from './group.ts';
import { base64HashOf, challengeOf } from './hash.ts';
import { ofInts } from './ints.ts';
import { encodeOpenedBallot, type OpenedAnswer } from './opened-text.ts';
import { pointAt, prepareSealing, type Preparation, type PreparedAnswer } from './prepare-sealing.ts';
import type { PreparedBallotsAnswer, PreparedDisjunct, PreparedSumsAnswer } from './prepare-sealing.ts';
import type { PreparedElection } from './prepared-election.ts';
import { ciphertextsOf, GREATEST_CHOICE, type Question, type SumsQuestion } from './question.ts';
import type { RandomBytes } from './random.ts';
import type { Proof } from './shape.ts';
import {
  blankMessage,
  blankOverallMessage,
  choicesMessage,
  individualStatement,
  intervalMessage,
  overallStatement,
  signatureMessage,
} from './statement.ts';
import { trackerOf } from './tracker.ts';

export interface Sealing {
  /** The voter's secret credential. */
  readonly credential: string;
  /**
   * For each question that is opened as sums, for each answer 1 if selected, else 0; before them, where a blank vote is
   * allowed, 1 if it is one. For each question that is opened as ballots, for each answer a number in 0..255.
   */
  readonly choices: readonly (readonly number[])[];
  /** For a ballot of which nothing is prepared; a preparation has drawn its own. */
  readonly random?: RandomBytes;
}

/** A sealed ballot of which the voter may ask, instead of casting it, what it holds. */
export interface Challenge {
  /** The text that is cast. Whoever has it can cast it, and whoever opens it must not give it away. */
  readonly ballot: string;
  /** By which the ballot is found on the board once it is cast. */
  readonly tracker: string;
  /**
   * The hash of the ballot without its signature, 43 characters: to be shown to the voter before the device learns whether
   * the ballot is cast or opened. It is `promise` of the opened ballot, and of the ballot when it is cast.
   */
  readonly promise: string;
  /** The text of the opened ballot, for `verifyOpenedBallot`: what each ciphertext holds, and no signature. */
  readonly open: () => string;
}

/**
 * Belenios 4.17, Ballots. Encrypts the choices, proves them and signs: the text of the ballot. What `preparation` has made
 * is used up by it; the rest is made now.
 * Throws a RangeError, before it computes anything, when the choices are not a valid vote.
 */
export function sealBallot(prepared: PreparedElection, sealing: Sealing, preparation?: Preparation): string {
  return sealToChallenge(prepared, sealing, preparation).ballot;
}

/** Belenios 4.17, Ballots. As `sealBallot`, for a voter who may want to see whether the device seals what it shows. */
export function sealToChallenge(
  prepared: PreparedElection,
  sealing: Sealing,
  preparation: Preparation = prepareSealing(prepared, sealing.random),
): Challenge {
  const { election, fingerprint } = prepared;
  const { choices } = sealing;
  assertChoices(election.questions, choices);
  const s = secretExponent(election.uuid, sealing.credential);
  const { answers: parts, signature } = preparation.take(prepared);
  const credential = encodeElement(power(GENERATOR, s));
  const S0 = individualStatement(fingerprint, credential);
  const answers = parts.map((part, place) => sealAnswer(prepared, S0, place, part, choices[place] ?? []));
  const unsigned: UnsignedBallot = { electionUuid: election.uuid, electionHash: fingerprint, credential, answers };
  const text = encodeUnsignedBallot(unsigned);
  const promise = base64HashOf(text);
  const ballot = signedText(text, { hash: promise, proof: signHash(promise, s, signature) });
  const secrets = parts.map((part, place) => openedAnswer(part, choices[place] ?? []));
  return { ballot, tracker: trackerOf(ballot), promise, open: () => encodeOpenedBallot({ ballot: unsigned, secrets }) };
}

function assertChoices(questions: readonly Question[], choices: Sealing['choices']): void {
  if (choices.length !== questions.length) throw new RangeError('There is one list of choices for each question');
  for (const [place, question] of questions.entries()) {
    if (question.kind === 'sums') assertMarks(question, choices[place] ?? [], `Question ${place + 1}`);
    else assertNumbers(question.answers.length, choices[place] ?? [], `Question ${place + 1}`);
  }
}

function assertMarks(question: SumsQuestion, marks: readonly number[], which: string): void {
  const { blank, min, max } = question;
  if (marks.length !== ciphertextsOf(question)) throw new RangeError(`${which} has ${ciphertextsOf(question)} marks`);
  if (!marks.every((mark) => mark === 0 || mark === 1)) throw new RangeError('A choice is 0 or 1');
  const selected = marks.slice(blank ? 1 : 0).reduce<number>((sum, mark) => sum + mark, 0);
  if (blank && marks[0] === 1) {
    if (selected > 0) throw new RangeError(`${which} is blank, or has choices`);
  } else if (selected < min || selected > max) throw new RangeError(`${which} takes ${min} to ${max} choices`);
}

function assertNumbers(answers: number, numbers: readonly number[], which: string): void {
  if (numbers.length !== answers) throw new RangeError(`${which} has ${answers} answers`);
  const isSmall = (number: number) => Number.isInteger(number) && number >= 0 && number <= GREATEST_CHOICE;
  if (!numbers.every(isSmall)) throw new RangeError(`${which} takes numbers in 0..${GREATEST_CHOICE}`);
}

/*
 * From here on the choices are used. Whoever watches the time must not learn them: what is computed, and how often, is
 * decided by the questions alone.
 */

function sealAnswer(
  { election }: PreparedElection,
  S0: string,
  place: number,
  part: PreparedAnswer,
  choices: readonly number[],
): Answer {
  if (part.kind === 'ballots') return sealBallotsAnswer(S0, election.publicKey, part, choices);
  const question = election.questions[place];
  return sealSumsAnswer(S0, question?.kind === 'sums' ? question.min : 0, part, choices);
}

/** Belenios 4.11.1, Homomorphic answers. */
function sealSumsAnswer(S0: string, min: number, part: PreparedSumsAnswer, marks: readonly number[]): SumsAnswer {
  const { ciphertexts, individual, sum, overall, blank } = part;
  const isBlank = blank === undefined ? 0 : (marks[0] ?? 0);
  const selected = marks.slice(blank === undefined ? 0 : 1).reduce((total, mark) => total + mark, 0);
  // Everything that the choices move, encoded together.
  const points = [
    ...ciphertexts.map(({ beta }, i) => pointAt(beta, marks[i] ?? 0)),
    pointAt(sum.beta, selected),
    ...individual.flatMap((proof, i) => proof.map(({ B }) => pointAt(B, marks[i] ?? 0))),
    ...overall.map(({ B }, j) => pointAt(B, blank === undefined ? selected - min : j === 0 ? isBlank : selected)),
    ...(blank ?? []).map(({ B }, j) => pointAt(B, j === 0 ? isBlank : selected)),
  ];
  const texts = encodeElements(points).values();
  const next = (): string => texts.next().value ?? '';
  const choices = ciphertexts.map(({ alpha }) => ({ alpha, beta: next() }));
  const product = { alpha: sum.alpha, beta: next() };
  const commitments = (proof: readonly PreparedDisjunct[]) => proof.flatMap(({ A }) => [A, next()]);
  const individualProofs = individual.map((proof, i) => {
    const message = intervalMessage(S0, choices[i] ?? product, commitments(proof));
    return completed(proof, message, marks[i] ?? 0);
  });
  const S = overallStatement(S0, choices);
  if (blank === undefined) {
    const overallProof = completed(overall, intervalMessage(S, product, commitments(overall)), selected - min);
    return { kind: 'sums', choices, individualProofs, overallProof };
  }
  // The first is true of a blank vote, of another the one of its sum: the place is selected - min + 1.
  const place = (1 - isBlank) * (selected - min + 1);
  const overallProof = completed(overall, blankOverallMessage(S, commitments(overall)), place);
  const blankProof = completed(blank, blankMessage(S, commitments(blank)), isBlank);
  return { kind: 'sums', choices, individualProofs, overallProof, blankProof };
}

/** The proofs: of the one that is true, the challenge is what the message leaves to it; all others keep theirs. */
function completed(disjuncts: readonly PreparedDisjunct[], message: string, place: number): Proof[] {
  const total = disjuncts.reduce((sum, { challenge }) => sum + challenge, 0n);
  const rest = challengeOf(message) - total;
  return disjuncts.map(({ a, r, challenge: picked }, j) => {
    const left = modulo(rest + picked);
    const challenge = j === place ? left : picked;
    return { challenge, response: modulo(a - r * challenge) };
  });
}

/** Belenios 4.11.2, Non-homomorphic answers. */
function sealBallotsAnswer(
  S0: string,
  y: string,
  { r, alpha, masking, w, A }: PreparedBallotsAnswer,
  numbers: readonly number[],
): BallotsAnswer {
  const choices = { alpha, beta: encodeElement(masking.add(ofInts(numbers))) };
  const challenge = challengeOf(choicesMessage(S0, y, choices, A));
  return { kind: 'ballots', choices, proof: { challenge, response: modulo(w - r * challenge) } };
}

/** Belenios 4.16, Signatures. Proves that its maker knows the secret exponent s of the credential. */
function signHash(hash: string, s: bigint, { w, A }: { readonly w: bigint; readonly A: string }): Proof {
  const challenge = challengeOf(signatureMessage(hash, A));
  return { challenge, response: modulo(w - s * challenge) };
}

function openedAnswer(part: PreparedAnswer, choices: readonly number[]): OpenedAnswer {
  return { choices, randomness: part.kind === 'sums' ? part.ciphertexts.map(({ r }) => r) : [part.r] };
}

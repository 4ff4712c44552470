import {
  encodeElement,
  encodeElements,
  GENERATOR,
  IDENTITY,
  modulo,
  power,
  randomScalar,
  type Element,
} from './group.ts';
import type { PreparedElection } from './prepared-election.ts';
import { ciphertextsOf, type Question, type SumsQuestion } from './question.ts';
import { secureRandom, type RandomBytes } from './random.ts';

/*
 * What is costly in a ballot does not depend on the choices: it is computed while the voter reads. All of it is as secret as
 * the choices, and good for one ballot: two ballots from the same randomness give both away.
 */

/** The secrets of a ballot that is not sealed yet. */
export interface PreparedBallot {
  /** For each question. */
  readonly answers: readonly PreparedAnswer[];
  /** Belenios 4.16, Signatures. w, and the text of A = g^w. */
  readonly signature: { readonly w: bigint; readonly A: string };
}

export type PreparedAnswer = PreparedSumsAnswer | PreparedBallotsAnswer;

export interface PreparedSumsAnswer {
  readonly kind: 'sums';
  readonly ciphertexts: readonly PreparedCiphertext[];
  /** For each ciphertext, that it holds 0 and that it holds 1. */
  readonly individual: readonly (readonly PreparedDisjunct[])[];
  /** The product of the ciphertexts of the answers. */
  readonly sum: PreparedCiphertext;
  readonly overall: readonly PreparedDisjunct[];
  /** Where a blank vote is allowed. */
  readonly blank?: readonly PreparedDisjunct[];
}

/** Belenios 4.11.2, Non-homomorphic answers. beta is `masking` * xi. */
export interface PreparedBallotsAnswer {
  readonly kind: 'ballots';
  readonly r: bigint;
  readonly alpha: string;
  readonly masking: Element;
  readonly w: bigint;
  readonly A: string;
}

/** Belenios 4.11.1, Homomorphic answers. r, the text of alpha = g^r, and beta = y^r g^m for each m. */
export interface PreparedCiphertext {
  readonly r: bigint;
  readonly alpha: string;
  readonly beta: Line;
}

/**
 * Belenios 4.12, Proofs of interval membership. One proof that the ciphertext of r holds M. The commitment exponent a and a
 * challenge are picked, and the response computed, a - r * challenge: the same distribution as picking the response, and
 * A = g^a and B = y^a g^((m - M) challenge), since beta / g^M = y^r g^(m - M). Of the true one the challenge is replaced,
 * which leaves its B as it is.
 */
export interface PreparedDisjunct {
  readonly r: bigint;
  readonly a: bigint;
  readonly challenge: bigint;
  readonly A: string;
  readonly B: Line;
}

/** The points start + v * step, for the small secret v: what is prepared for every choice there is. */
export interface Line {
  readonly start: Element;
  /** step, 2 * step, 4 * step, ...: as many as the greatest v has bits. */
  readonly doublings: readonly Element[];
}

/** The point of the line at v. The same additions whatever v is: each is made, and kept or not. */
export function pointAt({ start, doublings }: Line, v: number): Element {
  return doublings.reduce((point, doubling, bit) => {
    const added = point.add(doubling);
    return ((v >> bit) & 1) === 1 ? added : point;
  }, start);
}

/** What one ballot of an election needs before its choices are known. Made step by step; used once. */
export class Preparation {
  readonly #prepared: PreparedElection;
  #making: Generator<undefined, PreparedBallot> | undefined;
  #made: PreparedBallot | undefined;

  constructor(prepared: PreparedElection, random: RandomBytes) {
    this.#prepared = prepared;
    this.#making = makeBallot(prepared, random);
  }

  /** One step more, of about a millisecond. Whether there are others. */
  advance(): boolean {
    const step = this.#making?.next();
    if (step?.done !== true) return step !== undefined;
    this.#made = step.value;
    this.#making = undefined;
    return false;
  }

  /** Everything, whatever of it remains to be made; forgotten here. Throws when it was taken before. */
  take(prepared: PreparedElection): PreparedBallot {
    if (prepared.text !== this.#prepared.text) throw new RangeError('This was prepared for another election');
    while (this.advance());
    const made = this.#made;
    if (made === undefined) throw new RangeError('A preparation is good for one ballot only');
    this.#made = undefined;
    return made;
  }
}

/** Begins to prepare one ballot: call `advance` while there is time, then give it to `sealBallot`, which makes the rest. */
export function prepareSealing(prepared: PreparedElection, random: RandomBytes = secureRandom): Preparation {
  return new Preparation(prepared, random);
}

function* makeBallot(prepared: PreparedElection, random: RandomBytes): Generator<undefined, PreparedBallot> {
  const answers: PreparedAnswer[] = [];
  const maker = new Maker(prepared.y, random);
  for (const question of prepared.election.questions) answers.push(yield* makeAnswer(maker, question));
  const w = randomScalar(random);
  return { answers, signature: { w, A: encodeElement(power(GENERATOR, w)) } };
}

function* makeAnswer(maker: Maker, question: Question): Generator<undefined, PreparedAnswer> {
  if (question.kind === 'sums') return yield* makeSumsAnswer(maker, question);
  yield;
  return maker.ballotsAnswer();
}

function* makeSumsAnswer(maker: Maker, question: SumsQuestion): Generator<undefined, PreparedSumsAnswer> {
  const { min, max, blank } = question;
  const ciphertexts: Encryption[] = [];
  const individual: PreparedDisjunct[][] = [];
  for (let place = 0; place < ciphertextsOf(question); place += 1) {
    yield;
    const ciphertext = maker.ciphertext();
    ciphertexts.push(ciphertext);
    individual.push(yield* maker.disjuncts(ciphertext.r, { least: 0, greatest: 1 }, 0, 1));
  }
  const [first] = ciphertexts;
  const sum = productOf(blank ? ciphertexts.slice(1) : ciphertexts, max);
  if (!blank || first === undefined) {
    const overall = yield* maker.disjuncts(sum.r, { least: min, greatest: max }, min, max);
    return { kind: 'sums', ciphertexts, individual, sum, overall };
  }
  // A blank vote selects nothing, whatever min is.
  const sums = { least: 0, greatest: max };
  const bit = { least: 0, greatest: 1 };
  const notBlank = [...(yield* maker.disjuncts(first.r, bit, 0, 0)), ...(yield* maker.disjuncts(sum.r, sums, 0, 0))];
  const overall = [...(yield* maker.disjuncts(first.r, bit, 1, 1)), ...(yield* maker.disjuncts(sum.r, sums, min, max))];
  return { kind: 'sums', ciphertexts, individual, sum, overall, blank: notBlank };
}

interface Encryption extends PreparedCiphertext {
  readonly alphaElement: Element;
}

function productOf(factors: readonly Encryption[], greatest: number): PreparedCiphertext {
  const r = modulo(factors.reduce((sum, factor) => sum + factor.r, 0n));
  const alpha = factors.reduce((product, { alphaElement }) => product.add(alphaElement), IDENTITY);
  const start = factors.reduce((product, { beta }) => product.add(beta.start), IDENTITY);
  return { r, alpha: encodeElement(alpha), beta: { start, doublings: doublingsOf(GENERATOR, greatest) } };
}

/** What a secret m lies in, both included. */
interface Range {
  readonly least: number;
  readonly greatest: number;
}

class Maker {
  private readonly y: Element;
  private readonly random: RandomBytes;

  constructor(y: Element, random: RandomBytes) {
    this.y = y;
    this.random = random;
  }

  /** Belenios 4.11.1, Homomorphic answers. Of 0 or 1. */
  ciphertext(): Encryption {
    const r = randomScalar(this.random);
    const alphaElement = power(GENERATOR, r);
    const beta = { start: power(this.y, r), doublings: [GENERATOR] };
    return { r, alphaElement, alpha: encodeElement(alphaElement), beta };
  }

  /** Belenios 4.12, Proofs of interval membership. That the ciphertext of r, whose m is in `range`, holds from..to. */
  *disjuncts(r: bigint, range: Range, from: number, to: number): Generator<undefined, PreparedDisjunct[]> {
    const disjuncts: Omit<PreparedDisjunct, 'A'>[] = [];
    const As: Element[] = [];
    for (let M = from; M <= to; M += 1) {
      yield;
      const a = randomScalar(this.random);
      const challenge = randomScalar(this.random);
      As.push(power(GENERATOR, a));
      disjuncts.push({ r, a, challenge, B: lineOf(power(this.y, a), power(GENERATOR, challenge), range, M) });
    }
    const texts = encodeElements(As);
    return disjuncts.map((disjunct, j) => ({ ...disjunct, A: texts[j] ?? '' }));
  }

  /** Belenios 4.11.2, Non-homomorphic answers. */
  ballotsAnswer(): PreparedBallotsAnswer {
    const r = randomScalar(this.random);
    const w = randomScalar(this.random);
    const [alpha = '', A = ''] = encodeElements([power(GENERATOR, r), power(GENERATOR, w)]);
    return { kind: 'ballots', r, alpha, masking: power(this.y, r), w, A };
  }
}

/** origin + (m - M) * step, for m in the range; v is m - least. M is public. */
function lineOf(origin: Element, step: Element, { least, greatest }: Range, M: number): Line {
  const doublings = doublingsOf(step, greatest - least);
  const moved = pointAt({ start: IDENTITY, doublings }, Math.abs(least - M));
  return { start: origin.add(least < M ? moved.negate() : moved), doublings };
}

function doublingsOf(step: Element, greatest: number): Element[] {
  const doublings: Element[] = [];
  for (let bits = greatest, doubling = step; bits > 0; bits >>= 1, doubling = doubling.double())
    doublings.push(doubling);
  return doublings;
}

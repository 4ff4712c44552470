import { normalizeZ } from '@noble/curves/abstract/curve.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { decodeDecryption } from './decryption.ts';
import { decodePoint, GENERATOR, IDENTITY, modulo, power, type Element } from './group.ts';
import { toInts } from './ints.ts';
import { encodeJson, object, parseJson, type Json } from './json.ts';
import { combineTextsEach, firstNonMember } from './public-elements.ts';
import { ciphertextsOf, type Question } from './question.ts';
import { Refused } from './refused.ts';
import { countOf, itemsOf, membersOf } from './shape.ts';
import { decodeTally } from './tally.ts';
import { exponentsOf } from './threshold/combine.ts';
import type { Trustees } from './trustees.ts';

/** Belenios 4.21, Election result. For each question what its ballots say together. */
export type ElectionResult = readonly QuestionResult[];

export type QuestionResult =
  /** For each answer how many ballots selected it; where blank votes are allowed, how many were blank comes first. */
  | { readonly kind: 'sums'; readonly sums: readonly number[] }
  /** For each ballot, in an order that nobody knows, the number that it gives each answer. */
  | { readonly kind: 'ballots'; readonly ballots: readonly (readonly number[])[] };

/** The text of a partial decryption, and whose it is: 1 for the first trustee. */
export interface OwnedText {
  readonly owner: number;
  readonly text: string;
}

export interface Combining {
  readonly questions: readonly Question[];
  readonly trustees: Trustees;
  /** The text of the encrypted tally; where ballots are shuffled, with the last shuffle in it. */
  readonly encryptedTally: string;
  /** Partial decryptions, verified, in any order: enough of them. */
  readonly decryptions: readonly OwnedText[];
  /** No sum is greater. */
  readonly totalWeight: number;
}

/**
 * Belenios 4.21, Election result. The text of the result: beta / F of each ciphertext, F the product of the factors; of a
 * sum its logarithm, of a ballot the numbers in it.
 * Throws `Refused<'result-range'>` when there is no such number in 0..totalWeight: if all proofs hold, a trustee's factor
 * is wrong although its proof verifies, since the proof hashes neither alpha nor the factor.
 */
export function combineDecryptions({ questions, trustees, ...combining }: Combining): string {
  const tally = decodeTally(combining.encryptedTally);
  const decryptions = combining.decryptions.map(({ owner, text }) => ({
    owner,
    factors: decodeDecryption(text, tally).factors.flat(),
  }));
  if (firstNonMember(decryptions.flatMap(({ factors }) => factors)) !== -1) {
    throw new Refused('element', 'a factor is not a member of the group');
  }
  const exponents = exponentsOf(
    trustees,
    decryptions.map(({ owner }) => owner),
  );
  const counted = decryptions.map(({ owner, factors }) => ({
    factors,
    exponent: modulo(-(exponents.get(owner) ?? 0n)),
  }));
  const opened = combineTextsEach(
    tally
      .flat()
      .map(({ beta }, place) => [
        [beta, 1n],
        ...counted.map(({ factors, exponent }) => [factors[place] ?? '', exponent] as const),
      ]),
  );
  const logarithms = new SmallLogarithms(combining.totalWeight);
  let start = 0;
  return encodeResult(
    questions.map((question, place) => {
      const own = opened.slice(start, (start += tally[place]?.length ?? 0));
      return resultOf(question, own, logarithms);
    }),
  );
}

function resultOf(question: Question, opened: readonly string[], logarithms: SmallLogarithms): QuestionResult {
  if (question.kind === 'ballots') {
    return { kind: 'ballots', ballots: opened.map((element) => toInts(element, question.answers.length)) };
  }
  return {
    kind: 'sums',
    sums: opened.map((element, place) => {
      const sum = logarithms.of(element);
      if (sum !== undefined) return sum;
      const where = `${question.question}, choice ${place + 1}`;
      throw new Refused('result-range', `${where}: the decryption is not a number in 0..${logarithms.bound}`);
    }),
  };
}

/** Belenios 4.21, Election result. */
export function encodeResult(result: ElectionResult): string {
  return encodeJson(object([['result', plainResult(result)]]));
}

/** Belenios 4.21, Election result. The arrays of the text, as programs read them. */
export function plainResult(result: ElectionResult): readonly (readonly number[] | readonly (readonly number[])[])[] {
  return result.map((one) => (one.kind === 'sums' ? one.sums : one.ballots));
}

/** Belenios 4.21, Election result. Reads the result of these questions; throws `Refused<Unreadable>`. */
export function decodeResult(text: string, questions: readonly Question[]): ElectionResult {
  const members = membersOf(parseJson(text), 'the result', ['result']);
  const items = itemsOf(members.get('result'), 'result', questions.length);
  return questions.map((question, place) => {
    const what = `the result of question ${place + 1}`;
    if (question.kind === 'sums') return { kind: 'sums', sums: countsOf(items[place], what, ciphertextsOf(question)) };
    const ballots = itemsOf(items[place], what).map((ballot) => countsOf(ballot, what, question.answers.length));
    return { kind: 'ballots', ballots };
  });
}

function countsOf(value: Json | undefined, what: string, length: number): readonly number[] {
  return itemsOf(value, what, length).map((item) => countOf(item, `a number in ${what}`));
}

/**
 * Discrete logarithms in 0..bound, by Shanks' baby and giant steps. Public data. k and -k have one y, so that about
 * sqrt(bound / 2) of each do: for a bound of 10^9 each 22,000, made in a third of a second.
 */
class SmallLogarithms {
  readonly bound: number;
  private readonly width: number;
  /** The y of each g^k, k in 0..width. */
  private readonly babies = new Map<bigint, number>();
  /** Of g, to the power 2 width + 1. */
  private readonly giant: Element;

  constructor(bound: number) {
    this.bound = bound;
    this.width = Math.ceil(Math.sqrt((bound + 1) / 2));
    let exponent = 0;
    for (const point of stepsFrom(IDENTITY, GENERATOR, this.width + 1)) {
      this.babies.set(point.y, exponent);
      exponent += 1;
    }
    this.giant = power(GENERATOR, BigInt(this.stride)).negate();
  }

  of(text: string): number | undefined {
    const element = decodePoint(text);
    if (element === undefined) throw new Refused('element', 'not a member of the group');
    let middle = 0;
    for (const rest of stepsFrom(element, this.giant, Math.ceil((this.bound + 1) / this.stride) + 1)) {
      const k = this.babies.get(rest.y);
      if (k !== undefined) return this.within(middle + (power(GENERATOR, BigInt(k)).equals(rest) ? k : -k));
      middle += this.stride;
    }
    return undefined;
  }

  private get stride(): number {
    return 2 * this.width + 1;
  }

  private within(logarithm: number): number | undefined {
    return logarithm >= 0 && logarithm <= this.bound ? logarithm : undefined;
  }
}

/** How many inversions are made as one. */
const TOGETHER = 256;

/** first, first * step, first * step^2, ...: `count` of them, whose coordinates are ready. */
function* stepsFrom(first: Element, step: Element, count: number): Generator<Element> {
  let next = first;
  for (let made = 0; made < count; made += TOGETHER) {
    const some: Element[] = [];
    for (let more = made; more < Math.min(made + TOGETHER, count); more += 1) {
      some.push(next);
      next = next.add(step);
    }
    yield* normalizeZ(ed25519.Point, some);
  }
}

import { decodeDecryption } from './decryption.ts';
import { encodeElement, GENERATOR, modulo } from './group.ts';
import { toInts } from './ints.ts';
import { encodeJson, object, parseJson, type Json } from './json.ts';
import { combineTextsEach, firstNonMember, productOfTexts } from './public-elements.ts';
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

/** So many steps are quickly made, and enough for most elections. */
const FEW = 1024;

/**
 * Discrete logarithms in 0..bound, by Shanks' baby and giant steps. Public data. For a bound of 10^9 there are 63,000 of the
 * one, made in half a second, and 16,000 of the other, which take about as long for each logarithm.
 */
class SmallLogarithms {
  readonly bound: number;
  private readonly width: number;
  /** The exponent of each g^k, k in 0..width - 1. */
  private readonly babies: ReadonlyMap<string, number>;
  /** g^(-width), g^(-2 width), ...: made when they are first needed. */
  private readonly giants: string[] = [];

  constructor(bound: number) {
    this.bound = bound;
    this.width = Math.min(bound + 1, Math.max(FEW, 2 * Math.ceil(Math.sqrt(bound))));
    const powers = powersOfGenerator(Array.from({ length: this.width }, (_, k) => BigInt(k)));
    this.babies = new Map(powers.map((power, k) => [power, k]));
  }

  of(element: string): number | undefined {
    for (let giant = 0; giant * this.width <= this.bound; giant += 1) {
      const baby = this.babies.get(giant === 0 ? element : productOfTexts([element, this.giantOf(giant)]));
      if (baby !== undefined) return this.within(giant * this.width + baby);
    }
    return undefined;
  }

  private giantOf(giant: number): string {
    for (let next = this.giants.length + 1; next <= giant; next += 1) {
      this.giants.push(...powersOfGenerator([modulo(-BigInt(next * this.width))]));
    }
    return this.giants[giant - 1] ?? '';
  }

  private within(logarithm: number): number | undefined {
    return logarithm <= this.bound ? logarithm : undefined;
  }
}

const GENERATOR_TEXT = encodeElement(GENERATOR);

function powersOfGenerator(exponents: readonly bigint[]): readonly string[] {
  return combineTextsEach(exponents.map((exponent) => [[GENERATOR_TEXT, exponent]]));
}

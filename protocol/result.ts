import { normalizeZ } from '@noble/curves/abstract/curve.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { decodeDecryption } from './decryption.ts';
import { decodeElement, encodeElement, encodeElements, GENERATOR, IDENTITY, type Element } from './group.ts';
import { encodeJson, object, parseJson, type Json } from './json.ts';
import { ciphertextsOf, type Question } from './question.ts';
import { Refused } from './refused.ts';
import { countOf, itemsOf, membersOf } from './shape.ts';
import { decodeTally } from './tally.ts';
import { combineFactors } from './threshold/combine.ts';
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
 * Belenios 4.21, Election result. The text of the result: log_g(beta / F) for each choice, F the product of the factors.
 * Throws `Refused<'result-range'>` when there is no such number in 0..totalWeight: if all proofs hold, a trustee's factor
 * is wrong although its proof verifies, since the proof hashes neither alpha nor the factor.
 */
export function combineDecryptions({ questions, trustees, ...combining }: Combining): string {
  const tally = decodeTally(combining.encryptedTally);
  const decryptions = combining.decryptions.map(({ owner, text }) => ({
    owner,
    factors: decodeDecryption(text, tally).factors,
  }));
  const logarithms = new SmallLogarithms(combining.totalWeight);
  const opened = tally.map((ciphertexts, question) =>
    ciphertexts.map(({ beta }, place) => {
      const factors = decryptions.map(({ owner, factors: of }) => ({ owner, factor: of[question]?.[place] ?? '' }));
      return elementAt(beta).subtract(combineFactors(trustees, factors));
    }),
  );
  return encodeResult(questions.map((question, place) => resultOf(question, opened[place] ?? [], logarithms)));
}

function resultOf(question: Question, opened: readonly Element[], logarithms: SmallLogarithms): QuestionResult {
  if (question.kind === 'ballots') throw new Refused('shape', 'ballots of this kind are not supported yet');
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

function elementAt(text: string | undefined): Element {
  const element = text === undefined ? undefined : decodeElement(text);
  if (element === undefined) throw new Refused('element', 'not a member of the group');
  return element;
}

/**
 * Discrete logarithms in 0..bound, by Shanks' baby and giant steps: about sqrt(bound) of each. Public data.
 */
class SmallLogarithms {
  readonly bound: number;
  private readonly width: number;
  private readonly babies = new Map<string, number>();
  private readonly giant: Element;

  constructor(bound: number) {
    this.bound = bound;
    this.width = Math.ceil(Math.sqrt(bound + 1));
    const powers: Element[] = [];
    let power = IDENTITY;
    for (let exponent = 0; exponent < this.width; exponent += 1) {
      powers.push(power);
      power = power.add(GENERATOR);
    }
    for (const [exponent, text] of encodeElements(powers).entries()) this.babies.set(text, exponent);
    const [giant] = normalizeZ(ed25519.Point, [power]);
    this.giant = giant ?? power;
  }

  of(element: Element): number | undefined {
    let rest = element;
    for (let steps = 0; steps <= this.width; steps += 1) {
      const small = this.babies.get(encodeElement(rest));
      if (small !== undefined) return this.within(steps * this.width + small);
      rest = rest.subtract(this.giant);
    }
    return undefined;
  }

  private within(logarithm: number): number | undefined {
    return logarithm <= this.bound ? logarithm : undefined;
  }
}

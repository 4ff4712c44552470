import { normalizeZ } from '@noble/curves/abstract/curve.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { decodeDecryption } from './decryption.ts';
import { decodeElement, encodeElement, encodeElements, GENERATOR, IDENTITY, type Element } from './group.ts';
import { encodeJson, object, parseJson } from './json.ts';
import { Refused } from './refused.ts';
import { countOf, itemsOf, membersOf } from './shape.ts';
import { decodeTally } from './tally.ts';

/** For each contest, for each choice, how many ballots selected it. */
export type Sums = readonly (readonly number[])[];

export interface Combining {
  /** The text of the encrypted tally. */
  readonly encryptedTally: string;
  /** The texts of the partial decryptions, one of each trustee, verified; in any order. */
  readonly decryptions: readonly string[];
  /** No sum is greater. */
  readonly totalWeight: number;
}

/**
 * Belenios 4.21, Election result. The text of the result: log_g(beta / F) for each choice, F the product of the factors.
 * Throws `Refused<'result-range'>` when there is no such number in 0..totalWeight: if all proofs hold, a trustee's factor
 * is wrong although its proof verifies, since the proof hashes neither alpha nor the factor.
 */
export function combineDecryptions({ encryptedTally, decryptions, totalWeight }: Combining): string {
  const tally = decodeTally(encryptedTally);
  const factors = decryptions.map((text) => decodeDecryption(text, tally).factors);
  const logarithms = new SmallLogarithms(totalWeight);
  const sums = tally.map((ciphertexts, question) =>
    ciphertexts.map(({ beta }, place) => {
      const F = factors.reduce((product, of) => product.add(elementAt(of[question]?.[place])), IDENTITY);
      const sum = logarithms.of(elementAt(beta).subtract(F));
      if (sum !== undefined) return sum;
      const where = `question ${question + 1}, choice ${place + 1}`;
      throw new Refused('result-range', `${where}: the decryption is not a number in 0..${totalWeight}`);
    }),
  );
  return encodeResult(sums);
}

/** Belenios 4.21, Election result. */
export function encodeResult(sums: Sums): string {
  return encodeJson(object([['result', sums]]));
}

/** Belenios 4.21, Election result. Reads a result; throws `Refused<Unreadable>`. */
export function decodeResult(text: string): Sums {
  const members = membersOf(parseJson(text), 'the result', ['result']);
  return itemsOf(members.get('result'), 'result').map((sums, question) =>
    itemsOf(sums, `the sums of question ${question + 1}`).map((sum) => countOf(sum, 'a sum')),
  );
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
  private readonly bound: number;
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

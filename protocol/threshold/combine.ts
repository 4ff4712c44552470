import { decodeElement, encodeElement, IDENTITY, type Element } from '../group.ts';
import { Refused } from '../refused.ts';
import { isEnough, type Trustees } from '../trustees.ts';

/** A factor alpha^x_owner, 64 hexadecimal digits: of a decryption, or of the lot. */
export interface OwnedFactor {
  readonly owner: number;
  readonly factor: string;
}

/**
 * Belenios 4.21, Election result. F = alpha^x, for the x of the election's key, from the factors of those who decrypted:
 * at least as many as `isEnough` asks. Throws `Refused<'trustees-missing'>` when they are fewer.
 */
export function combineFactors(trustees: Trustees, factors: readonly OwnedFactor[]): Element {
  const present = factors.map(({ owner }) => owner);
  if (!isEnough(trustees, present)) throw new Refused('trustees-missing', 'too few trustees decrypted');
  return factors.reduce((product, { factor }) => product.add(elementOf(factor)), IDENTITY);
}

/** The same as text. */
export function combineFactorTexts(trustees: Trustees, factors: readonly OwnedFactor[]): string {
  return encodeElement(combineFactors(trustees, factors));
}

function elementOf(text: string): Element {
  const element = decodeElement(text);
  if (element === undefined) throw new Refused('element', 'not a member of the group');
  return element;
}

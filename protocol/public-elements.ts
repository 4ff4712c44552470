import { bytesOfHex, hexOf } from '#bytes';
import type { Term } from './kernel/arithmetic.ts';
import { publicArithmetic } from './kernel/public-arithmetic.ts';
import { IDENTITY_TEXT, isElementText } from './group.ts';

/* The arithmetic over public data, for elements as the wire spells them. Nothing secret comes here. */

export function isMember(element: string): boolean {
  return firstNonMember([element]) === -1;
}

/** The place of the first text that is not the canonical encoding of a member of the subgroup, or -1. */
export function firstNonMember(elements: readonly string[]): number {
  const malformed = elements.findIndex((element) => !isElementText(element));
  if (malformed === 0) return 0;
  const wellFormed = malformed === -1 ? elements : elements.slice(0, malformed);
  const found = publicArithmetic().firstNonMember(bytesOfHex(wellFormed.join('')));
  return found === -1 ? malformed : found;
}

/** The product of base^exponent. Throws a RangeError when a base is no point: bases are checked before. */
export function combineTexts(terms: readonly (readonly [base: string, exponent: bigint])[]): string {
  return encoded(publicArithmetic().combine(terms.map(termOf)));
}

function termOf([base, exponent]: readonly [base: string, exponent: bigint]): Term {
  return { base: bytesOfHex(base), exponent };
}

/**
 * `combineTexts` of each of many products, which is quicker than one by one. Powers of g, and of what `fixedBase` was
 * given lately, cost a fifth of others.
 */
export function combineTextsEach(
  products: readonly (readonly (readonly [base: string, exponent: bigint])[])[],
): string[] {
  return elementsIn(publicArithmetic().combineEach(products.map((terms) => terms.map(termOf))));
}

/** For each row of elements, as long as the exponents, the product of row_i^exponent_i. Throws as `combineTexts` does. */
export function combineTextRows(exponents: readonly bigint[], rows: readonly (readonly string[])[]): string[] {
  return elementsIn(
    publicArithmetic().combineRows(
      exponents,
      rows.map((row) => bytesOfHex(row.join(''))),
    ),
  );
}

/** x and y of a point of the curve. */
export interface Coordinates {
  readonly x: bigint;
  readonly y: bigint;
}

/** For each element base^1, ..., base^n, n in 1..128. Throws a RangeError when one is no point. */
export function firstPowersOf(elements: readonly string[], n: number): readonly (readonly Coordinates[])[] {
  const digits = encoded(publicArithmetic().firstPowers(bytesOfHex(elements.join('')), n));
  const coordinateAt = (place: number) => BigInt(`0x${digits.slice(64 * place, 64 * (place + 1))}`);
  return elements.map((_, i) =>
    Array.from({ length: n }, (_, k) => {
      const place = 2 * (n * i + k);
      return { x: coordinateAt(place), y: coordinateAt(place + 1) };
    }),
  );
}

/** The product of ciphertexts whose coordinates are known: 128 digits, alpha then beta. */
export function productOfCiphertexts(coordinates: Uint8Array): string {
  return hexOf(publicArithmetic().productOfCiphertexts(coordinates));
}

/** The product of the elements; of none, the identity. Throws a RangeError when one is no point. */
export function productOfTexts(elements: readonly string[]): string {
  if (elements.length === 0) return IDENTITY_TEXT;
  return encoded(publicArithmetic().product(bytesOfHex(elements.join(''))));
}

function elementsIn(encodings: Uint8Array | undefined): string[] {
  return encoded(encodings).match(/.{64}/g) ?? [];
}

function encoded(element: Uint8Array | undefined): string {
  if (element === undefined) throw new RangeError('Not a point of the curve');
  return hexOf(element);
}

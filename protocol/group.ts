import { ed25519 } from '@noble/curves/ed25519.js';
import { normalizeZ } from '@noble/curves/abstract/curve.js';
import type { EdwardsPoint } from '@noble/curves/abstract/edwards.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { GROUP_ORDER } from './kernel/arguments.ts';
import { secureRandom, type RandomBytes } from './random.ts';

/*
 * Belenios 5.2.1, Ed25519. The group for whoever holds a secret: voter, trustee, registrar. Powers are taken by the
 * audited library's constant-time multiplication. The verifier, who holds none, uses kernel/arithmetic.ts.
 */

/** An element of the prime-order subgroup. */
export type Element = EdwardsPoint;

const { Point } = ed25519;
const ELEMENT = /^[0-9a-f]{64}$/;
const SCALAR = /^(?:0|[1-9][0-9]{0,75})$/;

/** g. The library keeps a table of its powers. */
export const GENERATOR: Element = Point.BASE;

export const IDENTITY: Element = Point.ZERO;

/** The 64 digits of the identity: compress(0, 1) = 1. */
export const IDENTITY_TEXT = '1'.padStart(64, '0');

/** The most decimal digits that a scalar can have. */
export const SCALAR_DIGITS = 76;

/** Declares that many powers of `base` will be taken: the first of them builds a table. Returns `base`. */
export function withTable(base: Element): Element {
  return base.precompute(6);
}

/** base^exponent, in constant time. The library has no power 0; it falls to chance once in 2^252 times. */
export function power(base: Element, exponent: bigint): Element {
  const reduced = modulo(exponent);
  return reduced === 0n ? IDENTITY : base.multiply(reduced);
}

/** The representative in 0..q-1. */
export function modulo(number: bigint): bigint {
  const remainder = number % GROUP_ORDER;
  return remainder < 0n ? remainder + GROUP_ORDER : remainder;
}

/** Uniform in 0..q-1: 512 random bits modulo q, from uniform by less than 2^-259. */
export function randomScalar(random: RandomBytes = secureRandom): bigint {
  return BigInt(`0x${bytesToHex(random(64))}`) % GROUP_ORDER;
}

/** Whether a text has the form of an element: 64 lower-case hexadecimal digits. Membership is another question. */
export function isElementText(text: string): boolean {
  return ELEMENT.test(text);
}

/** The 64 digits of the number z = compress(x, y): the bytes of RFC 8032 in the other order. */
export function encodeElement(element: Element): string {
  return bytesToHex(element.toBytes().toReversed());
}

/** `encodeElement` for many, with one field inversion for all of them. */
export function encodeElements(elements: readonly Element[]): string[] {
  return normalizeZ(Point, [...elements]).map(encodeElement);
}

/** The element that 64 digits spell; undefined unless they are the canonical encoding of a member of the subgroup. */
export function decodeElement(text: string): Element | undefined {
  const point = decodePoint(text);
  return point !== undefined && encodeElement(point) === text && point.isTorsionFree() ? point : undefined;
}

/** The point of the curve that 64 digits spell, a member of the subgroup or not; undefined when there is none. */
export function decodePoint(text: string): Element | undefined {
  if (!isElementText(text)) return undefined;
  try {
    return Point.fromBytes(hexToBytes(text).toReversed(), false);
  } catch {
    return undefined;
  }
}

/** Belenios 4.2, Basic types. A scalar in base 10. */
export function encodeScalar(scalar: bigint): string {
  return scalar.toString();
}

/** The scalar that a text spells; undefined unless it is the canonical base-10 form of a number in 0..q-1. */
export function decodeScalar(text: string): bigint | undefined {
  if (!SCALAR.test(text)) return undefined;
  const scalar = BigInt(text);
  return scalar < GROUP_ORDER ? scalar : undefined;
}

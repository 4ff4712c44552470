import { normalizeZ } from '@noble/curves/abstract/curve.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import type { EdwardsPoint } from '@noble/curves/abstract/edwards.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import type {
  AnswerCommitments,
  Ciphertext,
  Disjunct,
  FixedBase,
  ProvedCiphertext,
  PublicArithmetic,
  Term,
} from './arithmetic.ts';
import {
  assertDisjunct,
  assertFirstPowers,
  assertRows,
  assertScalar,
  eachEncoding,
  ENCODED_BYTES,
  GROUP_ORDER,
} from './arguments.ts';

/**
 * Belenios 5.2.1, Ed25519. The arithmetic over public data by the audited library: slow, and plain enough to be read.
 *
 * It answers for every input; it throws a RangeError for a scalar outside 0..q-1 or a plaintext that is not a
 * non-negative integer, and a TypeError for a fixed base that it has not made.
 */
export const referenceArithmetic: PublicArithmetic = {
  name: 'reference',
  firstNonMember,
  fixedBase,
  commitments,
  answerCommitments,
  combine,
  combineEach,
  combineRows,
  firstPowers,
  productOfCiphertexts,
  product,
};

const { BASE, ZERO } = ed25519.Point;

/** p, the prime of the field. */
const FIELD_PRIME = 2n ** 255n - 19n;

class ReferenceBase implements FixedBase {
  readonly element: Uint8Array;
  readonly point: EdwardsPoint;

  constructor(element: Uint8Array, point: EdwardsPoint) {
    this.element = element;
    this.point = point;
  }
}

function firstNonMember(encodings: Uint8Array): number {
  let place = 0;
  for (const encoding of eachEncoding(encodings)) {
    if (decodeMember(encoding) === undefined) return place;
    place += 1;
  }
  return -1;
}

function fixedBase(element: Uint8Array): FixedBase {
  const point = decodeMember(element);
  if (point === undefined) throw new RangeError('A fixed base must be a member of the group');
  return new ReferenceBase(element.slice(), point.precompute(6));
}

/** Belenios 4.12, Proofs of interval membership. */
function commitments(y: FixedBase, ciphertext: Ciphertext, proofs: readonly Disjunct[]): Uint8Array | undefined {
  if (!(y instanceof ReferenceBase)) throw new TypeError('The fixed base belongs to another arithmetic');
  const alpha = decodeMember(ciphertext.alpha);
  const beta = decodeMember(ciphertext.beta);
  for (const proof of proofs) assertDisjunct(proof);
  if (alpha === undefined || beta === undefined) return undefined;
  return encode(
    proofs.flatMap(({ plaintext, challenge, response }) => {
      const shifted = beta.subtract(power(BASE, BigInt(plaintext) % GROUP_ORDER));
      return [
        power(BASE, response).add(power(alpha, challenge)),
        power(y.point, response).add(power(shifted, challenge)),
      ];
    }),
  );
}

/** Belenios 4.11.1, Homomorphic answers. */
function answerCommitments(
  y: FixedBase,
  choices: readonly ProvedCiphertext[],
  sumProofs: readonly Disjunct[],
): AnswerCommitments | undefined {
  const individual = choices.map((choice) => commitments(y, choice, choice.proofs)).filter((one) => one !== undefined);
  if (individual.length < choices.length) return undefined;
  const productOf = (part: 'alpha' | 'beta') =>
    choices.reduce((total, choice) => total.add(decode(choice[part]) ?? ZERO), ZERO);
  const sum = { alpha: encode([productOf('alpha')]), beta: encode([productOf('beta')]) };
  const overall = commitments(y, sum, sumProofs);
  const coordinates = firstPowers(joinAll(choices.flatMap(({ alpha, beta }) => [alpha, beta])) ?? new Uint8Array(), 1);
  return overall && coordinates && { coordinates, individual, sum, overall };
}

function combine(terms: readonly Term[]): Uint8Array | undefined {
  for (const { exponent } of terms) assertScalar(exponent);
  let total = ZERO;
  for (const { base, exponent } of terms) {
    const point = decode(base);
    if (point === undefined) return undefined;
    total = total.add(power(point, exponent));
  }
  return encode([total]);
}

function combineEach(products: readonly (readonly Term[])[]): Uint8Array | undefined {
  return joinAll(products.map(combine));
}

/** Belenios 6, Shuffle algorithms. */
function combineRows(exponents: readonly bigint[], rows: readonly Uint8Array[]): Uint8Array | undefined {
  assertRows(exponents, rows);
  const combined = rows.map((row) => {
    const bases = [...eachEncoding(row)];
    return combine(exponents.map((exponent, i) => ({ base: bases[i] ?? new Uint8Array(), exponent })));
  });
  return joinAll(combined);
}

function joinAll(elements: readonly (Uint8Array | undefined)[]): Uint8Array | undefined {
  const joined = new Uint8Array(ENCODED_BYTES * elements.length);
  for (const [place, element] of elements.entries()) {
    if (element === undefined) return undefined;
    joined.set(element, ENCODED_BYTES * place);
  }
  return joined;
}

function firstPowers(encodings: Uint8Array, n: number): Uint8Array | undefined {
  assertFirstPowers(n);
  const powers: EdwardsPoint[] = [];
  for (const encoding of eachEncoding(encodings)) {
    const base = decode(encoding);
    if (base === undefined) return undefined;
    let last = ZERO;
    for (let k = 0; k < n; k += 1) powers.push((last = last.add(base)));
  }
  return coordinatesOf(powers);
}

/** Belenios 4.18, Encrypted tally. */
function productOfCiphertexts(coordinates: Uint8Array): Uint8Array {
  const numbers = [...eachEncoding(coordinates)].map(numberOf);
  const products = [0, 2].map((part) => {
    let total = ZERO;
    for (let at = part; at < numbers.length; at += 4) {
      total = total.add(ed25519.Point.fromAffine({ x: numbers[at] ?? 0n, y: numbers[at + 1] ?? 1n }));
    }
    return total;
  });
  return encode(products);
}

function product(encodings: Uint8Array): Uint8Array | undefined {
  let total = ZERO;
  for (const encoding of eachEncoding(encodings)) {
    const point = decode(encoding);
    if (point === undefined) return undefined;
    total = total.add(point);
  }
  return encode([total]);
}

/** base^exponent, for an exponent in 0..q-1 and a base that may lie outside the subgroup. */
function power(base: EdwardsPoint, exponent: bigint): EdwardsPoint {
  return base.multiplyUnsafe(exponent);
}

function decodeMember(encoding: Uint8Array): EdwardsPoint | undefined {
  const point = decode(encoding);
  return point?.isTorsionFree() === true ? point : undefined;
}

/**
 * uncompress(z), or undefined when z is not the canonical encoding of a point of the curve. The library refuses the
 * same three things (y not below p, x = 0 called negative, no such x), but its laxity is an option and its refusal an
 * exception, so the first two are decided here too.
 */
function decode(encoding: Uint8Array): EdwardsPoint | undefined {
  if (encoding.length !== ENCODED_BYTES) return undefined;
  const z = numberOf(encoding);
  const y = BigInt.asUintN(255, z);
  if (y >= FIELD_PRIME) return undefined;
  // x = 0 exactly when y is 1 or -1, and 0 is positive.
  const isNegative = z !== y;
  if (isNegative && (y === 1n || y === FIELD_PRIME - 1n)) return undefined;
  return uncompress(encoding);
}

function uncompress(encoding: Uint8Array): EdwardsPoint | undefined {
  try {
    return ed25519.Point.fromBytes(encoding.toReversed(), false);
  } catch {
    return undefined;
  }
}

function numberOf(bigEndian: Uint8Array): bigint {
  let number = 0n;
  for (const byte of bigEndian) number = (number << 8n) | BigInt(byte);
  return number;
}

function encode(points: readonly EdwardsPoint[]): Uint8Array {
  const encodings = new Uint8Array(ENCODED_BYTES * points.length);
  for (const [place, point] of points.entries()) {
    encodings.set(point.toBytes().toReversed(), ENCODED_BYTES * place);
  }
  return encodings;
}

/** x and y of each, big-endian. */
function coordinatesOf(points: EdwardsPoint[]): Uint8Array {
  const digits = normalizeZ(ed25519.Point, points).flatMap(({ x, y }) => [x, y].map(digitsOf));
  return hexToBytes(digits.join(''));
}

function digitsOf(coordinate: bigint): string {
  return coordinate.toString(16).padStart(2 * ENCODED_BYTES, '0');
}

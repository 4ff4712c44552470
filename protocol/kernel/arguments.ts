import type { Disjunct } from './arithmetic.ts';

/**
 * Belenios 5.2.1, Ed25519. What both arithmetics take and what they refuse.
 *
 * Bytes come from the record and may be anything: an answer is given for all of them. Scalars and plaintexts are
 * numbers of our own by then, decoded at the door: one out of range is a bug, and throws.
 */

/** The length of an element and of a scalar, in bytes. */
export const ENCODED_BYTES = 32;

/** q, the order of g. */
export const GROUP_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** Throws a RangeError unless `scalar` is in 0..q-1. */
export function assertScalar(scalar: bigint): void {
  if (scalar < 0n || scalar >= GROUP_ORDER) throw new RangeError('A scalar must be in 0..q-1');
}

/** Throws a RangeError unless the scalars are in 0..q-1 and the plaintext is a non-negative integer. */
export function assertDisjunct({ plaintext, challenge, response }: Disjunct): void {
  assertPlaintext(plaintext);
  assertScalar(challenge);
  assertScalar(response);
}

/** Throws a RangeError unless `plaintext` is an integer that a number holds exactly, and not negative. */
function assertPlaintext(plaintext: number): void {
  if (!Number.isSafeInteger(plaintext) || plaintext < 0) {
    throw new RangeError('A plaintext must be a small non-negative integer');
  }
}

/** Throws a RangeError unless every row has an element for each exponent, and the exponents are in 0..q-1. */
export function assertRows(exponents: readonly bigint[], rows: readonly Uint8Array[]): void {
  for (const exponent of exponents) assertScalar(exponent);
  if (rows.some((row) => row.length !== ENCODED_BYTES * exponents.length)) {
    throw new RangeError('A row must have one element for each exponent');
  }
}

/** The most powers of one element that are asked for at once. */
const MOST_FIRST_POWERS = 128;

/** Throws a RangeError unless so many first powers may be asked for. */
export function assertFirstPowers(n: number): void {
  if (!Number.isInteger(n) || n < 1 || n > MOST_FIRST_POWERS) throw new RangeError('From 1 to 128 powers');
}

/** Elements one after the other, cut apart. The last is short when the length is not a multiple of 32. */
export function* eachEncoding(encodings: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < encodings.length; start += ENCODED_BYTES) {
    yield encodings.subarray(start, start + ENCODED_BYTES);
  }
}

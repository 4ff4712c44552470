import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { encodeElement, GENERATOR, IDENTITY_TEXT } from '../group.ts';
import { hashOf } from '../hash.ts';
import { publicArithmetic } from '../kernel/public-arithmetic.ts';

/* Generators of the group none of whose logarithms to another anybody knows, as 64 digits. */

/** h_0, h_1, ..., as far as they were asked for. */
const made: string[] = [];
let secondary: string | undefined;

/** Belenios 6, Shuffle algorithms, table 7. h_0, ..., h_(n-1). */
export function generators(n: number): readonly string[] {
  while (made.length < n) made.push(generator(made.length));
  return made.slice(0, n);
}

/** Belenios 6, Shuffle algorithms, table 6. h, the secondary generator. */
export function secondaryGenerator(): string {
  secondary ??= generator(-1);
  return secondary;
}

/** Belenios 6, Shuffle algorithms, table 9. That two of them are equal is not looked at: it would break SHA-256. */
function generator(i: number): string {
  let y = BigInt(`0x${hashOf(`ggen|${i}`)}`) >> 2n;
  let h = eighthPower(y);
  // Every other number is the y of a point.
  for (; h === undefined; h = eighthPower(y)) y += 1n;
  if (h === IDENTITY_TEXT || h === encodeElement(GENERATOR)) throw new RangeError(`There is no generator ${i}`);
  return h;
}

/** b^8, a member of the subgroup, for the point b that a number spells; undefined when it spells none. */
function eighthPower(z: bigint): string | undefined {
  const b = hexToBytes(z.toString(16).padStart(64, '0'));
  const power = publicArithmetic().product(concatBytes(b, b, b, b, b, b, b, b));
  return power && bytesToHex(power);
}

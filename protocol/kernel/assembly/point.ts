/**
 * RFC 8032 5.1.4, points of the twisted Edwards curve -x^2 + y^2 = 1 + d x^2 y^2, for public data only.
 *
 * -1 is a square modulo p and d is not, so the formulas below are complete (Hisil, Wong, Carter, Dawson, "Twisted
 * Edwards Curves Revisited", 3.1 and 3.3): they hold of every two points, and Z is never 0.
 *
 * Three shapes, each a row of field elements:
 * - a point: X, Y, Z, T with x = X/Z, y = Y/Z, T = XY/Z; 1 unit each;
 * - an addend, a point made ready to be added: Y + X, Y - X, 2Z (2 units each), 2dT (1 unit);
 * - an entry of a table, an addend with Z = 1: y + x, y - x, 2dxy; 1 unit each.
 */
import {
  add,
  addAndSubtract,
  addTwice,
  copy,
  FIELD_BYTES,
  fromBytes,
  invert,
  isNegative,
  isZero,
  multiply,
  negate,
  rootPower,
  setSmall,
  square,
  squareTimes,
  subtract,
  toBytes,
} from './field';

export const POINT_BYTES: usize = 160;
export const ADDEND_BYTES: usize = 160;
export const ENTRY_BYTES: usize = 120;

// Places in a point, and in an addend.
const Y: usize = 40;
const Z: usize = 80;
const T: usize = 120;

const A: usize = memory.data(40, 16);
const B: usize = memory.data(40, 16);
const C: usize = memory.data(40, 16);
const E: usize = memory.data(40, 16);
const F: usize = memory.data(40, 16);
const G: usize = memory.data(40, 16);
const H: usize = memory.data(40, 16);

/** d = -121665/121666, 2d, and a root of -1. */
const D: usize = memory.data(40, 16);
const TWICE_D: usize = memory.data(40, 16);
const ROOT: usize = memory.data(40, 16);

/** Computes the constants of the curve; to be called before anything else. */
export function prepareCurve(): void {
  setSmall(A, 121666);
  invert(B, A);
  setSmall(A, -121665);
  multiply(D, A, B);
  setSmall(A, 2);
  multiply(TWICE_D, A, D);
  // 2 is no square, so 2^((p - 1) / 4) is a root of -1, and (p - 1) / 4 = 2 * (p - 5) / 8 + 1.
  rootPower(B, A);
  square(B, B);
  multiply(ROOT, B, A);
}

/** out = the identity, (0, 1). */
export function setIdentity(out: usize): void {
  setSmall(out, 0);
  setSmall(out + Y, 1);
  setSmall(out + Z, 1);
  setSmall(out + T, 0);
}

/** Whether the point is the identity: X = 0 and Y = Z. */
export function isIdentity(point: usize): bool {
  subtract(A, point + Y, point + Z); // 2 units
  return isZero(point) && isZero(A);
}

/** out = the point, or its inverse when asked. */
export function copyPoint(out: usize, point: usize, isNegated: bool): void {
  memory.copy(out, point, POINT_BYTES);
  if (isNegated) {
    negate(out, out);
    negate(out + T, out + T);
  }
}

/** out = 2 * point. T is left as it was when not wanted; nothing may then read it. */
export function double(out: usize, point: usize, wantsT: bool): void {
  square(A, point);
  square(B, point + Y);
  square(C, point + Z);
  add(E, point, point + Y); // 2 units
  square(E, E);
  // E, F, G and H of the paper, each with its sign turned: every product takes two of them.
  addAndSubtract(H, G, A, B); // 2 units
  subtract(E, H, E); // 3 units
  addTwice(F, G, C); // 4 units
  multiply(out, E, F); // 3 by 4 units
  multiply(out + Y, G, H); // 2 by 2
  multiply(out + Z, F, G); // 4 by 2
  if (wantsT) multiply(out + T, E, H); // 3 by 2
}

/** out = the point, ready to be added. */
export function toAddend(out: usize, point: usize): void {
  addAndSubtract(out, out + Y, point + Y, point); // 2 units
  add(out + Z, point + Z, point + Z); // 2 units
  multiply(out + T, point + T, TWICE_D); // 1 by 1
}

/** point = point + addend, or point - addend when negated: its sum and difference change places, and 2dT its sign. */
export function addAddend(point: usize, addend: usize, isNegated: bool): void {
  multiply(C, point + T, addend + T); // 1 by 1
  multiply(G, point + Z, addend + Z); // 1 by 2
  addWith(point, addend, isNegated);
}

/** point = point + entry, or point - entry when negated. */
export function addEntry(point: usize, entry: usize, isNegated: bool): void {
  multiply(C, point + T, entry + 80); // 1 by 1
  add(G, point + Z, point + Z); // 2 units
  addWith(point, entry, isNegated);
}

/** The rest of an addition, from C = T1 * 2d * T2 (1 unit) and G = Z1 * 2 * Z2 (up to 2 units). */
function addWith(point: usize, addend: usize, isNegated: bool): void {
  addAndSubtract(B, A, point + Y, point); // 2 units
  multiply(A, A, isNegated ? addend : addend + Y); // 2 by at most 2
  multiply(B, B, isNegated ? addend + Y : addend); // 2 by at most 2
  addAndSubtract(H, E, B, A); // 2 units
  addAndSubtract(isNegated ? F : G, isNegated ? G : F, G, C); // 3 units
  multiply(point, E, F); // 2 by 3
  multiply(point + Y, G, H); // 3 by 2
  multiply(point + Z, F, G); // 3 by 3
  multiply(point + T, E, H); // 2 by 2
}

const ADDEND: usize = memory.data(160, 16);

/** point = point + other. */
export function addPoint(point: usize, other: usize): void {
  toAddend(ADDEND, other);
  addAddend(point, ADDEND, false);
}

const REVERSED: usize = memory.data(32, 16);

/**
 * Belenios 5.2.1, uncompress. out = the point whose canonical encoding is the 32 big-endian bytes at `encoding`; false
 * when there is none: y not below p, x = 0 called negative, or no such x.
 */
export function decode(out: usize, encoding: usize): bool {
  reverse(REVERSED, encoding);
  const sign = load<u8>(REVERSED, 31) >> 7;
  store<u8>(REVERSED, load<u8>(REVERSED, 31) & 127, 31);
  fromBytes(A, REVERSED);
  if (!isSame(A, REVERSED)) return false;
  setSmall(out + Z, 1);
  multiply(out + Y, A, out + Z); // 2 by 1: the same number, of 1 unit
  if (!findX(out)) return false;
  const isOdd = isNegative(out);
  if (sign === 1 && isZero(out)) return false;
  if ((sign === 1) !== isOdd) negate(out, out);
  multiply(out + T, out, out + Y); // 1 by 1
  return true;
}

/** out = the 32 bytes at `bytes`, the other way round. */
export function reverse(out: usize, bytes: usize): void {
  for (let k: usize = 0; k < 32; k += 8) store<u64>(out + 24 - k, bswap(load<u64>(bytes + k)));
}

const CANONICAL: usize = memory.data(32, 16);

/** Whether the bytes are those of a itself, as the number in 0..p-1. */
function isSame(a: usize, bytes: usize): bool {
  toBytes(CANONICAL, a);
  return memory.compare(CANONICAL, bytes, 32) === 0;
}

/**
 * RFC 8032 5.1.3. Sets X of a point with Y and Z = 1 to a root of u/v, u = y^2 - 1, v = d y^2 + 1; false if there is
 * none. A candidate is u v^3 (u v^7)^((p - 5) / 8), and v x^2 is then u, or -u and the root of -1 mends it, or there is
 * no root.
 */
function findX(point: usize): bool {
  square(G, point + Y);
  multiply(H, G, D); // v - 1
  subtract(G, G, point + Z); // u, 2 units
  add(H, H, point + Z); // v, 2 units
  square(A, H);
  multiply(A, A, H); // v^3
  square(B, A);
  multiply(B, B, H); // v^7, 1 by 2
  multiply(B, B, G); // u v^7, 1 by 2
  rootPower(E, B);
  multiply(A, A, G); // u v^3, 1 by 2
  multiply(point, A, E);
  square(B, point);
  multiply(B, B, H); // v x^2, 1 by 2
  subtract(C, B, G); // 3 units
  if (isZero(C)) return true;
  add(C, B, G); // 3 units
  if (!isZero(C)) return false;
  multiply(point, point, ROOT);
  return true;
}

/** The most points that are compressed at once. */
export const MOST_ENCODED: i32 = 128;

const PRODUCTS: usize = memory.data(5120, 16);
const INVERSE: usize = memory.data(40, 16);

/**
 * Writes over Z of each of n points its inverse, for one inversion in all (Montgomery): from the inverse of the product
 * of all, times the product of those before, follows the inverse of the last; and so on downwards.
 */
export function invertEachZ(points: usize, n: i32): void {
  if (n === 0) return;
  copy(PRODUCTS, points + Z);
  for (let i = 1; i < n; i++) {
    multiply(PRODUCTS + FIELD_BYTES * i, PRODUCTS + FIELD_BYTES * (i - 1), points + POINT_BYTES * i + Z);
  }
  invert(INVERSE, PRODUCTS + FIELD_BYTES * (n - 1));
  for (let i = n - 1; i > 0; i--) {
    const z = points + POINT_BYTES * i + Z;
    multiply(A, INVERSE, PRODUCTS + FIELD_BYTES * (i - 1));
    multiply(INVERSE, INVERSE, z);
    copy(z, A);
  }
  copy(points + Z, INVERSE);
}

/** Belenios 5.2.1, compress. Writes the encodings of n points, at most MOST_ENCODED, whose Z it spoils. */
export function encodeAll(encodings: usize, points: usize, n: i32): void {
  invertEachZ(points, n);
  for (let i = 0; i < n; i++) encode(encodings + 32 * i, points + POINT_BYTES * i);
}

function encode(encoding: usize, point: usize): void {
  multiply(A, point, point + Z);
  multiply(B, point + Y, point + Z);
  const sign: u8 = isNegative(A) ? 128 : 0;
  toBytes(REVERSED, B);
  store<u8>(REVERSED, load<u8>(REVERSED, 31) | sign, 31);
  reverse(encoding, REVERSED);
}

/** out = the entry of a point whose Z has been inverted. */
export function toEntry(out: usize, point: usize): void {
  multiply(A, point, point + Z);
  multiply(B, point + Y, point + Z);
  multiply(C, A, B);
  // Times 1, so that an entry has 1 unit.
  setSmall(E, 1);
  addAndSubtract(F, G, B, A); // 2 units
  multiply(out, F, E);
  multiply(out + Y, G, E);
  multiply(out + 80, C, TWICE_D);
}

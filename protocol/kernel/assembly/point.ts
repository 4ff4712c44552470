/**
 * RFC 8032 5.1.4, points of the twisted Edwards curve -x^2 + y^2 = 1 + d x^2 y^2, two at a time, for public data only.
 *
 * -1 is a square modulo p and d is not, so the formulas below are complete (Hisil, Wong, Carter, Dawson, "Twisted
 * Edwards Curves Revisited", 3.1 and 3.3): they hold of every two points, and Z is never 0.
 *
 * Three shapes, each a row of pairs of field elements of 1 unit, one point in each lane:
 * - a point: X, Y, Z, T with x = X/Z, y = Y/Z, T = XY/Z;
 * - an addend, a point made ready to be added: Y + X, Y - X, 2Z (2 units), 2dT;
 * - an entry, an addend with Z = 1: y + x, y - x, 2dxy.
 *
 * A table holds entries of one lane, each element by itself.
 */
import {
  add,
  addAndSubtract,
  addTwice,
  copy,
  FIELD_BYTES,
  fromBytes,
  join,
  LANE_BYTES,
  multiply,
  narrow,
  negate,
  pick,
  prepareField,
  putLane,
  setSmall,
  split,
  square,
  subtract,
  toBytes,
} from './field';
import { BOTH, invert, oddLanes, putLanes, rootPower, zeroLanes } from './roots';

export const POINT_BYTES: usize = 320;
export const ENTRY_BYTES: usize = 240;

/** The length of an entry of one lane. */
export const LANE_ENTRY_BYTES: usize = 120;

// Places in a point, and in an addend.
const Y: usize = 80;
const Z: usize = 160;
const T: usize = 240;

const A: usize = memory.data(80, 16);
const B: usize = memory.data(80, 16);
const C: usize = memory.data(80, 16);
const E: usize = memory.data(80, 16);
const F: usize = memory.data(80, 16);
const G: usize = memory.data(80, 16);
const H: usize = memory.data(80, 16);

/** d = -121665/121666, 2d, and a root of -1. */
const D: usize = memory.data(80, 16);
const TWICE_D: usize = memory.data(80, 16);
const ROOT: usize = memory.data(80, 16);

/** Computes the constants of the field and of the curve; to be called before anything else. */
export function prepareCurve(): void {
  prepareField();
  setSmall(A, 121666);
  invert(B, A);
  setSmall(A, -121665);
  multiply(D, A, B); // 1 by 1
  setSmall(A, 2);
  multiply(TWICE_D, A, D); // 1 by 1
  // 2 is no square, so 2^((p - 1) / 4) is a root of -1, and (p - 1) / 4 = 2 * (p - 5) / 8 + 1.
  rootPower(B, A);
  square(B, B);
  multiply(ROOT, B, A); // 1 by 1
}

/** out = the identity, (0, 1). */
export function setIdentity(out: usize): void {
  setSmall(out, 0);
  setSmall(out + Y, 1);
  setSmall(out + Z, 1);
  setSmall(out + T, 0);
}

/** The lanes in which the point is the identity: X = 0 and Y = Z. */
export function identityLanes(point: usize): i32 {
  subtract(A, point + Y, point + Z); // 2 units
  return zeroLanes(point) & zeroLanes(A);
}

/** out = the point, or its inverse when asked. */
export function copyPoint(out: usize, point: usize, isNegated: bool): void {
  const negated = isNegated ? BOTH : 0;
  pick(out, point, point, negated);
  copy(out + Y, point + Y);
  copy(out + Z, point + Z);
  pick(out + T, point + T, point + T, negated);
}

/** out = lane 0 of a and lane 1 of b, points or addends. */
export function pickPoint(out: usize, a: usize, b: usize): void {
  for (let k: usize = 0; k < POINT_BYTES; k += FIELD_BYTES) pick(out + k, a + k, b + k, 0);
}

/** Writes a's lane 0 or 1 over that of out, both points. */
export function putPointLane(out: usize, a: usize, lane: usize): void {
  for (let k: usize = 0; k < POINT_BYTES; k += FIELD_BYTES) putLane(out + k, a + k, lane);
}

/** out = one lane of the point, in both lanes. */
export function spread(out: usize, point: usize, lane: usize): void {
  for (let k: usize = 0; k < POINT_BYTES; k += FIELD_BYTES) {
    split(LANE, point + k, lane);
    join(out + k, LANE, LANE, 0);
  }
}

const LANE: usize = memory.data(40, 16);

/** out = 2 * point. T is left as it was when not wanted; nothing may then read it. */
export function double(out: usize, point: usize, wantsT: bool): void {
  square(A, point);
  square(B, point + Y);
  square(C, point + Z);
  add(E, point, point + Y); // 2 units
  narrow(E);
  square(E, E);
  // E, F, G and H of the paper, each with its sign turned: every product takes two of them.
  addAndSubtract(H, G, A, B); // 2 units
  narrow(H);
  subtract(E, H, E); // 2 units
  addTwice(F, G, C); // 4 units
  narrow(F);
  multiply(out, E, F); // 2 by 1 units
  multiply(out + Y, G, H); // 2 by 1
  multiply(out + Z, F, G); // 1 by 2
  if (wantsT) multiply(out + T, E, H); // 2 by 1
}

/** out = the point, ready to be added. */
export function toAddend(out: usize, point: usize): void {
  addAndSubtract(out, out + Y, point + Y, point); // 2 units
  narrow(out);
  narrow(out + Y);
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
  multiply(C, point + T, entry + Z); // 1 by 1
  add(G, point + Z, point + Z); // 2 units
  addWith(point, entry, isNegated);
}

/** The rest of an addition, from C = T1 * 2d * T2 (1 unit) and G = Z1 * 2 * Z2 (up to 2 units). */
function addWith(point: usize, addend: usize, isNegated: bool): void {
  addAndSubtract(B, A, point + Y, point); // 2 units
  multiply(A, A, isNegated ? addend : addend + Y); // 2 by 1
  multiply(B, B, isNegated ? addend + Y : addend); // 2 by 1
  addAndSubtract(H, E, B, A); // 2 units
  narrow(H);
  addAndSubtract(isNegated ? F : G, isNegated ? G : F, G, C); // 3 units
  narrow(F);
  multiply(point, E, F); // 2 by 1
  multiply(point + Y, G, H); // 3 by 1
  multiply(point + Z, F, G); // 1 by 3
  multiply(point + T, E, H); // 2 by 1
}

const ADDEND: usize = memory.data(320, 16);

/** point = point + other. */
export function addPoint(point: usize, other: usize): void {
  toAddend(ADDEND, other);
  addAddend(point, ADDEND, false);
}

/** out = the entry whose lane 0 is `first` and whose lane 1 is `second`, from a table; those in `negated` turned round. */
export function joinEntry(out: usize, first: usize, second: usize, negated: i32): void {
  const turned0: usize = negated & 1 ? LANE_BYTES : 0;
  const turned1: usize = negated & 2 ? LANE_BYTES : 0;
  join(out, first + turned0, second + turned1, 0);
  join(out + Y, first + LANE_BYTES - turned0, second + LANE_BYTES - turned1, 0);
  join(out + Z, first + 2 * LANE_BYTES, second + 2 * LANE_BYTES, negated);
}

/** out = the addend, those of its lanes in `negated` turned round: sum and difference change places, and 2dT its sign. */
export function pickAddend(out: usize, first: usize, second: usize, negated: i32): void {
  const turned0: usize = negated & 1 ? Y : 0;
  const turned1: usize = negated & 2 ? Y : 0;
  pick(out, first + turned0, second + turned1, 0);
  pick(out + Y, first + Y - turned0, second + Y - turned1, 0);
  pick(out + Z, first + Z, second + Z, 0);
  pick(out + T, first + T, second + T, negated);
}

/** out = the entry, those of its lanes in `negated` turned round. */
export function pickEntry(out: usize, entry: usize, negated: i32): void {
  const turned0: usize = negated & 1 ? Y : 0;
  const turned1: usize = negated & 2 ? Y : 0;
  pick(out, entry + turned0, entry + turned1, 0);
  pick(out + Y, entry + Y - turned0, entry + Y - turned1, 0);
  pick(out + Z, entry + Z, entry + Z, negated);
}

const REVERSED: usize = memory.data(64, 16);

/**
 * Belenios 5.2.1, uncompress. out = the points whose canonical encodings are the 32 big-endian bytes at `first` and at
 * `second`. Returns the lanes for which there is one: not where y is not below p, x = 0 is called negative, or there is no
 * such x. What is in the other lanes is nothing in particular.
 */
export function decode(out: usize, first: usize, second: usize): i32 {
  reverse(REVERSED, first);
  reverse(REVERSED + 32, second);
  const signs = takeSign(REVERSED) | (takeSign(REVERSED + 32) << 1);
  fromBytes(A, REVERSED); // 2 units
  const canonical = sameLanes(A, REVERSED);
  narrow(A);
  copy(out + Y, A);
  setSmall(out + Z, 1);
  const found = findX(out);
  const negativeZero = signs & zeroLanes(out);
  negate(B, out);
  putLanes(out, B, signs ^ oddLanes(out));
  multiply(out + T, out, out + Y); // 1 by 1
  return canonical & found & ~negativeZero;
}

function takeSign(bytes: usize): i32 {
  const last = load<u8>(bytes, 31);
  store<u8>(bytes, last & 127, 31);
  return last >> 7;
}

/** out = the 32 bytes at `bytes`, the other way round. */
function reverse(out: usize, bytes: usize): void {
  for (let k: usize = 0; k < 32; k += 8) store<u64>(out + 24 - k, bswap(load<u64>(bytes + k)));
}

const CANONICAL: usize = memory.data(64, 16);

/** The lanes in which the bytes are those of a itself, as the number in 0..p-1. */
function sameLanes(a: usize, bytes: usize): i32 {
  toBytes(CANONICAL, a);
  const first = memory.compare(CANONICAL, bytes, 32) === 0 ? 1 : 0;
  return first | (memory.compare(CANONICAL + 32, bytes + 32, 32) === 0 ? 2 : 0);
}

/**
 * RFC 8032 5.1.3. Sets X of a point with Y and Z = 1 to a root of u/v, u = y^2 - 1, v = d y^2 + 1; returns the lanes that
 * have one. A candidate is u v^3 (u v^7)^((p - 5) / 8), and v x^2 is then u, or -u and the root of -1 mends it, or there is
 * no root.
 */
function findX(point: usize): i32 {
  square(G, point + Y);
  multiply(H, G, D); // v - 1, 1 by 1
  subtract(G, G, point + Z); // u, 2 units
  add(H, H, point + Z); // v, 2 units
  narrow(H);
  square(A, H);
  multiply(A, A, H); // v^3, 1 by 1
  square(B, A);
  multiply(B, B, H); // v^7, 1 by 1
  multiply(B, B, G); // u v^7, 1 by 2
  rootPower(E, B);
  multiply(A, A, G); // u v^3, 1 by 2
  multiply(point, A, E); // 1 by 1
  square(B, point);
  multiply(B, B, H); // v x^2, 1 by 1
  subtract(C, B, G); // 3 units
  const whole = zeroLanes(C);
  add(C, B, G); // 3 units
  const turned = zeroLanes(C);
  multiply(B, point, ROOT); // 1 by 1
  putLanes(point, B, turned & ~whole);
  return whole | turned;
}

/** The most pairs of points that are compressed at once. */
export const MOST_ENCODED: i32 = 128;

const PRODUCTS: usize = memory.data(10240, 16);
const INVERSE: usize = memory.data(80, 16);

/**
 * Writes over Z of each of n points, at most MOST_ENCODED, its inverse, for one inversion in all (Montgomery): from the
 * inverse of the product of all, times the product of those before, follows the inverse of the last; and so on downwards.
 */
export function invertEachZ(points: usize, n: i32): void {
  if (n === 0) return;
  copy(PRODUCTS, points + Z);
  for (let i = 1; i < n; i++) {
    multiply(PRODUCTS + FIELD_BYTES * i, PRODUCTS + FIELD_BYTES * (i - 1), points + POINT_BYTES * i + Z); // 1 by 1
  }
  invert(INVERSE, PRODUCTS + FIELD_BYTES * (n - 1));
  for (let i = n - 1; i > 0; i--) {
    const z = points + POINT_BYTES * i + Z;
    multiply(A, INVERSE, PRODUCTS + FIELD_BYTES * (i - 1)); // 1 by 1
    multiply(INVERSE, INVERSE, z); // 1 by 1
    copy(z, A);
  }
  copy(points + Z, INVERSE);
}

/** Belenios 5.2.1, compress. Writes the encodings of n pairs, at most MOST_ENCODED, 64 bytes each; spoils their Z. */
export function encodeAll(encodings: usize, points: usize, n: i32): void {
  invertEachZ(points, n);
  for (let i = 0; i < n; i++) encode(encodings + 64 * i, points + POINT_BYTES * i);
}

function encode(encodings: usize, point: usize): void {
  multiply(A, point, point + Z); // 1 by 1
  multiply(B, point + Y, point + Z); // 1 by 1
  const odd = oddLanes(A);
  toBytes(REVERSED, B);
  store<u8>(REVERSED, load<u8>(REVERSED, 31) | ((odd & 1) << 7), 31);
  store<u8>(REVERSED, load<u8>(REVERSED, 63) | ((odd & 2) << 6), 63);
  reverse(encodings, REVERSED);
  reverse(encodings + 32, REVERSED + 32);
}

/** Writes x and y of n pairs, at most MOST_ENCODED, 64 big-endian bytes each a pair; spoils their Z. */
export function writeCoordinates(xs: usize, ys: usize, points: usize, n: i32): void {
  invertEachZ(points, n);
  for (let i = 0; i < n; i++) {
    const point = points + POINT_BYTES * i;
    multiply(A, point, point + Z); // 1 by 1
    multiply(B, point + Y, point + Z); // 1 by 1
    writeBigEndian(xs + 64 * i, A);
    writeBigEndian(ys + 64 * i, B);
  }
}

/** Writes x and y, big-endian, of a point with Z = 1: of lane 0 at `first`, of lane 1 at `second`. */
export function writeAffine(first: usize, second: usize, point: usize): void {
  for (let k: usize = 0; k < 2; k++) {
    toBytes(REVERSED, point + Y * k);
    reverse(first + 32 * k, REVERSED);
    reverse(second + 32 * k, REVERSED + 32);
  }
}

/** out = the points whose x and y, big-endian and below p, are at `first` and at `second`: points of the curve, on trust. */
export function fromCoordinates(out: usize, first: usize, second: usize): void {
  for (let k: usize = 0; k < 2; k++) {
    reverse(REVERSED, first + 32 * k);
    reverse(REVERSED + 32, second + 32 * k);
    fromBytes(A, REVERSED); // 2 units
    narrow(A);
    copy(out + Y * k, A);
  }
  setSmall(out + Z, 1);
  multiply(out + T, out, out + Y); // 1 by 1
}

function writeBigEndian(out: usize, a: usize): void {
  toBytes(REVERSED, a);
  reverse(out, REVERSED);
  reverse(out + 32, REVERSED + 32);
}

/** out = the entry of a point whose Z is 1. */
export function toEntry(out: usize, point: usize): void {
  addAndSubtract(out, out + Y, point + Y, point); // 2 units
  narrow(out);
  narrow(out + Y);
  multiply(out + Z, point + T, TWICE_D); // 1 by 1
}

const AFFINE: usize = memory.data(320, 16);
const ENTRY: usize = memory.data(240, 16);

/** Writes the entries of a point whose Z has been inverted, lane 0 to one place of a table and lane 1 to another. */
export function splitEntry(first: usize, second: usize, point: usize): void {
  multiply(AFFINE, point, point + Z); // 1 by 1
  multiply(AFFINE + Y, point + Y, point + Z); // 1 by 1
  multiply(AFFINE + T, AFFINE, AFFINE + Y); // 1 by 1
  toEntry(ENTRY, AFFINE);
  for (let k: usize = 0; k < 3; k++) {
    split(first + LANE_BYTES * k, ENTRY + FIELD_BYTES * k, 0);
    split(second + LANE_BYTES * k, ENTRY + FIELD_BYTES * k, 1);
  }
}

/**
 * RFC 8032 5.1, the field of p = 2^255 - 19 elements, two of them one after the other, for public data only: it runs in
 * variable time. It does what `field-lanes.ts` does, where a machine cannot do that, with integers alone.
 *
 * An element is ten signed 32-bit limbs, limb k counting 2^ceil(25.5 k): 26 bits in an even place, 25 in an odd one. It is
 * not unique: p can be added, and a limb need not be reduced. A pair of elements is lane 0 at an address and lane 1 behind.
 *
 * Bounds. Of an element of u units, an even limb is at most u * 2^25 in absolute value and an odd one at most
 * u * (2^24 + 2^15). Every operation says how many units it takes and how many it gives. Two laws make the whole sound:
 *
 * - Sums fit: no element has more than 4 units, and 4 * 2^25 = 2^27 is far from 2^31.
 * - Products fit: a column of a product is a sum of f_i * g_j, twice where i and j are odd, 19 times where i + j > 9. The
 *   heaviest, column 0, weighs 1 + 19 * (4 + 5 * 2 / 4) = 124.5 of 2^50, so with 4 units on either side it is less than
 *   124.5 * 2^50 * 16 * 1.01 < 2^61, and a signed 64-bit number holds it.
 *
 * A build with BOUNDS=1 checks the units of every operation as it runs, and traps when they are exceeded.
 */

/** The length of a pair of elements. */
export const FIELD_BYTES: usize = 80;

/** The length of one element by itself. */
export const LANE_BYTES: usize = 40;

/** There are no constants to compute. */
export function prepareField(): void {}

/** No account is kept here: every operation looks at the limbs. */
export function declareUnits(a: usize, units: i32): void {
  expectUnits(a, units);
  expectUnits(a + LANE_BYTES, units);
}

/** Traps, in the build that checks, unless the element has at most so many units. */
function expectUnits(a: usize, units: i64): void {
  // 1 or 0, a constant that the compiler is given on its command line.
  if (BOUNDS) {
    for (let k: usize = 0; k < 10; k++) {
      const limb = load<i32>(a + 4 * k) as i64;
      const unit: i64 = k & 1 ? (1 << 24) + (1 << 15) : 1 << 25;
      if (limb > units * unit || limb < -units * unit) unreachable();
    }
  }
}

/**
 * Stores h, whose columns are less than 2^61, as an element of 1 unit.
 *
 * A carry leaves an even limb in -2^25..2^25 and an odd one in -2^24..2^24. Two rows of carries run side by side, from
 * 0 and from 4, so the processor need not wait for either. A carry out of a column is less than 2^61 / 2^25 and a
 * little, 2^36.1, say. Two limbs take something after their own last carry: h5 from h4, which was reduced and then took
 * less than 2^36.1, so less than 2^12; h1 from h0, which was reduced and then took less than 19 * 2^36.1, so less than
 * 2^15. Both are odd, and an odd limb has 2^15 to spare.
 */
function storeReduced(
  out: usize,
  h0: i64,
  h1: i64,
  h2: i64,
  h3: i64,
  h4: i64,
  h5: i64,
  h6: i64,
  h7: i64,
  h8: i64,
  h9: i64,
): void {
  let c: i64;
  c = (h0 + (1 << 25)) >> 26;
  h1 += c;
  h0 -= c << 26;
  c = (h4 + (1 << 25)) >> 26;
  h5 += c;
  h4 -= c << 26;
  c = (h1 + (1 << 24)) >> 25;
  h2 += c;
  h1 -= c << 25;
  c = (h5 + (1 << 24)) >> 25;
  h6 += c;
  h5 -= c << 25;
  c = (h2 + (1 << 25)) >> 26;
  h3 += c;
  h2 -= c << 26;
  c = (h6 + (1 << 25)) >> 26;
  h7 += c;
  h6 -= c << 26;
  c = (h3 + (1 << 24)) >> 25;
  h4 += c;
  h3 -= c << 25;
  c = (h7 + (1 << 24)) >> 25;
  h8 += c;
  h7 -= c << 25;
  c = (h4 + (1 << 25)) >> 26;
  h5 += c;
  h4 -= c << 26;
  c = (h8 + (1 << 25)) >> 26;
  h9 += c;
  h8 -= c << 26;
  c = (h9 + (1 << 24)) >> 25;
  h0 += 19 * c;
  h9 -= c << 25;
  c = (h0 + (1 << 25)) >> 26;
  h1 += c;
  h0 -= c << 26;
  store<i32>(out, h0 as i32, 0);
  store<i32>(out, h1 as i32, 4);
  store<i32>(out, h2 as i32, 8);
  store<i32>(out, h3 as i32, 12);
  store<i32>(out, h4 as i32, 16);
  store<i32>(out, h5 as i32, 20);
  store<i32>(out, h6 as i32, 24);
  store<i32>(out, h7 as i32, 28);
  store<i32>(out, h8 as i32, 32);
  store<i32>(out, h9 as i32, 36);
  expectUnits(out, 1);
}

/** out = a * b. Takes up to 4 units each, gives 1. */
export function multiply(out: usize, a: usize, b: usize): void {
  laneMultiply(out, a, b);
  laneMultiply(out + LANE_BYTES, a + LANE_BYTES, b + LANE_BYTES);
}

function laneMultiply(out: usize, a: usize, b: usize): void {
  expectUnits(a, 4);
  expectUnits(b, 4);
  const f0 = load<i32>(a, 0) as i64;
  const f1 = load<i32>(a, 4) as i64;
  const f2 = load<i32>(a, 8) as i64;
  const f3 = load<i32>(a, 12) as i64;
  const f4 = load<i32>(a, 16) as i64;
  const f5 = load<i32>(a, 20) as i64;
  const f6 = load<i32>(a, 24) as i64;
  const f7 = load<i32>(a, 28) as i64;
  const f8 = load<i32>(a, 32) as i64;
  const f9 = load<i32>(a, 36) as i64;
  const g0 = load<i32>(b, 0) as i64;
  const g1 = load<i32>(b, 4) as i64;
  const g2 = load<i32>(b, 8) as i64;
  const g3 = load<i32>(b, 12) as i64;
  const g4 = load<i32>(b, 16) as i64;
  const g5 = load<i32>(b, 20) as i64;
  const g6 = load<i32>(b, 24) as i64;
  const g7 = load<i32>(b, 28) as i64;
  const g8 = load<i32>(b, 32) as i64;
  const g9 = load<i32>(b, 36) as i64;
  const d1 = f1 << 1;
  const d3 = f3 << 1;
  const d5 = f5 << 1;
  const d7 = f7 << 1;
  const d9 = f9 << 1;
  const n1 = g1 * 19;
  const n2 = g2 * 19;
  const n3 = g3 * 19;
  const n4 = g4 * 19;
  const n5 = g5 * 19;
  const n6 = g6 * 19;
  const n7 = g7 * 19;
  const n8 = g8 * 19;
  const n9 = g9 * 19;
  const h0 = f0 * g0 + d1 * n9 + f2 * n8 + d3 * n7 + f4 * n6 + d5 * n5 + f6 * n4 + d7 * n3 + f8 * n2 + d9 * n1;
  const h1 = f0 * g1 + f1 * g0 + f2 * n9 + f3 * n8 + f4 * n7 + f5 * n6 + f6 * n5 + f7 * n4 + f8 * n3 + f9 * n2;
  const h2 = f0 * g2 + d1 * g1 + f2 * g0 + d3 * n9 + f4 * n8 + d5 * n7 + f6 * n6 + d7 * n5 + f8 * n4 + d9 * n3;
  const h3 = f0 * g3 + f1 * g2 + f2 * g1 + f3 * g0 + f4 * n9 + f5 * n8 + f6 * n7 + f7 * n6 + f8 * n5 + f9 * n4;
  const h4 = f0 * g4 + d1 * g3 + f2 * g2 + d3 * g1 + f4 * g0 + d5 * n9 + f6 * n8 + d7 * n7 + f8 * n6 + d9 * n5;
  const h5 = f0 * g5 + f1 * g4 + f2 * g3 + f3 * g2 + f4 * g1 + f5 * g0 + f6 * n9 + f7 * n8 + f8 * n7 + f9 * n6;
  const h6 = f0 * g6 + d1 * g5 + f2 * g4 + d3 * g3 + f4 * g2 + d5 * g1 + f6 * g0 + d7 * n9 + f8 * n8 + d9 * n7;
  const h7 = f0 * g7 + f1 * g6 + f2 * g5 + f3 * g4 + f4 * g3 + f5 * g2 + f6 * g1 + f7 * g0 + f8 * n9 + f9 * n8;
  const h8 = f0 * g8 + d1 * g7 + f2 * g6 + d3 * g5 + f4 * g4 + d5 * g3 + f6 * g2 + d7 * g1 + f8 * g0 + d9 * n9;
  const h9 = f0 * g9 + f1 * g8 + f2 * g7 + f3 * g6 + f4 * g5 + f5 * g4 + f6 * g3 + f7 * g2 + f8 * g1 + f9 * g0;
  storeReduced(out, h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
}

/** out = a * a. Takes up to 4 units, gives 1. */
export function square(out: usize, a: usize): void {
  laneSquare(out, a);
  laneSquare(out + LANE_BYTES, a + LANE_BYTES);
}

function laneSquare(out: usize, a: usize): void {
  expectUnits(a, 4);
  const f0 = load<i32>(a, 0) as i64;
  const f1 = load<i32>(a, 4) as i64;
  const f2 = load<i32>(a, 8) as i64;
  const f3 = load<i32>(a, 12) as i64;
  const f4 = load<i32>(a, 16) as i64;
  const f5 = load<i32>(a, 20) as i64;
  const f6 = load<i32>(a, 24) as i64;
  const f7 = load<i32>(a, 28) as i64;
  const f8 = load<i32>(a, 32) as i64;
  const f9 = load<i32>(a, 36) as i64;
  const d0 = f0 << 1;
  const d1 = f1 << 1;
  const d2 = f2 << 1;
  const d3 = f3 << 1;
  const d4 = f4 << 1;
  const d5 = f5 << 1;
  const d6 = f6 << 1;
  const d7 = f7 << 1;
  const d8 = f8 << 1;
  const d9 = f9 << 1;
  const n5 = f5 * 19;
  const n6 = f6 * 19;
  const n7 = f7 * 19;
  const n8 = f8 * 19;
  const n9 = f9 * 19;
  const m7 = f7 * 38;
  const m9 = f9 * 38;
  const h0 = f0 * f0 + d1 * m9 + d2 * n8 + d3 * m7 + d4 * n6 + d5 * n5;
  const h1 = d0 * f1 + d2 * n9 + d3 * n8 + d4 * n7 + d5 * n6;
  const h2 = d0 * f2 + d1 * f1 + d3 * m9 + d4 * n8 + d5 * m7 + f6 * n6;
  const h3 = d0 * f3 + d1 * f2 + d4 * n9 + d5 * n8 + d6 * n7;
  const h4 = d0 * f4 + d1 * d3 + f2 * f2 + d5 * m9 + d6 * n8 + d7 * n7;
  const h5 = d0 * f5 + d1 * f4 + d2 * f3 + d6 * n9 + d7 * n8;
  const h6 = d0 * f6 + d1 * d5 + d2 * f4 + d3 * f3 + d7 * m9 + f8 * n8;
  const h7 = d0 * f7 + d1 * f6 + d2 * f5 + d3 * f4 + d8 * n9;
  const h8 = d0 * f8 + d1 * d7 + d2 * f6 + d3 * d5 + f4 * f4 + d9 * n9;
  const h9 = d0 * f9 + d1 * f8 + d2 * f7 + d3 * f6 + d4 * f5;
  storeReduced(out, h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
}

/** out = a + b. Gives as many units as it takes in all; 4 at most. */
export function add(out: usize, a: usize, b: usize): void {
  laneAdd(out, a, b);
  laneAdd(out + LANE_BYTES, a + LANE_BYTES, b + LANE_BYTES);
}

function laneAdd(out: usize, a: usize, b: usize): void {
  store<i32>(out, load<i32>(a, 0) + load<i32>(b, 0), 0);
  store<i32>(out, load<i32>(a, 4) + load<i32>(b, 4), 4);
  store<i32>(out, load<i32>(a, 8) + load<i32>(b, 8), 8);
  store<i32>(out, load<i32>(a, 12) + load<i32>(b, 12), 12);
  store<i32>(out, load<i32>(a, 16) + load<i32>(b, 16), 16);
  store<i32>(out, load<i32>(a, 20) + load<i32>(b, 20), 20);
  store<i32>(out, load<i32>(a, 24) + load<i32>(b, 24), 24);
  store<i32>(out, load<i32>(a, 28) + load<i32>(b, 28), 28);
  store<i32>(out, load<i32>(a, 32) + load<i32>(b, 32), 32);
  store<i32>(out, load<i32>(a, 36) + load<i32>(b, 36), 36);
  expectUnits(out, 4);
}

/** out = a - b. Gives as many units as it takes in all; 4 at most. */
export function subtract(out: usize, a: usize, b: usize): void {
  laneSubtract(out, a, b);
  laneSubtract(out + LANE_BYTES, a + LANE_BYTES, b + LANE_BYTES);
}

function laneSubtract(out: usize, a: usize, b: usize): void {
  store<i32>(out, load<i32>(a, 0) - load<i32>(b, 0), 0);
  store<i32>(out, load<i32>(a, 4) - load<i32>(b, 4), 4);
  store<i32>(out, load<i32>(a, 8) - load<i32>(b, 8), 8);
  store<i32>(out, load<i32>(a, 12) - load<i32>(b, 12), 12);
  store<i32>(out, load<i32>(a, 16) - load<i32>(b, 16), 16);
  store<i32>(out, load<i32>(a, 20) - load<i32>(b, 20), 20);
  store<i32>(out, load<i32>(a, 24) - load<i32>(b, 24), 24);
  store<i32>(out, load<i32>(a, 28) - load<i32>(b, 28), 28);
  store<i32>(out, load<i32>(a, 32) - load<i32>(b, 32), 32);
  store<i32>(out, load<i32>(a, 36) - load<i32>(b, 36), 36);
  expectUnits(out, 4);
}

/** sum = a + b and difference = a - b, which may lie over a and b. Either gives as many units as it takes in all; 4 at most. */
export function addAndSubtract(sum: usize, difference: usize, a: usize, b: usize): void {
  laneAddAndSubtract(sum, difference, a, b);
  laneAddAndSubtract(sum + LANE_BYTES, difference + LANE_BYTES, a + LANE_BYTES, b + LANE_BYTES);
}

function laneAddAndSubtract(sum: usize, difference: usize, a: usize, b: usize): void {
  const f0 = load<i32>(a, 0);
  const g0 = load<i32>(b, 0);
  store<i32>(sum, f0 + g0, 0);
  store<i32>(difference, f0 - g0, 0);
  const f1 = load<i32>(a, 4);
  const g1 = load<i32>(b, 4);
  store<i32>(sum, f1 + g1, 4);
  store<i32>(difference, f1 - g1, 4);
  const f2 = load<i32>(a, 8);
  const g2 = load<i32>(b, 8);
  store<i32>(sum, f2 + g2, 8);
  store<i32>(difference, f2 - g2, 8);
  const f3 = load<i32>(a, 12);
  const g3 = load<i32>(b, 12);
  store<i32>(sum, f3 + g3, 12);
  store<i32>(difference, f3 - g3, 12);
  const f4 = load<i32>(a, 16);
  const g4 = load<i32>(b, 16);
  store<i32>(sum, f4 + g4, 16);
  store<i32>(difference, f4 - g4, 16);
  const f5 = load<i32>(a, 20);
  const g5 = load<i32>(b, 20);
  store<i32>(sum, f5 + g5, 20);
  store<i32>(difference, f5 - g5, 20);
  const f6 = load<i32>(a, 24);
  const g6 = load<i32>(b, 24);
  store<i32>(sum, f6 + g6, 24);
  store<i32>(difference, f6 - g6, 24);
  const f7 = load<i32>(a, 28);
  const g7 = load<i32>(b, 28);
  store<i32>(sum, f7 + g7, 28);
  store<i32>(difference, f7 - g7, 28);
  const f8 = load<i32>(a, 32);
  const g8 = load<i32>(b, 32);
  store<i32>(sum, f8 + g8, 32);
  store<i32>(difference, f8 - g8, 32);
  const f9 = load<i32>(a, 36);
  const g9 = load<i32>(b, 36);
  store<i32>(sum, f9 + g9, 36);
  store<i32>(difference, f9 - g9, 36);
  expectUnits(sum, 4);
  expectUnits(difference, 4);
}

/** out = a + 2 * b. Gives as many units as a and twice b have; 4 at most. */
export function addTwice(out: usize, a: usize, b: usize): void {
  laneAddTwice(out, a, b);
  laneAddTwice(out + LANE_BYTES, a + LANE_BYTES, b + LANE_BYTES);
}

function laneAddTwice(out: usize, a: usize, b: usize): void {
  store<i32>(out, load<i32>(a, 0) + 2 * load<i32>(b, 0), 0);
  store<i32>(out, load<i32>(a, 4) + 2 * load<i32>(b, 4), 4);
  store<i32>(out, load<i32>(a, 8) + 2 * load<i32>(b, 8), 8);
  store<i32>(out, load<i32>(a, 12) + 2 * load<i32>(b, 12), 12);
  store<i32>(out, load<i32>(a, 16) + 2 * load<i32>(b, 16), 16);
  store<i32>(out, load<i32>(a, 20) + 2 * load<i32>(b, 20), 20);
  store<i32>(out, load<i32>(a, 24) + 2 * load<i32>(b, 24), 24);
  store<i32>(out, load<i32>(a, 28) + 2 * load<i32>(b, 28), 28);
  store<i32>(out, load<i32>(a, 32) + 2 * load<i32>(b, 32), 32);
  store<i32>(out, load<i32>(a, 36) + 2 * load<i32>(b, 36), 36);
  expectUnits(out, 4);
}

/** out = -a. Gives as many units as it takes. */
export function negate(out: usize, a: usize): void {
  for (let k: usize = 0; k < FIELD_BYTES; k += 4) store<i32>(out + k, -load<i32>(a + k));
}

/** Does nothing: every product takes 4 units, and no element has more. What has 1 unit in lanes has up to 3 here. */
export function narrow(a: usize): void {}

/** out = lane 0 of a and lane 1 of b, those in `negated` (bit 0 is lane 0) with their sign turned. As many units as either. */
export function pick(out: usize, a: usize, b: usize, negated: i32): void {
  join(out, a, b + LANE_BYTES, negated);
}

/** Writes a's lane 0 or 1 over that of out. */
export function putLane(out: usize, a: usize, lane: usize): void {
  memory.copy(out + LANE_BYTES * lane, a + LANE_BYTES * lane, LANE_BYTES);
}

/** Writes a lane of a as an element by itself: LANE_BYTES. */
export function split(out: usize, a: usize, lane: usize): void {
  memory.copy(out, a + LANE_BYTES * lane, LANE_BYTES);
}

/** out = the pair of two elements by themselves, those in `negated` (bit 0 is lane 0) with their sign turned. */
export function join(out: usize, first: usize, second: usize, negated: i32): void {
  memory.copy(out, first, LANE_BYTES);
  memory.copy(out + LANE_BYTES, second, LANE_BYTES);
  if (negated & 1) laneNegate(out);
  if (negated & 2) laneNegate(out + LANE_BYTES);
}

function laneNegate(a: usize): void {
  for (let k: usize = 0; k < LANE_BYTES; k += 4) store<i32>(a + k, -load<i32>(a + k));
}

/** out = a, limb by limb. */
export function copy(out: usize, a: usize): void {
  memory.copy(out, a, FIELD_BYTES);
}

/** out = number, which must be less than 2^25: 1 unit. */
export function setSmall(out: usize, number: i32): void {
  laneSetSmall(out, number);
  laneSetSmall(out + LANE_BYTES, number);
}

function laneSetSmall(out: usize, number: i32): void {
  memory.fill(out, 0, LANE_BYTES);
  store<i32>(out, number);
  expectUnits(out, 1);
}

/** out = the number below 2^255 in the 32 little-endian bytes at `bytes`; bit 255 is left out. Gives 2 units. */
export function fromBytes(out: usize, bytes: usize): void {
  laneFromBytes(out, bytes);
  laneFromBytes(out + LANE_BYTES, bytes + 32);
}

function laneFromBytes(out: usize, bytes: usize): void {
  const w0 = load<u64>(bytes, 0);
  const w1 = load<u64>(bytes, 8);
  const w2 = load<u64>(bytes, 16);
  const w3 = load<u64>(bytes, 24);
  const even: u64 = (1 << 26) - 1;
  const odd: u64 = (1 << 25) - 1;
  store<i32>(out, (w0 & even) as i32, 0);
  store<i32>(out, ((w0 >> 26) & odd) as i32, 4);
  store<i32>(out, (((w0 >> 51) | (w1 << 13)) & even) as i32, 8);
  store<i32>(out, ((w1 >> 13) & odd) as i32, 12);
  store<i32>(out, (w1 >> 38) as i32, 16);
  store<i32>(out, (w2 & odd) as i32, 20);
  store<i32>(out, ((w2 >> 25) & even) as i32, 24);
  store<i32>(out, (((w2 >> 51) | (w3 << 13)) & odd) as i32, 28);
  store<i32>(out, ((w3 >> 12) & even) as i32, 32);
  store<i32>(out, ((w3 >> 38) & odd) as i32, 36);
  expectUnits(out, 2);
}

/** The limbs of `toBytes` while they are made unique. */
const LIMBS: usize = memory.data(40, 16);

/**
 * Writes the one number in 0..p-1 that a is modulo p, as 32 little-endian bytes at `bytes`. Takes up to 4 units.
 *
 * The first round of carries leaves every limb in its range and adds 19 times the carry out, at least -4 * 19, to the
 * lowest: the number is in -76..2^255+76. The second leaves it in 0..2^255: if it borrows, what it leaves is near
 * 2^255, and if it carries, near 0, so adding or taking 19 cannot leave the range again. It is then p or more exactly
 * when 19 more would reach 2^255.
 */
export function toBytes(bytes: usize, a: usize): void {
  laneToBytes(bytes, a);
  laneToBytes(bytes + 32, a + LANE_BYTES);
}

function laneToBytes(bytes: usize, a: usize): void {
  expectUnits(a, 4);
  memory.copy(LIMBS, a, LANE_BYTES);
  const first = carryFloor(0);
  const second = carryFloor(19 * first);
  addToLowest(19 * second);
  const excess = reaches(19);
  carryFloor(19 * excess);
  store<u64>(bytes, limb(0) | (limb(1) << 26) | (limb(2) << 51), 0);
  store<u64>(bytes, (limb(2) >> 13) | (limb(3) << 13) | (limb(4) << 38), 8);
  store<u64>(bytes, limb(5) | (limb(6) << 25) | (limb(7) << 51), 16);
  store<u64>(bytes, (limb(7) >> 13) | (limb(8) << 12) | (limb(9) << 38), 24);
}

function limb(k: usize): u64 {
  return load<i32>(LIMBS + 4 * k) as u64;
}

function widthOf(k: i32): i32 {
  return k & 1 ? 25 : 26;
}

function addToLowest(addend: i32): void {
  store<i32>(LIMBS, load<i32>(LIMBS) + addend);
}

/** Adds to the lowest limb, brings every limb into 0..2^width-1, and returns the carry out of bit 255. */
function carryFloor(addend: i32): i32 {
  let carry = addend;
  for (let k = 0; k < 10; k++) {
    const at = LIMBS + 4 * k;
    const sum = load<i32>(at) + carry;
    carry = sum >> widthOf(k);
    store<i32>(at, sum - (carry << widthOf(k)));
  }
  return carry;
}

/** 1 if the limbs, each in its range but perhaps the lowest, reach 2^255 with the addend, else 0. */
function reaches(addend: i32): i32 {
  let carry = addend;
  for (let k = 0; k < 10; k++) carry = (load<i32>(LIMBS + 4 * k) + carry) >> widthOf(k);
  return carry;
}

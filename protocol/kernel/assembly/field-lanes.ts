/**
 * RFC 8032 5.1, the field of p = 2^255 - 19 elements, two of them at a time, for public data only: it runs in variable
 * time.
 *
 * A pair of elements is five vectors at an address, of two lanes each: limb k of lane 0 and of lane 1, whole numbers held
 * as doubles, limb k counting 2^(51 k). Elements are not unique: p can be added, and a limb need not be reduced.
 *
 * A product of limbs is exact in two fused multiply-adds (Emmart, "Faster modular exponentiation using double precision
 * floating point arithmetic on the GPU"). Near 1.5 * 2^103 doubles are 2^51 apart, so there a * b is rounded to r * 2^51,
 * and the rest a * b - r * 2^51, at most 2^50 in absolute value, is exact near 1.5 * 2^52, where doubles are 1 apart.
 * The bits of either, read as an integer, are r and the rest, and those of the constant: columns of a product are added as
 * integers, and the constants taken out once for each column.
 *
 * SOUNDNESS. 1. The multiply-add must be fused, which relaxed SIMD leaves to the machine. Where it is not, products are
 * wrong; the self-test finds it and the scalar kernel takes over.
 * 2. Of an element of u units each limb is at most u * (2^50 + 2^10) in absolute value. Factors of u and v units need
 * u * v < 4: then |a * b| < 2^102 and its sum with 1.5 * 2^103 stays where doubles are 2^51 apart. 2 by 2 is too much, and
 * random inputs never show it. Every call says the units that it gives. A build with BOUNDS=1 keeps account of the units of
 * every element, by what was done to it and not by what its limbs happen to be, and traps where a product takes too many.
 */

/** The length of a pair of elements. */
export const FIELD_BYTES: usize = 80;

/** The length of one element by itself: five doubles. */
export const LANE_BYTES: usize = 40;

const UNIT: f64 = 1125899906843648.0; // 2^50 + 2^10

/** In the build that keeps account: how far behind an element its units stand, as a byte. */
const ACCOUNT: usize = 4194304;

/** What the account says of an element; 0 where none is kept. */
function unitsOf(a: usize): i32 {
  return BOUNDS ? (load<u8>(a + ACCOUNT) as i32) : 0;
}

/** Enters an element in the account, and traps unless its limbs are within those units. */
export function declareUnits(a: usize, units: i32): void {
  // 1 or 0, a constant that the compiler is given on its command line.
  if (BOUNDS) {
    if (units > 4) unreachable();
    store<u8>(a + ACCOUNT, units as u8);
    for (let k: usize = 0; k < FIELD_BYTES; k += 8) {
      if (!(abs(load<f64>(a + k)) <= (units as f64) * UNIT)) unreachable();
    }
  }
}

/** Traps, in the build that keeps account, unless the units of two factors multiply to less than 4. */
function expectFactors(a: usize, b: usize): void {
  if (BOUNDS) {
    if (unitsOf(a) * unitsOf(b) >= 4) unreachable();
    declareUnits(a, unitsOf(a));
    declareUnits(b, unitsOf(b));
  }
}

/* Constants stand in memory, the same in both lanes: V8 makes those of the code anew wherever they are used. */

const HIGH: usize = memory.data<u64>([0x4668000000000000, 0x4668000000000000]); // the bits of 1.5 * 2^103
const HIGH_AND_LOW: usize = memory.data<u64>([0x4668000000000003, 0x4668000000000003]); // of 1.5 * 2^103 + 1.5 * 2^52
const LIMB_MASK: usize = memory.data<u64>([0x0007ffffffffffff, 0x0007ffffffffffff]); // 2^51 - 1
const NINETEEN: usize = memory.data<u64>([19, 19]);
const TWO_52: usize = memory.data<u64>([0x4330000000000000, 0x4330000000000000]); // the bits of 2^52
/** What a reduced limb is too much by: 2^52, half a limb, and the bias of the carry, which limb 0 takes 19 times. */
const EXCESS: usize = memory.data<f64>([5629499534214144.0, 5629499534214144.0]); // 2^52 + 2^50 + 2^10
const EXCESS_0: usize = memory.data<f64>([5629499534232576.0, 5629499534232576.0]); // 2^52 + 2^50 + 19 * 2^10
const LIMB_DOWN: usize = memory.data<f64>([4.440892098500626e-16, 4.440892098500626e-16]); // 2^-51
const LIMB_ROUND: usize = memory.data<f64>([8.43769498715119e-15, 8.43769498715119e-15]); // 19 * 2^-51

/** For each of the five columns of a product, and of a square, what is to be added to the bits gathered in it. */
const PRODUCT: usize = memory.data(80, 16);
const SQUARE: usize = memory.data(80, 16);

/** Computes the constants of the columns; to be called before anything else. */
export function prepareField(): void {
  for (let k = 0; k < 5; k++) {
    storeColumn(PRODUCT, k, k + 1, k, 4 - k, 5 - k);
    // Of a square a_i * a_j and a_j * a_i are one product.
    storeColumn(SQUARE, k, (k + 2) >> 1, (k + 1) >> 1, (5 - k) >> 1, (6 - k) >> 1);
  }
}

/**
 * Column k gathers so many low and high parts, and column k + 5, which counts 19 times here, so many. The bias makes
 * every sum positive for the carry, 2^61 being 2^10 carries, and rounds it to the nearest.
 */
function storeColumn(columns: usize, k: usize, low: u64, high: u64, lowAbove: u64, highAbove: u64): void {
  const bitsOfHigh = load<u64>(HIGH);
  const bitsOfLow: u64 = 0x4338000000000000; // of 1.5 * 2^52
  const bias: u64 = (1 << 61) + (1 << 50);
  const column = bias - (low + 19 * lowAbove) * bitsOfLow - (high + 19 * highAbove) * bitsOfHigh;
  store<u64>(columns + 16 * k, column, 0);
  store<u64>(columns + 16 * k, column, 8);
}

/* A product holds both its constants in variables: that leaves them registers, and a processor reads less. */

@inline
function highPart(a: v128, b: v128, constant: v128): v128 {
  return f64x2.relaxed_madd(a, b, constant);
}

@inline
function lowPart(a: v128, b: v128, high: v128, constants: v128): v128 {
  return f64x2.relaxed_madd(a, b, f64x2.sub(constants, high));
}

/** Column k and 19 times column k + 5, without the constants. */
@inline
function fold(constant: usize, h: v128, above: v128): v128 {
  return i64x2.add(i64x2.add(h, v128.load(constant)), times19(above));
}

@inline
function times19(a: v128): v128 {
  return i64x2.add(i64x2.add(a, i64x2.shl(a, 1)), i64x2.shl(a, 4));
}

/** 19 times a carry, which is less than 2^13: one multiplication of its lowest 16 bits, the others being 0. */
@inline
function carry19(carry: v128): v128 {
  return i32x4.dot_i16x8_s(carry, v128.load(NINETEEN));
}

/** The double that a column leaves, with the carry out of the one before. */
@inline
function reducedLimb(h: v128, carry: v128, excess: usize): v128 {
  const sum = i64x2.add(v128.and(h, v128.load(LIMB_MASK)), carry);
  return f64x2.sub(i64x2.add(sum, v128.load(TWO_52)), v128.load(excess));
}

/**
 * Stores the columns of a product as an element of 1 unit.
 *
 * A low part is at most 2^50 and a high part 2^51. Column 0 is the heaviest, with 19 times the four low and five high
 * parts of column 5: at most (1 + 19 * (4 + 5 * 2)) * 2^50 = 267 * 2^50 < 2^59, so with the bias it is positive and the
 * carry, less its own bias, at most 134. All columns carry at once, and once: of column 4, at most
 * (5 + 4 * 2 + 19 * 2) * 2^50, the carry is at most 26, and 19 times that, 494, is the most that a limb takes beyond 2^50.
 */
function storeReduced(
  out: usize,
  constants: usize,
  h0: v128,
  h1: v128,
  h2: v128,
  h3: v128,
  h4: v128,
  h5: v128,
  h6: v128,
  h7: v128,
  h8: v128,
  h9: v128,
): void {
  h4 = fold(constants + 64, h4, h9);
  h0 = fold(constants, h0, h5);
  v128.store(out, reducedLimb(h0, carry19(i64x2.shr_u(h4, 51)), EXCESS_0), 0);
  h1 = fold(constants + 16, h1, h6);
  v128.store(out, reducedLimb(h1, i64x2.shr_u(h0, 51), EXCESS), 16);
  h2 = fold(constants + 32, h2, h7);
  v128.store(out, reducedLimb(h2, i64x2.shr_u(h1, 51), EXCESS), 32);
  h3 = fold(constants + 48, h3, h8);
  v128.store(out, reducedLimb(h3, i64x2.shr_u(h2, 51), EXCESS), 48);
  v128.store(out, reducedLimb(h4, i64x2.shr_u(h3, 51), EXCESS), 64);
  declareUnits(out, 1);
}

/** out = a * b. Takes units that multiply to less than 4, gives 1. */
export function multiply(out: usize, a: usize, b: usize): void {
  expectFactors(a, b);
  const ofHigh = v128.load(HIGH);
  const ofBoth = v128.load(HIGH_AND_LOW);
  const f0 = v128.load(a, 0);
  const f1 = v128.load(a, 16);
  const f2 = v128.load(a, 32);
  const f3 = v128.load(a, 48);
  const f4 = v128.load(a, 64);
  const g0 = v128.load(b, 0);
  const g1 = v128.load(b, 16);
  const g2 = v128.load(b, 32);
  const g3 = v128.load(b, 48);
  const g4 = v128.load(b, 64);
  let high: v128;
  high = highPart(f0, g0, ofHigh);
  let h0 = lowPart(f0, g0, high, ofBoth);
  let h1 = high;
  high = highPart(f0, g1, ofHigh);
  h1 = i64x2.add(h1, lowPart(f0, g1, high, ofBoth));
  let h2 = high;
  high = highPart(f1, g0, ofHigh);
  h1 = i64x2.add(h1, lowPart(f1, g0, high, ofBoth));
  h2 = i64x2.add(h2, high);
  high = highPart(f0, g2, ofHigh);
  h2 = i64x2.add(h2, lowPart(f0, g2, high, ofBoth));
  let h3 = high;
  high = highPart(f1, g1, ofHigh);
  h2 = i64x2.add(h2, lowPart(f1, g1, high, ofBoth));
  h3 = i64x2.add(h3, high);
  high = highPart(f2, g0, ofHigh);
  h2 = i64x2.add(h2, lowPart(f2, g0, high, ofBoth));
  h3 = i64x2.add(h3, high);
  high = highPart(f0, g3, ofHigh);
  h3 = i64x2.add(h3, lowPart(f0, g3, high, ofBoth));
  let h4 = high;
  high = highPart(f1, g2, ofHigh);
  h3 = i64x2.add(h3, lowPart(f1, g2, high, ofBoth));
  h4 = i64x2.add(h4, high);
  high = highPart(f2, g1, ofHigh);
  h3 = i64x2.add(h3, lowPart(f2, g1, high, ofBoth));
  h4 = i64x2.add(h4, high);
  high = highPart(f3, g0, ofHigh);
  h3 = i64x2.add(h3, lowPart(f3, g0, high, ofBoth));
  h4 = i64x2.add(h4, high);
  high = highPart(f0, g4, ofHigh);
  h4 = i64x2.add(h4, lowPart(f0, g4, high, ofBoth));
  let h5 = high;
  high = highPart(f1, g3, ofHigh);
  h4 = i64x2.add(h4, lowPart(f1, g3, high, ofBoth));
  h5 = i64x2.add(h5, high);
  high = highPart(f2, g2, ofHigh);
  h4 = i64x2.add(h4, lowPart(f2, g2, high, ofBoth));
  h5 = i64x2.add(h5, high);
  high = highPart(f3, g1, ofHigh);
  h4 = i64x2.add(h4, lowPart(f3, g1, high, ofBoth));
  h5 = i64x2.add(h5, high);
  high = highPart(f4, g0, ofHigh);
  h4 = i64x2.add(h4, lowPart(f4, g0, high, ofBoth));
  h5 = i64x2.add(h5, high);
  high = highPart(f1, g4, ofHigh);
  h5 = i64x2.add(h5, lowPart(f1, g4, high, ofBoth));
  let h6 = high;
  high = highPart(f2, g3, ofHigh);
  h5 = i64x2.add(h5, lowPart(f2, g3, high, ofBoth));
  h6 = i64x2.add(h6, high);
  high = highPart(f3, g2, ofHigh);
  h5 = i64x2.add(h5, lowPart(f3, g2, high, ofBoth));
  h6 = i64x2.add(h6, high);
  high = highPart(f4, g1, ofHigh);
  h5 = i64x2.add(h5, lowPart(f4, g1, high, ofBoth));
  h6 = i64x2.add(h6, high);
  high = highPart(f2, g4, ofHigh);
  h6 = i64x2.add(h6, lowPart(f2, g4, high, ofBoth));
  let h7 = high;
  high = highPart(f3, g3, ofHigh);
  h6 = i64x2.add(h6, lowPart(f3, g3, high, ofBoth));
  h7 = i64x2.add(h7, high);
  high = highPart(f4, g2, ofHigh);
  h6 = i64x2.add(h6, lowPart(f4, g2, high, ofBoth));
  h7 = i64x2.add(h7, high);
  high = highPart(f3, g4, ofHigh);
  h7 = i64x2.add(h7, lowPart(f3, g4, high, ofBoth));
  let h8 = high;
  high = highPart(f4, g3, ofHigh);
  h7 = i64x2.add(h7, lowPart(f4, g3, high, ofBoth));
  h8 = i64x2.add(h8, high);
  high = highPart(f4, g4, ofHigh);
  h8 = i64x2.add(h8, lowPart(f4, g4, high, ofBoth));
  let h9 = high;
  storeReduced(out, PRODUCT, h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
}

/** out = a * a. Takes 1 unit, gives 1. */
export function square(out: usize, a: usize): void {
  // Twice a limb times a limb: 2 units by 1.
  if (BOUNDS) {
    if (unitsOf(a) > 1) unreachable();
    declareUnits(a, unitsOf(a));
  }
  const ofHigh = v128.load(HIGH);
  const ofBoth = v128.load(HIGH_AND_LOW);
  const f0 = v128.load(a, 0);
  const f1 = v128.load(a, 16);
  const f2 = v128.load(a, 32);
  const f3 = v128.load(a, 48);
  const f4 = v128.load(a, 64);
  const d0 = f64x2.add(f0, f0);
  const d1 = f64x2.add(f1, f1);
  const d2 = f64x2.add(f2, f2);
  const d3 = f64x2.add(f3, f3);
  let high: v128;
  high = highPart(f0, f0, ofHigh);
  let h0 = lowPart(f0, f0, high, ofBoth);
  let h1 = high;
  high = highPart(d0, f1, ofHigh);
  h1 = i64x2.add(h1, lowPart(d0, f1, high, ofBoth));
  let h2 = high;
  high = highPart(d0, f2, ofHigh);
  h2 = i64x2.add(h2, lowPart(d0, f2, high, ofBoth));
  let h3 = high;
  high = highPart(f1, f1, ofHigh);
  h2 = i64x2.add(h2, lowPart(f1, f1, high, ofBoth));
  h3 = i64x2.add(h3, high);
  high = highPart(d0, f3, ofHigh);
  h3 = i64x2.add(h3, lowPart(d0, f3, high, ofBoth));
  let h4 = high;
  high = highPart(d1, f2, ofHigh);
  h3 = i64x2.add(h3, lowPart(d1, f2, high, ofBoth));
  h4 = i64x2.add(h4, high);
  high = highPart(d0, f4, ofHigh);
  h4 = i64x2.add(h4, lowPart(d0, f4, high, ofBoth));
  let h5 = high;
  high = highPart(d1, f3, ofHigh);
  h4 = i64x2.add(h4, lowPart(d1, f3, high, ofBoth));
  h5 = i64x2.add(h5, high);
  high = highPart(f2, f2, ofHigh);
  h4 = i64x2.add(h4, lowPart(f2, f2, high, ofBoth));
  h5 = i64x2.add(h5, high);
  high = highPart(d1, f4, ofHigh);
  h5 = i64x2.add(h5, lowPart(d1, f4, high, ofBoth));
  let h6 = high;
  high = highPart(d2, f3, ofHigh);
  h5 = i64x2.add(h5, lowPart(d2, f3, high, ofBoth));
  h6 = i64x2.add(h6, high);
  high = highPart(d2, f4, ofHigh);
  h6 = i64x2.add(h6, lowPart(d2, f4, high, ofBoth));
  let h7 = high;
  high = highPart(f3, f3, ofHigh);
  h6 = i64x2.add(h6, lowPart(f3, f3, high, ofBoth));
  h7 = i64x2.add(h7, high);
  high = highPart(d3, f4, ofHigh);
  h7 = i64x2.add(h7, lowPart(d3, f4, high, ofBoth));
  let h8 = high;
  high = highPart(f4, f4, ofHigh);
  h8 = i64x2.add(h8, lowPart(f4, f4, high, ofBoth));
  let h9 = high;
  storeReduced(out, SQUARE, h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
}

/** out = a + b. Gives as many units as it takes in all; 4 at most. */
export function add(out: usize, a: usize, b: usize): void {
  const units = unitsOf(a) + unitsOf(b);
  v128.store(out, f64x2.add(v128.load(a, 0), v128.load(b, 0)), 0);
  v128.store(out, f64x2.add(v128.load(a, 16), v128.load(b, 16)), 16);
  v128.store(out, f64x2.add(v128.load(a, 32), v128.load(b, 32)), 32);
  v128.store(out, f64x2.add(v128.load(a, 48), v128.load(b, 48)), 48);
  v128.store(out, f64x2.add(v128.load(a, 64), v128.load(b, 64)), 64);
  declareUnits(out, units);
}

/** out = a - b. Gives as many units as it takes in all; 4 at most. */
export function subtract(out: usize, a: usize, b: usize): void {
  const units = unitsOf(a) + unitsOf(b);
  v128.store(out, f64x2.sub(v128.load(a, 0), v128.load(b, 0)), 0);
  v128.store(out, f64x2.sub(v128.load(a, 16), v128.load(b, 16)), 16);
  v128.store(out, f64x2.sub(v128.load(a, 32), v128.load(b, 32)), 32);
  v128.store(out, f64x2.sub(v128.load(a, 48), v128.load(b, 48)), 48);
  v128.store(out, f64x2.sub(v128.load(a, 64), v128.load(b, 64)), 64);
  declareUnits(out, units);
}

/** sum = a + b and difference = a - b, which may lie over a and b. Either gives as many units as it takes in all; 4 at most. */
export function addAndSubtract(sum: usize, difference: usize, a: usize, b: usize): void {
  const units = unitsOf(a) + unitsOf(b);
  for (let k: usize = 0; k < FIELD_BYTES; k += 16) {
    const f = v128.load(a + k);
    const g = v128.load(b + k);
    v128.store(sum + k, f64x2.add(f, g));
    v128.store(difference + k, f64x2.sub(f, g));
  }
  declareUnits(sum, units);
  declareUnits(difference, units);
}

/** out = a + 2 * b. Gives as many units as a and twice b have; 4 at most. */
export function addTwice(out: usize, a: usize, b: usize): void {
  const units = unitsOf(a) + 2 * unitsOf(b);
  for (let k: usize = 0; k < FIELD_BYTES; k += 16) {
    const g = v128.load(b + k);
    v128.store(out + k, f64x2.add(v128.load(a + k), f64x2.add(g, g)));
  }
  declareUnits(out, units);
}

/**
 * Reduces a, in its place, from up to 4 units to 1. Adding 1.5 * 2^103 and taking it away rounds a limb to a multiple of
 * 2^51, at most 2 of them; what is left is at most 2^50, and takes 19 * 2 at most.
 */
export function narrow(a: usize): void {
  if (BOUNDS) declareUnits(a, unitsOf(a));
  storeNarrowed(a, v128.load(a, 0), v128.load(a, 16), v128.load(a, 32), v128.load(a, 48), v128.load(a, 64));
}

@inline
function storeNarrowed(out: usize, f0: v128, f1: v128, f2: v128, f3: v128, f4: v128): void {
  const ofHigh = v128.load(HIGH);
  const down = v128.load(LIMB_DOWN);
  const c0 = rounded(f0, ofHigh);
  const c1 = rounded(f1, ofHigh);
  const c2 = rounded(f2, ofHigh);
  const c3 = rounded(f3, ofHigh);
  const c4 = rounded(f4, ofHigh);
  // These multiply-adds are exact either way, fused or not: a factor is a power of 2, or the product small.
  v128.store(out, f64x2.relaxed_madd(c4, v128.load(LIMB_ROUND), f64x2.sub(f0, c0)), 0);
  v128.store(out, f64x2.relaxed_madd(c0, down, f64x2.sub(f1, c1)), 16);
  v128.store(out, f64x2.relaxed_madd(c1, down, f64x2.sub(f2, c2)), 32);
  v128.store(out, f64x2.relaxed_madd(c2, down, f64x2.sub(f3, c3)), 48);
  v128.store(out, f64x2.relaxed_madd(c3, down, f64x2.sub(f4, c4)), 64);
  declareUnits(out, 1);
}

/** The nearest multiple of 2^51. */
@inline
function rounded(limb: v128, ofHigh: v128): v128 {
  return f64x2.sub(f64x2.add(limb, ofHigh), ofHigh);
}

/** out = -a. Gives as many units as it takes. */
export function negate(out: usize, a: usize): void {
  const units = unitsOf(a);
  for (let k: usize = 0; k < FIELD_BYTES; k += 16) v128.store(out + k, f64x2.neg(v128.load(a + k)));
  declareUnits(out, units);
}

/** out = a, limb by limb. */
export function copy(out: usize, a: usize): void {
  const units = unitsOf(a);
  v128.store(out, v128.load(a, 0), 0);
  v128.store(out, v128.load(a, 16), 16);
  v128.store(out, v128.load(a, 32), 32);
  v128.store(out, v128.load(a, 48), 48);
  v128.store(out, v128.load(a, 64), 64);
  declareUnits(out, units);
}

/** out = number, which must be less than 2^25, in both lanes: 1 unit. */
export function setSmall(out: usize, number: i32): void {
  memory.fill(out, 0, FIELD_BYTES);
  store<f64>(out, number as f64, 0);
  store<f64>(out, number as f64, 8);
  declareUnits(out, 1);
}

/** Which sign bits are turned, for the lanes 0, 1, 2 (the second) and 3 (both). */
const SIGNS: usize = memory.data<u64>([
  0, 0, 0x8000000000000000, 0, 0, 0x8000000000000000, 0x8000000000000000, 0x8000000000000000,
]);

/** out = lane 0 of a and lane 1 of b, those in `negated` (bit 0 is lane 0) with their sign turned. As many units as either. */
export function pick(out: usize, a: usize, b: usize, negated: i32): void {
  const units = max(unitsOf(a), unitsOf(b));
  const signs = v128.load(SIGNS + 16 * negated);
  for (let k: usize = 0; k < FIELD_BYTES; k += 16) {
    const both = v128.shuffle<f64>(v128.load(a + k), v128.load(b + k), 0, 3);
    v128.store(out + k, v128.xor(both, signs));
  }
  declareUnits(out, units);
}

/** Writes a's lane 0 or 1 over that of out. a has 1 unit, and so has out. */
export function putLane(out: usize, a: usize, lane: usize): void {
  if (BOUNDS && max(unitsOf(a), unitsOf(out)) > 1) unreachable();
  for (let k: usize = 8 * lane; k < FIELD_BYTES; k += 16) store<f64>(out + k, load<f64>(a + k));
  declareUnits(out, 1);
}

/** Writes a lane of a, of 1 unit, as an element by itself: LANE_BYTES. */
export function split(out: usize, a: usize, lane: usize): void {
  if (BOUNDS && unitsOf(a) > 1) unreachable();
  for (let k: usize = 0; k < LANE_BYTES; k += 8) store<f64>(out + k, load<f64>(a + 2 * k + 8 * lane));
}

/** out = the pair of two elements by themselves, those in `negated` (bit 0 is lane 0) with their sign turned. Gives 1 unit. */
export function join(out: usize, first: usize, second: usize, negated: i32): void {
  const signs = v128.load(SIGNS + 16 * negated);
  joinLimb(out, first, second, signs);
  joinLimb(out + 16, first + 8, second + 8, signs);
  joinLimb(out + 32, first + 16, second + 16, signs);
  joinLimb(out + 48, first + 24, second + 24, signs);
  joinLimb(out + 64, first + 32, second + 32, signs);
  declareUnits(out, 1);
}

@inline
function joinLimb(out: usize, first: usize, second: usize, signs: v128): void {
  v128.store(out, v128.xor(v128.load_lane<u64>(second, v128.load_zero<u64>(first), 1), signs));
}

/** out = the numbers below 2^255 in the twice 32 little-endian bytes at `bytes`; bit 255 is left out. Gives 2 units. */
export function fromBytes(out: usize, bytes: usize): void {
  laneFromBytes(out, bytes);
  laneFromBytes(out + 8, bytes + 32);
  declareUnits(out, 2);
}

function laneFromBytes(out: usize, bytes: usize): void {
  const w0 = load<u64>(bytes, 0);
  const w1 = load<u64>(bytes, 8);
  const w2 = load<u64>(bytes, 16);
  const w3 = load<u64>(bytes, 24);
  const mask: u64 = (1 << 51) - 1;
  store<f64>(out, (w0 & mask) as f64, 0);
  store<f64>(out, (((w0 >> 51) | (w1 << 13)) & mask) as f64, 16);
  store<f64>(out, (((w1 >> 38) | (w2 << 26)) & mask) as f64, 32);
  store<f64>(out, (((w2 >> 25) | (w3 << 39)) & mask) as f64, 48);
  store<f64>(out, ((w3 >> 12) & mask) as f64, 64);
}

/** The limbs of a lane in `toBytes` while they are made unique: five integers. */
const LIMBS: usize = memory.data(40, 16);

/**
 * Writes the one number in 0..p-1 that each lane of a is modulo p, as 32 little-endian bytes each at `bytes`. Takes up to
 * 4 units.
 *
 * The first round of carries leaves every limb in its range and adds 19 times the carry out, at least -3 * 19, to the
 * lowest: the number is in -57..2^255+57. The second leaves it in 0..2^255: if it borrows, what it leaves is near
 * 2^255, and if it carries, near 0, so adding or taking 19 cannot leave the range again. It is then p or more exactly
 * when 19 more would reach 2^255.
 */
export function toBytes(bytes: usize, a: usize): void {
  if (BOUNDS) declareUnits(a, unitsOf(a));
  laneToBytes(bytes, a);
  laneToBytes(bytes + 32, a + 8);
}

function laneToBytes(bytes: usize, a: usize): void {
  for (let k: usize = 0; k < 5; k++) store<i64>(LIMBS + 8 * k, load<f64>(a + 16 * k) as i64);
  const first = carryFloor(0);
  const second = carryFloor(19 * first);
  store<i64>(LIMBS, load<i64>(LIMBS) + 19 * second);
  const excess = reaches(19);
  carryFloor(19 * excess);
  store<u64>(bytes, limb(0) | (limb(1) << 51), 0);
  store<u64>(bytes, (limb(1) >> 13) | (limb(2) << 38), 8);
  store<u64>(bytes, (limb(2) >> 26) | (limb(3) << 25), 16);
  store<u64>(bytes, (limb(3) >> 39) | (limb(4) << 12), 24);
}

function limb(k: usize): u64 {
  return load<u64>(LIMBS + 8 * k);
}

/** Adds to the lowest limb, brings every limb into 0..2^51-1, and returns the carry out of bit 255. */
function carryFloor(addend: i64): i64 {
  let carry = addend;
  for (let k: usize = 0; k < 5; k++) {
    const sum = load<i64>(LIMBS + 8 * k) + carry;
    carry = sum >> 51;
    store<i64>(LIMBS + 8 * k, sum - (carry << 51));
  }
  return carry;
}

/** 1 if the limbs, each in its range but perhaps the lowest, reach 2^255 with the addend, else 0. */
function reaches(addend: i64): i64 {
  let carry = addend;
  for (let k: usize = 0; k < 5; k++) carry = (load<i64>(LIMBS + 8 * k) + carry) >> 51;
  return carry;
}

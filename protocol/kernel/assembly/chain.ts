/**
 * Powers of one base, a point in each lane, by many scalars, the same in both lanes (Yao's method, right to left). One
 * chain of doublings P, 2P, 4P, ... serves all: a digit d of string s in place i drops 2^i P, or its inverse, into bucket
 * |d| of s, and in the end
 *   scalar_s P = 1 * bucket_1 + 3 * bucket_3 + ... + 15 * bucket_15.
 */
import { digitAt, hasDigit, lastPlace, MOST_STRINGS } from './digits';
import { addAddend, addPoint, copyPoint, double, POINT_BYTES, setIdentity, toAddend } from './point';

/** The odd sizes of a digit: 1, 3, ..., 15. */
const SIZES: i32 = 8;

/** Bucket |d| of string s is number 8 s + |d| >> 1. */
const BUCKETS: usize = memory.data(81920, 16);

/** Whether each bucket holds anything: the first point dropped is copied, not added. */
const FILLED: usize = memory.data(256, 16);

const POWER: usize = memory.data(320, 16);
const ADDEND: usize = memory.data(320, 16);

/** Fills the buckets of n strings of digits, at most MOST_STRINGS, from the base. */
export function runChain(base: usize, n: i32): void {
  memory.fill(FILLED, 0, SIZES * MOST_STRINGS);
  copyPoint(POWER, base, false);
  const last = lastPlace();
  for (let i = 0; i <= last; i++) {
    if (hasDigit(i)) dropAll(i, n);
    // T serves additions alone, so a doubling with none to follow need not compute it.
    if (i < last) double(POWER, POWER, hasDigit(i + 1));
  }
}

/** Drops 2^i P = POWER, whose T is there, where the digits of place i say. */
function dropAll(i: i32, n: i32): void {
  toAddend(ADDEND, POWER);
  for (let s = 0; s < n; s++) {
    const digit = digitAt(i, s);
    if (digit !== 0) drop(SIZES * s + (abs(digit) >> 1), digit < 0);
  }
}

function drop(bucket: i32, isNegated: bool): void {
  const point = BUCKETS + POINT_BYTES * bucket;
  if (load<u8>(FILLED + bucket)) {
    addAddend(point, ADDEND, isNegated);
  } else {
    store<u8>(FILLED + bucket, 1);
    copyPoint(point, POWER, isNegated);
  }
}

const SUM: usize = memory.data(320, 16);

/**
 * out = the base to scalar s, from its buckets b_0, ..., b_7 of sizes 1, 3, ..., 15: the sum of (2k + 1) b_k, which is
 * twice the sum of k b_k, and once the sum of all. Sums from the top down, added up, count b_k k times.
 */
export function collect(out: usize, s: i32): void {
  const largest = SIZES * s + SIZES - 1;
  if (load<u8>(FILLED + largest)) copyPoint(SUM, BUCKETS + POINT_BYTES * largest, false);
  else setIdentity(SUM);
  copyPoint(out, SUM, false);
  for (let k = SIZES - 2; k > 0; k--) {
    addBucket(SUM, SIZES * s + k);
    addPoint(out, SUM);
  }
  addBucket(SUM, SIZES * s);
  double(out, out, true);
  addPoint(out, SUM);
}

function addBucket(point: usize, bucket: i32): void {
  if (load<u8>(FILLED + bucket)) addPoint(point, BUCKETS + POINT_BYTES * bucket);
}

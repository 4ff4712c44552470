/**
 * What follows from the products and sums of a field, whichever it is: `./field` is `field-lanes.ts` in one module and
 * `field-scalar.ts` in the other (`build.ts` says which). Everything is done to both lanes of a pair. A set of lanes is a
 * number: bit 0 is lane 0, so 3 is both.
 */
import { copy, multiply, pick, square, toBytes } from './field';

/** Both lanes. */
export const BOTH: i32 = 3;

/** out = a^(2^times), for times >= 1. Takes 1 unit, gives 1. */
export function squareTimes(out: usize, a: usize, times: i32): void {
  square(out, a);
  for (let i = 1; i < times; i++) square(out, out);
}

const BYTES: usize = memory.data(64, 16);

/** The lanes in which a is 0 modulo p. Takes up to 4 units. */
export function zeroLanes(a: usize): i32 {
  toBytes(BYTES, a);
  return (isZeroAt(BYTES) ? 1 : 0) | (isZeroAt(BYTES + 32) ? 2 : 0);
}

function isZeroAt(bytes: usize): bool {
  return (load<u64>(bytes, 0) | load<u64>(bytes, 8) | load<u64>(bytes, 16) | load<u64>(bytes, 24)) === 0;
}

/** Belenios 5.2.1: the lanes in which a, as the number in 0..p-1, is odd. Takes up to 4 units. */
export function oddLanes(a: usize): i32 {
  toBytes(BYTES, a);
  return (load<u8>(BYTES) & 1) | ((load<u8>(BYTES, 32) & 1) << 1);
}

/** Writes a over those lanes of out. As many units as either. */
export function putLanes(out: usize, a: usize, lanes: i32): void {
  pick(out, lanes & 1 ? a : out, lanes & 2 ? a : out, 0);
}

/** z^(2^k - 1) for the k that the function below has come to, and a power of that. */
const RUN: usize = memory.data(80, 16);
const SHIFTED: usize = memory.data(80, 16);
const TEN: usize = memory.data(80, 16);
const FIFTY: usize = memory.data(80, 16);
const INPUT: usize = memory.data(80, 16);

/** RUN = z^(2^(k + more) - 1), when RUN = z^(2^k - 1) and `other` = z^(2^more - 1). */
function lengthen(other: usize, more: i32): void {
  squareTimes(SHIFTED, RUN, more);
  multiply(RUN, SHIFTED, other);
}

/** out = z^((p - 5) / 8) = z^(2^252 - 3). Takes 1 unit, gives 1. */
export function rootPower(out: usize, z: usize): void {
  copy(INPUT, z);
  copy(RUN, z);
  lengthen(INPUT, 1);
  lengthen(RUN, 2);
  lengthen(INPUT, 1);
  lengthen(RUN, 5);
  copy(TEN, RUN);
  lengthen(RUN, 10);
  lengthen(RUN, 20);
  lengthen(TEN, 10);
  copy(FIFTY, RUN);
  lengthen(RUN, 50);
  lengthen(RUN, 100);
  lengthen(FIFTY, 50);
  // 4 * (2^250 - 1) + 1 = 2^252 - 3
  squareTimes(RUN, RUN, 2);
  multiply(out, RUN, INPUT);
}

const CUBE: usize = memory.data(80, 16);

/** out = 1 / z, or 0 for 0: z^(p - 2), and p - 2 = 8 * (2^252 - 3) + 3. Takes 1 unit, gives 1. */
export function invert(out: usize, z: usize): void {
  square(CUBE, z);
  multiply(CUBE, CUBE, z);
  rootPower(out, z);
  squareTimes(out, out, 3);
  multiply(out, out, CUBE);
}

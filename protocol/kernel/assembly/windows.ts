/**
 * Products of a few powers, other bases and other scalars in each lane (Straus' method, left to right). The running product
 * doubles, so all bases share one chain of doublings; each has its multiples P, 2P, ..., 16P, and a scalar 51 digits in
 * -15..16, one for five doublings.
 */
import { addAddend, addPoint, copyPoint, double, pickAddend, POINT_BYTES, setIdentity, toAddend } from './point';
import { scalarAt } from './exchange';

/** The most pairs of bases that share a chain. */
export const MOST_POWERS: i32 = 16;

/** 5 * 51 = 255 bits hold a scalar below 2^253 and the carry of its highest digit. */
const DIGITS: i32 = 51;
const MULTIPLES: i32 = 16;

/** Multiples 0 to 16 of each base, ready to be added. */
const ROWS: usize = memory.data(87040, 16);
const ROW_BYTES: usize = 5440;

/** Digit i of scalar s is at 64 s + i: a signed byte. */
const STRINGS: usize = memory.data(2048, 16);

const POWER: usize = memory.data(320, 16);
const ADDEND: usize = memory.data(320, 16);

/** Makes pair s ready, from its bases and scalars 2s (lane 0) and 2s + 1 (lane 1). */
export function preparePowers(s: i32, bases: usize): void {
  const row = ROWS + ROW_BYTES * s;
  setIdentity(POWER);
  toAddend(row, POWER);
  copyPoint(POWER, bases, false);
  toAddend(row + POINT_BYTES, POWER);
  for (let k = 2; k <= MULTIPLES; k++) {
    addAddend(POWER, row + POINT_BYTES, false);
    toAddend(row + POINT_BYTES * k, POWER);
  }
  writeDigits(2 * s);
  writeDigits(2 * s + 1);
}

function writeDigits(s: i32): void {
  const scalar = scalarAt(s);
  let carry = 0;
  for (let i = 0; i < DIGITS; i++) {
    const byte = (5 * i) >> 3;
    const bits = (load<u8>(scalar + byte) as i32) | (byte < 31 ? (load<u8>(scalar + byte + 1) as i32) << 8 : 0);
    const rest = ((bits >> ((5 * i) & 7)) & 31) + carry;
    carry = rest > MULTIPLES ? 1 : 0;
    store<i8>(STRINGS + 64 * s + i, rest - 32 * carry);
  }
}

/** point = point + the sum of scalar_s * base_s over the n pairs that are ready, lane by lane. */
export function addPowers(point: usize, n: i32): void {
  setIdentity(POWER);
  for (let i = DIGITS - 1; i >= 0; i--) {
    for (let k = 0; k < 5; k++) double(POWER, POWER, k === 4);
    for (let s = 0; s < n; s++) addMultiple(i, s);
  }
  addPoint(point, POWER);
}

function addMultiple(i: i32, s: i32): void {
  const digit0 = load<i8>(STRINGS + 128 * s + i) as i32;
  const digit1 = load<i8>(STRINGS + 128 * s + 64 + i) as i32;
  if ((digit0 | digit1) === 0) return;
  const row = ROWS + ROW_BYTES * s;
  const negated = (digit0 < 0 ? 1 : 0) | (digit1 < 0 ? 2 : 0);
  pickAddend(ADDEND, row + POINT_BYTES * abs(digit0), row + POINT_BYTES * abs(digit1), negated);
  addAddend(POWER, ADDEND, false);
}

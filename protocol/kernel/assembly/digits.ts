/**
 * Digits of scalars. A scalar is 32 little-endian bytes, a number below 2^253.
 */

/** The most scalars that share one chain. */
export const MOST_STRINGS: i32 = 32;

/** The length of a string of digits. A number below 2^253 has a last digit in place 253 or before. */
const PLACES: i32 = 256;

/** Digit s of place i is at 32 i + s: a signed byte, 0 or odd in -15..15. */
const DIGITS: usize = memory.data(8192, 16);

export function clearDigits(): void {
  memory.fill(DIGITS, 0, PLACES * MOST_STRINGS);
}

/** Digit of string s in place i. */
export function digitAt(i: i32, s: i32): i32 {
  return load<i8>(DIGITS + MOST_STRINGS * i + s);
}

/** Whether a string has a digit other than 0 in place i. */
export function hasDigit(i: i32): bool {
  const row = DIGITS + MOST_STRINGS * i;
  return (load<u64>(row, 0) | load<u64>(row, 8) | load<u64>(row, 16) | load<u64>(row, 24)) !== 0;
}

/** The last place with a digit other than 0, or -1. */
export function lastPlace(): i32 {
  let i = PLACES - 1;
  while (i >= 0 && !hasDigit(i)) i--;
  return i;
}

/**
 * Writes the non-adjacent form of width 5 as string s: the sum of digit * 2^i is the scalar, and of five neighbouring
 * digits at most one is not 0. Wherever the rest is odd, its lowest five bits, read as a number in -15..15, are a
 * digit.
 */
export function writeNonAdjacent(s: i32, scalar: usize): void {
  let carry: u32 = 0;
  let i = 0;
  while (i < PLACES) {
    const window = bitsAt(scalar, i) + carry;
    if ((window & 1) === 0) {
      // The carry stays what it is: with it, the bits were 1 and become 0 and carry.
      i += ctz<u32>(window | 32);
      continue;
    }
    const low = window & 31;
    carry = low > 16 ? 1 : 0;
    store<i8>(DIGITS + MOST_STRINGS * i + s, low - 32 * carry);
    i += 5;
  }
}

/** Bits i to i + 4 of a scalar, of which those past the end are 0. */
function bitsAt(scalar: usize, i: i32): u32 {
  const byte = i >> 3;
  const low: u32 = load<u8>(scalar + byte);
  const high: u32 = byte < 31 ? load<u8>(scalar + byte + 1) : 0;
  return ((low | (high << 8)) >> (i & 7)) & 31;
}

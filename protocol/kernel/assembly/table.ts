/**
 * Powers of fixed bases. Window i of a base's table holds k * 2^(8i) * P for k = 1..128, so that a scalar, written with 32
 * digits in -127..128, costs 32 additions and no doubling.
 */
import {
  addAddend,
  addEntry,
  addPoint,
  copyPoint,
  double,
  ENTRY_BYTES,
  invertEachZ,
  joinEntry,
  LANE_ENTRY_BYTES,
  POINT_BYTES,
  putPointLane,
  setIdentity,
  splitEntry,
  spread,
  toAddend,
} from './point';

const WINDOWS: i32 = 32;
const MULTIPLES: i32 = 128;

/** Bytes of one table: 32 * 128 entries of 120 bytes. */
const TABLE_BYTES: usize = 491520;

/** Tables kept: place 0 is for g, the others for public keys. */
export const TABLES: i32 = 4;

const TABLE: usize = memory.data(1966080, 16);

/** The entry of the identity, for a lane whose digit is 0. */
const NEUTRAL: usize = memory.data(120, 16);

const BASE: usize = memory.data(320, 16);
const ADDEND: usize = memory.data(320, 16);
const ROW: usize = memory.data(40960, 16);

/** To be called before anything else here. */
export function prepareTables(): void {
  setIdentity(ROW);
  splitEntry(NEUTRAL, NEUTRAL, ROW);
}

/** Makes the table of a base, in both lanes of a point, in its place, over whatever was there. */
export function writeTable(place: i32, base: usize): void {
  const table = TABLE + TABLE_BYTES * place;
  const half = WINDOWS >> 1;
  // Lane 0 makes the windows of the lower half, lane 1 those of the upper, which begin at 2^128 P.
  copyPoint(BASE, base, false);
  for (let i = 0; i < 8 * half; i++) double(BASE, BASE, true);
  putPointLane(BASE, base, 0);
  for (let i = 0; i < half; i++) {
    writeMultiples();
    // 2^8 P, while the last multiple still has its Z.
    double(BASE, ROW + POINT_BYTES * (MULTIPLES - 1), true);
    invertEachZ(ROW, MULTIPLES);
    const row = table + LANE_ENTRY_BYTES * MULTIPLES * i;
    for (let k = 0; k < MULTIPLES; k++) {
      const entry = row + LANE_ENTRY_BYTES * k;
      splitEntry(entry, entry + LANE_ENTRY_BYTES * MULTIPLES * half, ROW + POINT_BYTES * k);
    }
  }
}

/** ROW = BASE, 2 BASE, ..., 128 BASE. */
function writeMultiples(): void {
  toAddend(ADDEND, BASE);
  copyPoint(ROW, BASE, false);
  for (let k = 1; k < MULTIPLES; k++) {
    const multiple = ROW + POINT_BYTES * k;
    copyPoint(multiple, multiple - POINT_BYTES, false);
    addAddend(multiple, ADDEND, false);
  }
}

const ENTRY: usize = memory.data(240, 16);

/**
 * point = point + scalar_0 * P_0 in lane 0 and + scalar_1 * P_1 in lane 1, from the tables in those places. A scalar below
 * 2^253 leaves no carry from its highest digit.
 */
export function addFixed(point: usize, place0: i32, scalar0: usize, place1: i32, scalar1: usize): void {
  let carry0 = 0;
  let carry1 = 0;
  for (let i = 0; i < WINDOWS; i++) {
    const rest0 = (load<u8>(scalar0 + i) as i32) + carry0;
    const rest1 = (load<u8>(scalar1 + i) as i32) + carry1;
    carry0 = rest0 > 128 ? 1 : 0;
    carry1 = rest1 > 128 ? 1 : 0;
    const digit0 = rest0 - 256 * carry0;
    const digit1 = rest1 - 256 * carry1;
    if ((digit0 | digit1) === 0) continue;
    // A digit is negative, or 0, where it leaves a carry.
    joinEntry(ENTRY, entryOf(place0, i, digit0), entryOf(place1, i, digit1), carry0 | (carry1 << 1));
    addEntry(point, ENTRY, false);
  }
}

const HALVES: usize = memory.data(320, 16);

/** point = point + scalar * P in lane 1 alone, from the table in that place: each lane adds half of the windows. */
export function addFixedSecond(point: usize, place: i32, scalar: usize): void {
  setIdentity(HALVES);
  putPointLane(HALVES, point, 1);
  let carry = 0;
  for (let i = 0; i < WINDOWS; i++) {
    const rest = (load<u8>(scalar + i) as i32) + carry;
    carry = rest > 128 ? 1 : 0;
    store<i16>(DIGITS + 2 * i, rest - 256 * carry);
  }
  const half = WINDOWS >> 1;
  for (let i = 0; i < half; i++) {
    const digit0 = load<i16>(DIGITS + 2 * i) as i32;
    const digit1 = load<i16>(DIGITS + 2 * (half + i)) as i32;
    if ((digit0 | digit1) === 0) continue;
    const negated = (digit0 < 0 ? 1 : 0) | (digit1 < 0 ? 2 : 0);
    joinEntry(ENTRY, entryOf(place, i, digit0), entryOf(place, half + i, digit1), negated);
    addEntry(HALVES, ENTRY, false);
  }
  // The half that lane 0 has gathered goes to lane 1, which has the other and the point itself.
  spread(BASE, HALVES, 0);
  addPoint(HALVES, BASE);
  putPointLane(point, HALVES, 1);
}

const DIGITS: usize = memory.data(64, 16);

/** The entry of |digit| * 2^(8i) * P. */
function entryOf(place: i32, i: i32, digit: i32): usize {
  if (digit === 0) return NEUTRAL;
  return TABLE + TABLE_BYTES * place + LANE_ENTRY_BYTES * (MULTIPLES * i + abs(digit) - 1);
}

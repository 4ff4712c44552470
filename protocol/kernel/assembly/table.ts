/**
 * Powers of a fixed base. Window i of its table holds k * 2^(8i) * P for k = 1..128, so that a scalar, written with 32
 * digits in -127..128, costs 32 additions and no doubling.
 */
import {
  addAddend,
  addEntry,
  copyPoint,
  double,
  ENTRY_BYTES,
  invertEachZ,
  POINT_BYTES,
  toAddend,
  toEntry,
} from './point';

const WINDOWS: i32 = 32;
const MULTIPLES: i32 = 128;

/** Bytes of one table: 32 * 128 entries of 120 bytes. */
const TABLE_BYTES: usize = 491520;

/** Tables kept: place 0 is for g, the others for public keys. */
export const TABLES: i32 = 4;

const TABLE: usize = memory.data(1966080, 16);

const BASE: usize = memory.data(160, 16);
const ADDEND: usize = memory.data(160, 16);
const ROW: usize = memory.data(20480, 16);

/** Makes the table of a base in its place, over whatever was there. */
export function writeTable(place: i32, base: usize): void {
  const table = TABLE + TABLE_BYTES * place;
  copyPoint(BASE, base, false);
  for (let i = 0; i < WINDOWS; i++) {
    writeMultiples();
    // 2^8 P, while the last multiple still has its Z.
    double(BASE, ROW + POINT_BYTES * (MULTIPLES - 1), true);
    invertEachZ(ROW, MULTIPLES);
    for (let k = 0; k < MULTIPLES; k++) {
      toEntry(table + ENTRY_BYTES * (MULTIPLES * i + k), ROW + POINT_BYTES * k);
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

/** point = point + scalar * P, from the table of P. A scalar below 2^253 leaves no carry from its highest digit. */
export function addFixed(point: usize, place: i32, scalar: usize): void {
  const table = TABLE + TABLE_BYTES * place;
  let carry = 0;
  for (let i = 0; i < WINDOWS; i++) {
    const rest = (load<u8>(scalar + i) as i32) + carry;
    carry = rest > 128 ? 1 : 0;
    const digit = rest - 256 * carry;
    if (digit !== 0) addEntry(point, table + ENTRY_BYTES * (MULTIPLES * i + abs(digit) - 1), digit < 0);
  }
}

/**
 * Products of very many powers, other bases and other scalars in each lane (Pippenger's method). Scalars are written with
 * 32 digits in -127..128, and for each place i of a digit there are buckets 1..128: a base is dropped into bucket |d| of
 * each place, one addition for a digit and no doubling, and forgotten. In the end
 *   product = sum over i of 256^i * (1 * bucket_1 + 2 * bucket_2 + ... + 128 * bucket_128),
 * which costs the same however many bases there were.
 */
import {
  addEntry,
  addPoint,
  copyPoint,
  double,
  ENTRY_BYTES,
  pickEntry,
  pickPoint,
  POINT_BYTES,
  putPointLane,
  setIdentity,
  toEntry,
} from './point';

const PLACES: i32 = 32;
const MULTIPLES: i32 = 128;

/** Buckets of a place. Bucket 0 takes what has no digit there, and is never looked into. */
const ROW_BYTES: usize = 41280;
const BUCKETS: usize = memory.data(1320960, 16);

/** A base as it is dropped: as it is, lane 0 turned round, lane 1, both. */
const ENTRIES: usize = memory.data(960, 16);
const BUCKET: usize = memory.data(320, 16);

export function clearHeap(): void {
  setIdentity(BUCKETS);
  for (let i = 1; i < PLACES * (MULTIPLES + 1); i++) copyPoint(BUCKETS + POINT_BYTES * i, BUCKETS, false);
}

/** Drops a base, a point with Z = 1 in each lane, for a scalar in each. */
export function dropPower(bases: usize, scalar0: usize, scalar1: usize): void {
  toEntry(ENTRIES, bases);
  for (let negated = 1; negated < 4; negated++) pickEntry(ENTRIES + ENTRY_BYTES * negated, ENTRIES, negated);
  let carry0 = 0;
  let carry1 = 0;
  for (let i = 0; i < PLACES; i++) {
    const rest0 = (load<u8>(scalar0 + i) as i32) + carry0;
    const rest1 = (load<u8>(scalar1 + i) as i32) + carry1;
    carry0 = rest0 > MULTIPLES ? 1 : 0;
    carry1 = rest1 > MULTIPLES ? 1 : 0;
    drop(i, abs(rest0 - 256 * carry0), abs(rest1 - 256 * carry1), carry0 | (carry1 << 1));
  }
}

function drop(i: i32, size0: i32, size1: i32, negated: i32): void {
  if ((size0 | size1) === 0) return;
  const first = BUCKETS + ROW_BYTES * i + POINT_BYTES * size0;
  const second = BUCKETS + ROW_BYTES * i + POINT_BYTES * size1;
  pickPoint(BUCKET, first, second);
  addEntry(BUCKET, ENTRIES + ENTRY_BYTES * negated, false);
  putPointLane(first, BUCKET, 0);
  putPointLane(second, BUCKET, 1);
}

const SUM: usize = memory.data(320, 16);
const ROW: usize = memory.data(320, 16);
const ALL: usize = memory.data(320, 16);

/** point = point + the product of all that was dropped, lane by lane. */
export function addHeap(point: usize): void {
  setIdentity(ALL);
  for (let i = PLACES - 1; i >= 0; i--) {
    for (let k = 0; k < 8; k++) double(ALL, ALL, k === 7);
    collectRow(i);
    addPoint(ALL, ROW);
  }
  addPoint(point, ALL);
}

/** ROW = 1 * bucket_1 + ... + 128 * bucket_128 of a place. Sums from the top down, added up, count bucket k k times. */
function collectRow(i: i32): void {
  setIdentity(SUM);
  setIdentity(ROW);
  for (let k = MULTIPLES; k > 0; k--) {
    addPoint(SUM, BUCKETS + ROW_BYTES * i + POINT_BYTES * k);
    addPoint(ROW, SUM);
  }
}

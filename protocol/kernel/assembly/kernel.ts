/**
 * Belenios 5.2.1, Ed25519. The arithmetic behind `protocol/kernel/kernel.ts`, in AssemblyScript.
 *
 * It runs in variable time and leaves its numbers in memory: nothing secret may ever reach it.
 *
 * The host writes elements and scalars in the rooms of `exchange.ts`, as many as fit, and calls. It vouches for the
 * counts and for scalars in 0..q-1; of elements nothing is assumed.
 */
import { addPowers, collect, runChain, writeOddMultiples } from './chain';
import { clearDigits, MOST_STRINGS, writeNonAdjacent } from './digits';
import { ENCODINGS, encodingAt, MOST_ENCODINGS, scalarAt, SCALARS } from './exchange';
import { addPoint, decode, encodeAll, isIdentity, POINT_BYTES, prepareCurve, setIdentity } from './point';
import { addFixed, TABLES, writeTable } from './table';

export { ENCODINGS, MOST_ENCODINGS, MOST_STRINGS, SCALARS, TABLES };

/** q = 2^252 + 27742317777372353535851937790883648493, little-endian: the one scalar here that is not below q. */
const ORDER: usize = memory.data<u64>([0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, 0x1000000000000000]);

const BASES: usize = memory.data(320, 16);
const ALPHA: usize = BASES;
const BETA: usize = BASES + POINT_BYTES;
const CHECK: usize = memory.data(160, 16);
const RESULTS: usize = memory.data(10240, 16);
const TOTAL: usize = memory.data(160, 16);

prepareCurve();

/** The place of the first of n encodings that is not one of a member, or -1. */
export function firstNonMember(n: i32): i32 {
  clearDigits();
  writeNonAdjacent(0, ORDER);
  for (let i = 0; i < n; i++) {
    if (!decode(ALPHA, encodingAt(i))) return i;
    runChain(ALPHA, 1);
    if (!isMember(0)) return i;
  }
  return -1;
}

/** Whether q times the base of the chain is the identity, where string s is that of q. */
function isMember(s: i32): bool {
  collect(CHECK, s);
  return isIdentity(CHECK);
}

/** Makes the table of the first encoding in this place; false if it does not decode to a point. */
export function tabulate(place: i32): bool {
  if (!decode(ALPHA, encodingAt(0))) return false;
  writeTable(place, ALPHA);
  return true;
}

/**
 * Belenios 4.12, Proofs of interval membership. From alpha and beta in the first two encodings and from n challenges, n
 * responses and n shifts -M_j * challenge_j mod q, one row after the other, writes over the encodings
 *   A_j = g^response_j * alpha^challenge_j   and   B_j = y^response_j * beta^challenge_j * g^shift_j,
 * A_0, B_0, A_1, B_1, ..., with the table of g in place 0 and of y in the place given. False when alpha or beta is not
 * the encoding of a member. n is less than MOST_STRINGS: one string is for q.
 */
export function commitments(place: i32, n: i32): bool {
  if (!decode(ALPHA, encodingAt(0)) || !decode(BETA, encodingAt(1))) return false;
  clearDigits();
  for (let j = 0; j < n; j++) writeNonAdjacent(j, scalarAt(j));
  writeNonAdjacent(n, ORDER);
  if (!raise(ALPHA, 0, n) || !raise(BETA, 1, n)) return false;
  for (let j = 0; j < n; j++) {
    const response = scalarAt(n + j);
    addFixed(resultAt(2 * j), 0, response);
    addFixed(resultAt(2 * j + 1), place, response);
    addFixed(resultAt(2 * j + 1), 0, scalarAt(2 * n + j));
  }
  encodeAll(ENCODINGS, RESULTS, 2 * n);
  return true;
}

/** Every second result, from `first` on, is the base to one of n scalars; false if the base is not a member. */
function raise(base: usize, first: i32, n: i32): bool {
  runChain(base, n + 1);
  if (!isMember(n)) return false;
  for (let j = 0; j < n; j++) collect(resultAt(2 * j + first), j);
  return true;
}

function resultAt(i: i32): usize {
  return RESULTS + POINT_BYTES * i;
}

/** Starts a product. */
export function start(): void {
  setIdentity(TOTAL);
}

/** Multiplies n encodings into the product; false if one does not decode to a point. */
export function multiplyElements(n: i32): bool {
  for (let i = 0; i < n; i++) {
    if (!decode(ALPHA, encodingAt(i))) return false;
    addPoint(TOTAL, ALPHA);
  }
  return true;
}

/** Multiplies n encodings, at most MOST_STRINGS, to as many scalars into the product; false if one does not decode. */
export function multiplyPowers(n: i32): bool {
  clearDigits();
  for (let s = 0; s < n; s++) {
    if (!decode(ALPHA, encodingAt(s))) return false;
    writeOddMultiples(ALPHA, s);
    writeNonAdjacent(s, scalarAt(s));
  }
  addPowers(TOTAL, n);
  return true;
}

/** Writes the product over the first encoding. It cannot be multiplied into any more. */
export function finish(): void {
  encodeAll(ENCODINGS, TOTAL, 1);
}

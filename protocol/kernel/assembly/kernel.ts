/**
 * Belenios 5.2.1, Ed25519. The arithmetic behind `protocol/kernel/kernel.ts`, in AssemblyScript.
 *
 * It runs in variable time and leaves its numbers in memory: nothing secret may ever reach it.
 *
 * All is computed on two points at a time, the lanes of a pair. The host writes elements and scalars in the rooms of
 * `exchange.ts`, those of lane 0 in even places and those of lane 1 in odd ones, as many as fit, and calls. It vouches for
 * the counts and for scalars in 0..q-1; of elements nothing is assumed. A lane that it does not need holds the identity.
 */
import { collect, runChain } from './chain';
import { clearDigits, MOST_STRINGS, writeNonAdjacent } from './digits';
import { ENCODINGS, encodingAt, MOST_ENCODINGS, scalarAt, SCALARS } from './exchange';
import { addHeap, clearHeap, dropPower } from './heap';
import {
  addAddend,
  addPoint,
  copyPoint,
  decode,
  encodeAll,
  fromCoordinates,
  identityLanes,
  POINT_BYTES,
  prepareCurve,
  setIdentity,
  spread,
  toAddend,
  writeAffine,
  writeCoordinates,
} from './point';
import { BOTH } from './roots';
import { addFixed, addFixedSecond, prepareTables, TABLES, writeTable } from './table';
import { addPowers, MOST_POWERS, preparePowers } from './windows';

export { ENCODINGS, MOST_ENCODINGS, MOST_POWERS, MOST_STRINGS, SCALARS, TABLES };

/** q = 2^252 + 27742317777372353535851937790883648493, little-endian: the one scalar here that is not below q. */
const ORDER: usize = memory.data<u64>([0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, 0x1000000000000000]);

const BASES: usize = memory.data(320, 16);
const CHECK: usize = memory.data(320, 16);
/** As many as encodings. */
const RESULTS: usize = memory.data(40960, 16);
const TOTAL: usize = memory.data(320, 16);

prepareCurve();
prepareTables();

/** The place of the first of n pairs of encodings that is not one of a member, or -1. */
export function firstNonMember(n: i32): i32 {
  clearDigits();
  writeNonAdjacent(0, ORDER);
  for (let i = 0; i < n; i++) {
    let members = decodePair(i);
    if (members !== 0) {
      runChain(BASES, 1);
      members &= memberLanes(0);
    }
    if (members !== BOTH) return 2 * i + (members & 1);
  }
  return -1;
}

/** BASES = pair i of the encodings; returns the lanes that decode to a point. */
function decodePair(i: i32): i32 {
  return decode(BASES, encodingAt(2 * i), encodingAt(2 * i + 1));
}

/** The lanes in which q times the base of the chain is the identity, where string s is that of q. */
function memberLanes(s: i32): i32 {
  collect(CHECK, s);
  return identityLanes(CHECK);
}

/** Makes the table of the element in the first two encodings in this place; false if it does not decode to a point. */
export function tabulate(place: i32): bool {
  if (decodePair(0) !== BOTH) return false;
  writeTable(place, BASES);
  return true;
}

/** Starts a product in each lane. */
export function start(): void {
  setIdentity(TOTAL);
}

/**
 * Belenios 4.12, Proofs of interval membership. From alpha and beta in the first two encodings and from n challenges, n
 * responses and n shifts -M_j * challenge_j mod q, one row after the other, makes
 *   A_j = g^response_j * alpha^challenge_j   and   B_j = y^response_j * beta^challenge_j * g^shift_j,
 * pairs first, first + 1, ... of the results, with the table of g in place 0 and of y in the place given. False when alpha
 * or beta is not the encoding of a member. n is less than MOST_STRINGS: one string is for q.
 */
export function commit(place: i32, n: i32, first: i32): bool {
  if (decodePair(0) !== BOTH) return false;
  clearDigits();
  writeNonAdjacent(n, ORDER);
  writeChallenges(n);
  runChain(BASES, n + 1);
  if (memberLanes(n) !== BOTH) return false;
  finishCommitments(place, n, first);
  return true;
}

/** Multiplies the alpha and beta committed to last into the products. */
export function multiplyCommitted(): void {
  addPoint(TOTAL, BASES);
}

/** Writes x and y of the alpha committed to last, and then those of its beta, over the first four encodings, big-endian. */
export function coordinatesCommitted(): void {
  writeAffine(ENCODINGS, ENCODINGS + 64, BASES);
}

/** The same for the products so far, in the place of alpha and beta: they are members if those were that went into them. */
export function commitProduct(place: i32, n: i32, first: i32): void {
  clearDigits();
  writeChallenges(n);
  runChain(TOTAL, n);
  finishCommitments(place, n, first);
}

function writeChallenges(n: i32): void {
  for (let j = 0; j < n; j++) writeNonAdjacent(j, scalarAt(j));
}

function finishCommitments(place: i32, n: i32, first: i32): void {
  for (let j = 0; j < n; j++) {
    const result = RESULTS + POINT_BYTES * (first + j);
    const shift = scalarAt(2 * n + j);
    collect(result, j);
    addFixed(result, 0, scalarAt(n + j), place, scalarAt(n + j));
    if (!isZeroScalar(shift)) addFixedSecond(result, 0, shift);
  }
}

function isZeroScalar(scalar: usize): bool {
  return (load<u64>(scalar, 0) | load<u64>(scalar, 8) | load<u64>(scalar, 16) | load<u64>(scalar, 24)) === 0;
}

/** Multiplies n pairs of encodings into the products; false if one does not decode to a point. */
export function multiplyElements(n: i32): bool {
  for (let i = 0; i < n; i++) {
    if (decodePair(i) !== BOTH) return false;
    addPoint(TOTAL, BASES);
  }
  return true;
}

/** Multiplies n pairs of points into the products. They lie over the encodings, as `coordinatesCommitted` writes them. */
export function multiplyCoordinates(n: i32): void {
  for (let i = 0; i < n; i++) {
    fromCoordinates(BASES, encodingAt(4 * i), encodingAt(4 * i + 2));
    addPoint(TOTAL, BASES);
  }
}

/** Multiplies n pairs of encodings, at most MOST_POWERS, to as many scalars into the products; false if one does not decode. */
export function multiplyPowers(n: i32): bool {
  for (let s = 0; s < n; s++) {
    if (decodePair(s) !== BOTH) return false;
    preparePowers(s, BASES);
  }
  addPowers(TOTAL, n);
  return true;
}

/** Multiplies powers of the bases that have tables in these places, to scalars 0 and 1, into the products. */
export function multiplyFixed(place0: i32, place1: i32): void {
  addFixed(TOTAL, place0, scalarAt(0), place1, scalarAt(1));
}

/** Starts a heap of powers. */
export function startHeap(): void {
  clearHeap();
}

/** Puts n pairs of encodings, to as many scalars, on the heap; false if one does not decode. */
export function heapPowers(n: i32): bool {
  for (let s = 0; s < n; s++) {
    if (decodePair(s) !== BOTH) return false;
    dropPower(BASES, scalarAt(2 * s), scalarAt(2 * s + 1));
  }
  return true;
}

/** Multiplies the heap into the products. */
export function multiplyHeap(): void {
  addHeap(TOTAL);
}

/** Multiplies the product of lane 1 into that of lane 0. */
export function multiplyLanes(): void {
  spread(CHECK, TOTAL, 1);
  addPoint(TOTAL, CHECK);
}

/** Keeps the products as pair i of the results. */
export function keep(i: i32): void {
  copyPoint(RESULTS + POINT_BYTES * i, TOTAL, false);
}

/** Writes n pairs of results over the encodings. They cannot be multiplied into any more. */
export function finish(n: i32): void {
  encodeAll(ENCODINGS, RESULTS, n);
}

const ADDEND: usize = memory.data(320, 16);

/**
 * Makes the first n powers of each of so many pairs of encodings, at most MOST_ENCODINGS / 2 in all, and writes their
 * coordinates over encodings and scalars: y over the former, x, as long and as big-endian, over the latter. False if one
 * does not decode to a point.
 */
export function firstPowers(pairs: i32, n: i32): bool {
  for (let i = 0; i < pairs; i++) {
    if (decodePair(i) !== BOTH) return false;
    const first = RESULTS + POINT_BYTES * n * i;
    copyPoint(first, BASES, false);
    toAddend(ADDEND, BASES);
    for (let k = 1; k < n; k++) {
      const power = first + POINT_BYTES * k;
      copyPoint(power, power - POINT_BYTES, false);
      addAddend(power, ADDEND, false);
    }
  }
  writeCoordinates(SCALARS, ENCODINGS, RESULTS, n * pairs);
  return true;
}

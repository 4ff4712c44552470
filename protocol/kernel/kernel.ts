import type {
  AnswerCommitments,
  Ciphertext,
  Disjunct,
  FixedBase,
  ProvedCiphertext,
  PublicArithmetic,
  Term,
} from './arithmetic.ts';
import {
  assertDisjunct,
  assertFirstPowers,
  assertRows,
  assertScalar,
  ENCODED_BYTES,
  GROUP_ORDER,
} from './arguments.ts';
import { KERNEL_WASM, SCALAR_KERNEL_WASM } from './kernel.wasm.ts';
import { passesSelfTest } from './self-test.ts';
import { exportsOf, type WasmGlobal, type WasmMemory } from './web-assembly.ts';

/**
 * Belenios 5.2.1, Ed25519. The arithmetic over public data in WebAssembly, compiled from `assembly/` and tested against the
 * audited library: over pairs of elements in lanes (relaxed SIMD), a hundred times as fast as the library.
 *
 * It is variable-time and keeps what it computed in its memory: nothing secret may pass through it. Each kernel has 4
 * MiB of memory that never grow; inputs of any length pass through it in pieces.
 *
 * Returns undefined where WebAssembly or relaxed SIMD is missing or forbidden (a page must allow it: `script-src
 * 'wasm-unsafe-eval'`; a browser may refuse to compile it outside a worker), and where the kernel gets a known answer wrong,
 * as it does on a machine without fused multiply-add. The operations throw what those of the reference throw. `module` is
 * another module than the published one, for tests.
 */
export function kernelArithmetic(module?: Uint8Array<ArrayBuffer>): PublicArithmetic | undefined {
  return tested('kernel', () => module ?? decodeBase64(KERNEL_WASM));
}

/** The same over integers, for machines without relaxed SIMD or fused multiply-add: a third as fast. */
export function scalarKernelArithmetic(module?: Uint8Array<ArrayBuffer>): PublicArithmetic | undefined {
  return tested('scalar kernel', () => module ?? decodeBase64(SCALAR_KERNEL_WASM));
}

function tested(
  name: PublicArithmetic['name'],
  findModule: () => Uint8Array<ArrayBuffer>,
): PublicArithmetic | undefined {
  try {
    const arithmetic = arithmeticOf(name, new Kernel(findModule()));
    return passesSelfTest(arithmetic) ? arithmetic : undefined;
  } catch {
    // Whatever is amiss here is amiss with the machine or the module, not with an input: another stands in.
    return undefined;
  }
}

function arithmeticOf(name: PublicArithmetic['name'], kernel: Kernel): PublicArithmetic {
  return {
    name,
    firstNonMember: (encodings) => firstNonMember(kernel, encodings),
    fixedBase: (element) => fixedBase(kernel, element),
    commitments: (y, ciphertext, proofs) => commitments(kernel, y, ciphertext, proofs),
    answerCommitments: (y, choices, sumProofs) => answerCommitments(kernel, y, choices, sumProofs),
    combine: (terms) => combine(kernel, terms),
    combineEach: (products) => combineEach(kernel, products),
    combineRows: (exponents, rows) => combineRows(kernel, exponents, rows),
    firstPowers: (encodings, n) => firstPowers(kernel, encodings, n),
    productOfCiphertexts: (coordinates) => productOfCiphertexts(kernel, coordinates),
    product: (encodings) => product(kernel, encodings),
  };
}

function firstNonMember(kernel: Kernel, encodings: Uint8Array): number {
  const { most, call } = kernel;
  for (let start = 0; start < encodings.length; start += most.encodings * ENCODED_BYTES) {
    const piece = encodings.subarray(start, start + most.encodings * ENCODED_BYTES);
    const whole = Math.floor(piece.length / ENCODED_BYTES);
    const place = call.firstNonMember(kernel.writePairs(piece.subarray(0, whole * ENCODED_BYTES)));
    if (place !== -1) return start / ENCODED_BYTES + place;
    if (!isWhole(piece)) return start / ENCODED_BYTES + whole;
  }
  return -1;
}

class KernelBase implements FixedBase {
  readonly element: Uint8Array;
  readonly kernel: Kernel;

  constructor(element: Uint8Array, kernel: Kernel) {
    this.element = element;
    this.kernel = kernel;
  }
}

function fixedBase(kernel: Kernel, element: Uint8Array): FixedBase {
  if (element.length !== ENCODED_BYTES || firstNonMember(kernel, element) !== -1) {
    throw new RangeError('A fixed base must be a member of the group');
  }
  const base = new KernelBase(element.slice(), kernel);
  kernel.tableOf(base.element);
  return base;
}

/** Belenios 4.12, Proofs of interval membership. */
function commitments(
  kernel: Kernel,
  y: FixedBase,
  ciphertext: Ciphertext,
  proofs: readonly Disjunct[],
): Uint8Array | undefined {
  const sheet = new Sheet(kernel, y, proofs.length);
  return sheet.commit(ciphertext, proofs) ? sheet.finish() : undefined;
}

/** x and y of alpha and of beta. */
const CIPHERTEXT_BYTES = 4 * ENCODED_BYTES;

/** Belenios 4.11.1, Homomorphic answers. */
function answerCommitments(
  kernel: Kernel,
  y: FixedBase,
  choices: readonly ProvedCiphertext[],
  sumProofs: readonly Disjunct[],
): AnswerCommitments | undefined {
  const individualPairs = choices.reduce((sum, { proofs }) => sum + proofs.length, 0);
  const sheet = new Sheet(kernel, y, individualPairs + 1 + sumProofs.length);
  const coordinates = new Uint8Array(CIPHERTEXT_BYTES * choices.length);
  for (const [place, choice] of choices.entries()) {
    if (!sheet.commit(choice, choice.proofs)) return undefined;
    kernel.call.multiplyCommitted();
    kernel.call.coordinatesCommitted();
    kernel.readInto(coordinates.subarray(CIPHERTEXT_BYTES * place, CIPHERTEXT_BYTES * (place + 1)));
  }
  sheet.keepProduct();
  sheet.commitProduct(sumProofs);
  const results = sheet.finish();
  let at = 0;
  const take = (encodings: number) => results.subarray(at, (at += encodings * ENCODED_BYTES));
  const individual = choices.map(({ proofs }) => take(2 * proofs.length));
  return { coordinates, individual, sum: { alpha: take(1), beta: take(1) }, overall: take(2 * sumProofs.length) };
}

/** Pairs of results that are computed one after the other and encoded together, as many as the kernel holds. */
class Sheet {
  readonly #kernel: Kernel;
  readonly #table: number;
  readonly #results: Uint8Array;
  /** Pairs encoded already, and pairs that the kernel holds. */
  #done = 0;
  #held = 0;

  constructor(kernel: Kernel, y: FixedBase, pairs: number) {
    if (!(y instanceof KernelBase) || y.kernel !== kernel) {
      throw new TypeError('The fixed base belongs to another arithmetic');
    }
    this.#kernel = kernel;
    this.#table = kernel.tableOf(y.element);
    this.#results = new Uint8Array(2 * ENCODED_BYTES * pairs);
    kernel.call.start();
  }

  /** False when alpha or beta is not the encoding of a member. */
  commit({ alpha, beta }: Ciphertext, proofs: readonly Disjunct[]): boolean {
    for (const proof of proofs) assertDisjunct(proof);
    if (alpha.length !== ENCODED_BYTES || beta.length !== ENCODED_BYTES) return false;
    // Once at least: no proofs at all still leave the question whether alpha and beta are members.
    for (let start = 0; start === 0 || start < proofs.length; start += this.#kernel.most.proofs) {
      const n = this.#write(proofs.slice(start, start + this.#kernel.most.proofs));
      this.#kernel.writeEncodings(alpha, beta);
      if (!this.#kernel.call.commit(this.#table, n, this.#held)) return false;
      this.#held += n;
    }
    return true;
  }

  /** Commits to the product of the ciphertexts so far. */
  commitProduct(proofs: readonly Disjunct[]): void {
    for (const proof of proofs) assertDisjunct(proof);
    for (let start = 0; start < proofs.length; start += this.#kernel.most.proofs) {
      const n = this.#write(proofs.slice(start, start + this.#kernel.most.proofs));
      this.#kernel.call.commitProduct(this.#table, n, this.#held);
      this.#held += n;
    }
  }

  /** Adds the product of the ciphertexts so far to the results. */
  keepProduct(): void {
    this.#makeRoom(1);
    this.#kernel.call.keep(this.#held);
    this.#held += 1;
  }

  finish(): Uint8Array {
    this.#makeRoom(this.#kernel.most.encodings);
    return this.#results;
  }

  #write(proofs: readonly Disjunct[]): number {
    this.#makeRoom(proofs.length);
    const n = proofs.length;
    for (const [j, proof] of proofs.entries()) {
      this.#kernel.writeScalar(j, proof.challenge);
      this.#kernel.writeScalar(n + j, proof.response);
      this.#kernel.writeScalar(2 * n + j, shiftOf(proof));
    }
    return n;
  }

  /** Encodes what the kernel holds if there is no room for so many pairs more. */
  #makeRoom(pairs: number): void {
    if (2 * (this.#held + pairs) <= this.#kernel.most.encodings) return;
    this.#kernel.call.finish(this.#held);
    this.#results.set(this.#kernel.readEncodings(2 * this.#held), 2 * ENCODED_BYTES * this.#done);
    this.#done += this.#held;
    this.#held = 0;
  }
}

/** The exponent of g that takes the plaintext out of beta: beta^c / g^(M c). */
function shiftOf({ plaintext, challenge }: Disjunct): bigint {
  if (plaintext === 0) return 0n;
  const rest = plaintext === 1 ? challenge : (BigInt(plaintext) * challenge) % GROUP_ORDER;
  return rest === 0n ? 0n : GROUP_ORDER - rest;
}

/** One product is dealt out to the lanes, every other term to each. */
function combine(kernel: Kernel, terms: readonly Term[]): Uint8Array | undefined {
  const { fixed, free } = kernel.sorted(terms);
  kernel.call.start();
  multiplyFixed(kernel, everyOther(fixed, 0), everyOther(fixed, 1));
  const isDone = multiplyPowers(kernel, (free.length + 1) >> 1, (place, lane) => free[2 * place + lane]);
  return isDone ? kernel.readProduct() : undefined;
}

/** Each lane has a product of its own. */
function combineEach(kernel: Kernel, products: readonly (readonly Term[])[]): Uint8Array | undefined {
  const { most, call } = kernel;
  const sorted = products.map((terms) => kernel.sorted(terms));
  const results = new Uint8Array(ENCODED_BYTES * products.length);
  for (let start = 0; start < products.length; start += most.encodings) {
    const some = sorted.slice(start, start + most.encodings);
    for (let place = 0; place < some.length; place += 2) {
      call.start();
      if (!multiplyTwo(kernel, some[place] ?? NOTHING, some[place + 1] ?? NOTHING)) return undefined;
      call.keep(place >> 1);
    }
    call.finish((some.length + 1) >> 1);
    results.set(kernel.readEncodings(some.length), ENCODED_BYTES * start);
  }
  return results;
}

function multiplyTwo(kernel: Kernel, first: Sorted, second: Sorted): boolean {
  multiplyFixed(kernel, first.fixed, second.fixed);
  const longest = Math.max(first.free.length, second.free.length);
  return multiplyPowers(kernel, longest, (place, lane) => (lane === 0 ? first : second).free[place]);
}

/** Two rows have a lane each; one that is left over is dealt out to both. */
function combineRows(
  kernel: Kernel,
  exponents: readonly bigint[],
  rows: readonly Uint8Array[],
): Uint8Array | undefined {
  assertRows(exponents, rows);
  const { call } = kernel;
  const results = new Uint8Array(ENCODED_BYTES * rows.length);
  for (let k = 0; k + 1 < rows.length; k += 2) {
    call.start();
    const isDone = multiplyPowers(kernel, exponents.length, (place, lane) => termOf(exponents, rows[k + lane], place));
    if (!isDone) return undefined;
    call.keep(0);
    call.finish(1);
    results.set(kernel.readEncodings(2), ENCODED_BYTES * k);
  }
  if (rows.length % 2 === 0) return results;
  call.start();
  const isDone = multiplyPowers(kernel, (exponents.length + 1) >> 1, (place, lane) =>
    termOf(exponents, rows.at(-1), 2 * place + lane),
  );
  if (!isDone) return undefined;
  results.set(kernel.readProduct(), ENCODED_BYTES * (rows.length - 1));
  return results;
}

function termOf(exponents: readonly bigint[], row: Uint8Array | undefined, place: number): Term | undefined {
  const exponent = exponents[place];
  if (row === undefined || exponent === undefined) return undefined;
  return { base: row.subarray(ENCODED_BYTES * place, ENCODED_BYTES * (place + 1)), exponent };
}

/** A power of a base that has a table. */
interface FixedTerm {
  readonly table: number;
  readonly exponent: bigint;
}

interface Sorted {
  readonly fixed: readonly FixedTerm[];
  readonly free: readonly Term[];
}

const NOTHING: Sorted = { fixed: [], free: [] };

function everyOther<T>(things: readonly T[], first: number): T[] {
  return things.filter((_, place) => place % 2 === first);
}

function multiplyFixed(kernel: Kernel, first: readonly FixedTerm[], second: readonly FixedTerm[]): void {
  for (let place = 0; place < Math.max(first.length, second.length); place += 1) {
    const [a, b] = [first[place], second[place]];
    kernel.writeScalar(0, a?.exponent ?? 0n);
    kernel.writeScalar(1, b?.exponent ?? 0n);
    kernel.call.multiplyFixed(a?.table ?? 0, b?.table ?? 0);
  }
}

/** From so many terms in a lane, a heap of them costs less than chains of doublings. */
const HEAP_FROM = 320;

/** Multiplies n terms in each lane into the products; false when one does not decode. A term may be missing. */
function multiplyPowers(kernel: Kernel, n: number, termAt: (place: number, lane: 0 | 1) => Term | undefined): boolean {
  const { most, call } = kernel;
  const isHeap = n >= HEAP_FROM;
  const pairs = isHeap ? most.encodings >> 1 : most.powers;
  if (isHeap) call.startHeap();
  for (let start = 0; start < n; start += pairs) {
    const end = Math.min(n, start + pairs);
    for (let place = start; place < end; place += 1) {
      kernel.writeTerm(2 * (place - start), termAt(place, 0) ?? NO_TERM);
      kernel.writeTerm(2 * (place - start) + 1, termAt(place, 1) ?? NO_TERM);
    }
    const isDone = isHeap ? call.heapPowers(end - start) : call.multiplyPowers(end - start);
    if (!isDone) return false;
  }
  if (isHeap) call.multiplyHeap();
  return true;
}

function firstPowers(kernel: Kernel, encodings: Uint8Array, n: number): Uint8Array | undefined {
  assertFirstPowers(n);
  if (!isWhole(encodings)) return undefined;
  const powers = new Uint8Array(2 * n * encodings.length);
  const pieceBytes = 2 * Math.floor(kernel.most.encodings / (2 * n)) * ENCODED_BYTES;
  for (let start = 0; start < encodings.length; start += pieceBytes) {
    const piece = encodings.subarray(start, start + pieceBytes);
    if (!kernel.call.firstPowers(kernel.writePairs(piece), n)) return undefined;
    kernel.readCoordinates(powers.subarray(2 * n * start, 2 * n * (start + piece.length)), n);
  }
  return powers;
}

/** Belenios 4.18, Encrypted tally. A lane for alpha, a lane for beta. */
function productOfCiphertexts(kernel: Kernel, coordinates: Uint8Array): Uint8Array {
  const { most, call } = kernel;
  call.start();
  for (let start = 0; start < coordinates.length; start += most.encodings * ENCODED_BYTES) {
    const piece = coordinates.subarray(start, start + most.encodings * ENCODED_BYTES);
    kernel.writeEncodings(piece);
    call.multiplyCoordinates(piece.length / CIPHERTEXT_BYTES);
  }
  call.keep(0);
  call.finish(1);
  return kernel.readEncodings(2);
}

function product(kernel: Kernel, encodings: Uint8Array): Uint8Array | undefined {
  const { most, call } = kernel;
  if (!isWhole(encodings)) return undefined;
  call.start();
  for (let start = 0; start < encodings.length; start += most.encodings * ENCODED_BYTES) {
    const piece = encodings.subarray(start, start + most.encodings * ENCODED_BYTES);
    if (!call.multiplyElements(kernel.writePairs(piece))) return undefined;
  }
  return kernel.readProduct();
}

function isWhole(encodings: Uint8Array): boolean {
  return encodings.length % ENCODED_BYTES === 0;
}

/** What `assembly/kernel.ts` exports. A boolean comes as 0 or 1. */
interface KernelExports {
  readonly memory: WasmMemory;
  readonly ENCODINGS: WasmGlobal;
  readonly SCALARS: WasmGlobal;
  readonly MOST_ENCODINGS: WasmGlobal;
  readonly MOST_POWERS: WasmGlobal;
  readonly MOST_STRINGS: WasmGlobal;
  readonly TABLES: WasmGlobal;
  firstNonMember(n: number): number;
  tabulate(place: number): number;
  commit(place: number, n: number, first: number): number;
  multiplyCommitted(): void;
  commitProduct(place: number, n: number, first: number): void;
  start(): void;
  multiplyElements(n: number): number;
  multiplyPowers(n: number): number;
  multiplyFixed(place0: number, place1: number): void;
  startHeap(): void;
  heapPowers(n: number): number;
  multiplyHeap(): void;
  multiplyLanes(): void;
  firstPowers(pairs: number, n: number): number;
  coordinatesCommitted(): void;
  multiplyCoordinates(n: number): void;
  keep(i: number): void;
  finish(n: number): void;
}

/** A module at work, with its rooms: where elements and scalars go in, results come out, and tables stay. */
class Kernel {
  readonly call: KernelExports;
  /** How many of each fit at once: encodings, pairs of powers that share a chain, proofs. */
  readonly most: { readonly encodings: number; readonly powers: number; readonly proofs: number };
  readonly #bytes: Uint8Array;
  readonly #words: DataView;
  /** Where scalars are, as x coordinates are read. */
  readonly #coordinates: Uint8Array;
  /** The places of tables for public keys, the one used last first, each with its element if there is one yet. */
  #tables: readonly { readonly place: number; readonly element?: Uint8Array }[];

  constructor(module: Uint8Array<ArrayBuffer>) {
    this.call = exportsOf(module) as KernelExports;
    const { memory, ENCODINGS, SCALARS, MOST_ENCODINGS, MOST_POWERS, MOST_STRINGS, TABLES } = this.call;
    this.most = {
      encodings: numberIn(MOST_ENCODINGS),
      powers: numberIn(MOST_POWERS),
      // One string of digits is for q, the test of membership.
      proofs: numberIn(MOST_STRINGS) - 1,
    };
    this.#bytes = new Uint8Array(memory.buffer, numberIn(ENCODINGS), this.most.encodings * ENCODED_BYTES);
    this.#words = new DataView(memory.buffer, numberIn(SCALARS), this.most.encodings * ENCODED_BYTES);
    this.#coordinates = new Uint8Array(memory.buffer, numberIn(SCALARS), this.most.encodings * ENCODED_BYTES);
    this.#tables = Array.from({ length: numberIn(TABLES) - 1 }, (_, k) => ({ place: k + 1 }));
    this.#tabulate(GENERATOR, 0);
  }

  /** Writes encodings of elements, one after the other from the first place on. */
  readonly writeEncodings = (...encodings: readonly Uint8Array[]): void => {
    let at = 0;
    for (const encoding of encodings) {
      this.#bytes.set(encoding, at);
      at += encoding.length;
    }
  };

  /** Writes encodings that are one after the other already, with the identity after an odd number; how many pairs it is. */
  writePairs(encodings: Uint8Array): number {
    this.#bytes.set(encodings);
    const pairs = Math.ceil(encodings.length / (2 * ENCODED_BYTES));
    if (encodings.length < 2 * pairs * ENCODED_BYTES) this.#bytes.set(IDENTITY, encodings.length);
    return pairs;
  }

  /** Writes the base and the exponent of a term to the same place. */
  writeTerm(place: number, { base, exponent }: Term): void {
    this.#bytes.set(base, place * ENCODED_BYTES);
    this.writeScalar(place, exponent);
  }

  writeScalar(place: number, scalar: bigint): void {
    const at = place * ENCODED_BYTES;
    // Four words of 64 bits, the lowest first; a word takes the lowest 64 bits of what it is given.
    this.#words.setBigUint64(at, scalar, true);
    this.#words.setBigUint64(at + 8, scalar >> 64n, true);
    this.#words.setBigUint64(at + 16, scalar >> 128n, true);
    this.#words.setBigUint64(at + 24, scalar >> 192n, true);
  }

  /** A copy of the first n encodings. */
  readonly readEncodings = (n: number): Uint8Array => this.#bytes.slice(0, n * ENCODED_BYTES);

  /** Fills `out` with what is where encodings are. */
  readInto(out: Uint8Array): void {
    out.set(this.#bytes.subarray(0, out.length));
  }

  /** Fills `out` with x and y of the first n powers of one element after the other. */
  readCoordinates(out: Uint8Array, n: number): void {
    for (let at = 0, power = 0; at < out.length; at += 2 * ENCODED_BYTES, power += 1) {
      const element = Math.floor(power / n);
      const pair = (element >> 1) * n + (power % n);
      const from = ENCODED_BYTES * (2 * pair + (element & 1));
      out.set(this.#coordinates.subarray(from, from + ENCODED_BYTES), at);
      out.set(this.#bytes.subarray(from, from + ENCODED_BYTES), at + ENCODED_BYTES);
    }
  }

  /** The product of both lanes. */
  readProduct(): Uint8Array {
    this.call.multiplyLanes();
    this.call.keep(0);
    this.call.finish(1);
    return this.readEncodings(1);
  }

  /** The terms whose bases have tables, and the others. Throws as `assertScalar` does. */
  sorted(terms: readonly Term[]): Sorted {
    const fixed: FixedTerm[] = [];
    const free: Term[] = [];
    for (const term of terms) {
      assertScalar(term.exponent);
      const table = this.#placeOf(term.base);
      if (table === undefined) free.push(term.base.length === ENCODED_BYTES ? term : STRANGE_TERM);
      else fixed.push({ table, exponent: term.exponent });
    }
    return { fixed, free };
  }

  #placeOf(base: Uint8Array): number | undefined {
    if (isSame(GENERATOR, base)) return 0;
    return this.#tables.find(({ element }) => element !== undefined && isSame(element, base))?.place;
  }

  /** The place of the table of a member, which is made, over the table longest unused, if it is not there. */
  tableOf(element: Uint8Array): number {
    const found = this.#tables.find((table) => table.element !== undefined && isSame(table.element, element));
    const place = (found ?? this.#tables.at(-1))?.place;
    if (place === undefined) throw new RangeError('The kernel has no room for tables');
    if (found === undefined) this.#tabulate(element, place);
    this.#tables = [{ place, element }, ...this.#tables.filter((table) => table.place !== place)];
    return place;
  }

  #tabulate(element: Uint8Array, place: number): void {
    this.writeEncodings(element, element);
    if (!this.call.tabulate(place)) throw new RangeError('A fixed base must be an element');
  }
}

/** Belenios 5.2.1. compress(g), whose y is 4/5 and whose x is even. */
const GENERATOR = new Uint8Array(ENCODED_BYTES).fill(0x66).fill(0x58, ENCODED_BYTES - 1);

/** Belenios 5.2.1. compress(0, 1) = 1. */
const IDENTITY = new Uint8Array(ENCODED_BYTES).fill(1, ENCODED_BYTES - 1);

const NO_TERM: Term = { base: IDENTITY, exponent: 0n };

/** What decodes to nothing, in the place of a base of a wrong length: y is not below p. */
const STRANGE_TERM: Term = { base: new Uint8Array(ENCODED_BYTES).fill(0xff), exponent: 0n };

function numberIn(global: WasmGlobal): number {
  return Number(global.value);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, place) => byte === b[place]);
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = characters.charCodeAt(at);
  return bytes;
}

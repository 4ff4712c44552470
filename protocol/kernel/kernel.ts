import type { Ciphertext, Disjunct, FixedBase, PublicArithmetic, Term } from './arithmetic.ts';
import { assertDisjunct, assertRows, assertScalar, eachEncoding, ENCODED_BYTES, GROUP_ORDER } from './arguments.ts';
import { KERNEL_WASM } from './kernel.wasm.ts';
import { passesSelfTest } from './self-test.ts';
import { exportsOf, type WasmGlobal, type WasmMemory } from './web-assembly.ts';

/**
 * Belenios 5.2.1, Ed25519. The arithmetic over public data in WebAssembly, compiled from `assembly/`: dozens of times
 * as fast as the audited library, which it is tested against.
 *
 * It is variable-time and keeps what it computed in its memory: nothing secret may pass through it. Each kernel has 2
 * MiB of memory that never grow; inputs of any length pass through it in pieces.
 *
 * Returns undefined where WebAssembly is missing or forbidden (a page must allow it: `script-src 'wasm-unsafe-eval'`; a
 * browser may refuse to compile it outside a worker), and where the kernel gets a known answer wrong. The
 * operations throw what those of the reference throw. `module` is another module than the published one, for tests.
 */
export function kernelArithmetic(module?: Uint8Array<ArrayBuffer>): PublicArithmetic | undefined {
  try {
    const arithmetic = arithmeticOf(new Kernel(module ?? decodeBase64(KERNEL_WASM)));
    return passesSelfTest(arithmetic) ? arithmetic : undefined;
  } catch {
    // Whatever is amiss here is amiss with the machine or the module, not with an input: the reference stands in.
    return undefined;
  }
}

function arithmeticOf(kernel: Kernel): PublicArithmetic {
  return {
    name: 'kernel',
    firstNonMember: (encodings) => firstNonMember(kernel, encodings),
    fixedBase: (element) => fixedBase(kernel, element),
    commitments: (y, ciphertext, proofs) => commitments(kernel, y, ciphertext, proofs),
    combine: (terms) => combine(kernel, terms),
    combineEach: (products) => combineEach(kernel, products),
    combineRows: (exponents, rows) => combineRows(kernel, exponents, rows),
    product: (encodings) => product(kernel, encodings),
  };
}

function firstNonMember(kernel: Kernel, encodings: Uint8Array): number {
  const { most, call } = kernel;
  for (let start = 0; start < encodings.length; start += most.encodings * ENCODED_BYTES) {
    const piece = encodings.subarray(start, start + most.encodings * ENCODED_BYTES);
    const whole = Math.floor(piece.length / ENCODED_BYTES);
    kernel.writeEncodings(piece.subarray(0, whole * ENCODED_BYTES));
    const place = call.firstNonMember(whole);
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
  if (!(y instanceof KernelBase) || y.kernel !== kernel) {
    throw new TypeError('The fixed base belongs to another arithmetic');
  }
  for (const proof of proofs) assertDisjunct(proof);
  const table = kernel.tableOf(y.element);
  const results = new Uint8Array(2 * ENCODED_BYTES * proofs.length);
  // Once at least: no proofs at all still leave the question whether alpha and beta are members.
  for (let start = 0; start === 0 || start < proofs.length; start += kernel.most.proofs) {
    const some = commitmentsOfSome(kernel, table, ciphertext, proofs.slice(start, start + kernel.most.proofs));
    if (some === undefined) return undefined;
    results.set(some, 2 * ENCODED_BYTES * start);
  }
  return results;
}

function commitmentsOfSome(
  { writeEncodings, writeScalars, readEncodings, call }: Kernel,
  table: number,
  { alpha, beta }: Ciphertext,
  proofs: readonly Disjunct[],
): Uint8Array | undefined {
  if (alpha.length !== ENCODED_BYTES || beta.length !== ENCODED_BYTES) return undefined;
  writeEncodings(alpha, beta);
  writeScalars(proofs.map(({ challenge }) => challenge));
  writeScalars(
    proofs.map(({ response }) => response),
    proofs.length,
  );
  writeScalars(proofs.map(shiftOf), 2 * proofs.length);
  return call.commitments(table, proofs.length) ? readEncodings(2 * proofs.length) : undefined;
}

/** The exponent of g that takes the plaintext out of beta: beta^c / g^(M c). */
function shiftOf({ plaintext, challenge }: Disjunct): bigint {
  const rest = (BigInt(plaintext) * challenge) % GROUP_ORDER;
  return rest === 0n ? 0n : GROUP_ORDER - rest;
}

function combine(kernel: Kernel, terms: readonly Term[]): Uint8Array | undefined {
  const { most, call } = kernel;
  for (const { exponent } of terms) assertScalar(exponent);
  call.start();
  for (let start = 0; start < terms.length; start += most.terms) {
    const some = terms.slice(start, start + most.terms);
    if (some.some(({ base }) => base.length !== ENCODED_BYTES)) return undefined;
    kernel.writeEncodings(...some.map(({ base }) => base));
    kernel.writeScalars(some.map(({ exponent }) => exponent));
    if (!call.multiplyPowers(some.length)) return undefined;
  }
  call.finish();
  return kernel.readEncodings(1);
}

function combineEach(kernel: Kernel, products: readonly (readonly Term[])[]): Uint8Array | undefined {
  return joinAll(products.map((terms) => combine(kernel, terms)));
}

function combineRows(
  kernel: Kernel,
  exponents: readonly bigint[],
  rows: readonly Uint8Array[],
): Uint8Array | undefined {
  assertRows(exponents, rows);
  const combined = rows.map((row) => {
    const bases = [...eachEncoding(row)];
    return combine(
      kernel,
      exponents.map((exponent, i) => ({ base: bases[i] ?? new Uint8Array(), exponent })),
    );
  });
  return joinAll(combined);
}

function joinAll(elements: readonly (Uint8Array | undefined)[]): Uint8Array | undefined {
  const joined = new Uint8Array(ENCODED_BYTES * elements.length);
  for (const [place, element] of elements.entries()) {
    if (element === undefined) return undefined;
    joined.set(element, ENCODED_BYTES * place);
  }
  return joined;
}

function product(kernel: Kernel, encodings: Uint8Array): Uint8Array | undefined {
  const { most, call } = kernel;
  if (!isWhole(encodings)) return undefined;
  call.start();
  for (let start = 0; start < encodings.length; start += most.encodings * ENCODED_BYTES) {
    const piece = encodings.subarray(start, start + most.encodings * ENCODED_BYTES);
    kernel.writeEncodings(piece);
    if (!call.multiplyElements(piece.length / ENCODED_BYTES)) return undefined;
  }
  call.finish();
  return kernel.readEncodings(1);
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
  readonly MOST_STRINGS: WasmGlobal;
  readonly TABLES: WasmGlobal;
  firstNonMember(n: number): number;
  tabulate(place: number): number;
  commitments(place: number, n: number): number;
  start(): void;
  multiplyElements(n: number): number;
  multiplyPowers(n: number): number;
  finish(): void;
}

/** A module at work, with its rooms: where elements and scalars go in, results come out, and tables stay. */
class Kernel {
  readonly call: KernelExports;
  /** How many of each fit at once. */
  readonly most: { readonly encodings: number; readonly terms: number; readonly proofs: number };
  readonly #bytes: Uint8Array;
  readonly #words: DataView;
  /** The places of tables for public keys, the one used last first, each with its element if there is one yet. */
  #tables: readonly { readonly place: number; readonly element?: Uint8Array }[];

  constructor(module: Uint8Array<ArrayBuffer>) {
    this.call = exportsOf(module) as KernelExports;
    const { memory, ENCODINGS, SCALARS, MOST_ENCODINGS, MOST_STRINGS, TABLES } = this.call;
    // One string of digits is for q, the test of membership.
    this.most = {
      encodings: numberIn(MOST_ENCODINGS),
      terms: numberIn(MOST_STRINGS),
      proofs: numberIn(MOST_STRINGS) - 1,
    };
    this.#bytes = new Uint8Array(memory.buffer, numberIn(ENCODINGS), this.most.encodings * ENCODED_BYTES);
    this.#words = new DataView(memory.buffer, numberIn(SCALARS), 3 * numberIn(MOST_STRINGS) * ENCODED_BYTES);
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

  /** Writes scalars, one after the other from a place on. */
  readonly writeScalars = (scalars: readonly bigint[], place = 0): void => {
    let at = place * ENCODED_BYTES;
    for (const scalar of scalars) {
      // Four words of 64 bits, the lowest first; a word takes the lowest 64 bits of what it is given.
      for (let shift = 0n; shift < 256n; shift += 64n) {
        this.#words.setBigUint64(at, scalar >> shift, true);
        at += 8;
      }
    }
  };

  /** A copy of the first n encodings. */
  readonly readEncodings = (n: number): Uint8Array => this.#bytes.slice(0, n * ENCODED_BYTES);

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
    this.writeEncodings(element);
    if (!this.call.tabulate(place)) throw new RangeError('A fixed base must be an element');
  }
}

/** Belenios 5.2.1. compress(g), whose y is 4/5 and whose x is even. */
const GENERATOR = new Uint8Array(ENCODED_BYTES).fill(0x66).fill(0x58, ENCODED_BYTES - 1);

function numberIn(global: WasmGlobal): number {
  return Number(global.value);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((byte, place) => byte === b[place]);
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

import { normalizeZ } from '@noble/curves/abstract/curve.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { decodePoint, encodeElement, IDENTITY, modulo, type Element } from '../group.ts';

/*
 * Belenios 6, Shuffle algorithms. Many powers with secret exponents: whoever learns one of them learns how a trustee
 * permuted the ballots.
 *
 * The audited library's additions, whose formulas are complete, and the way in which it takes powers itself: fixed windows
 * with signed digits, each window one addition (of the identity for the digit 0), the multiple found by looking at every
 * one, both signs computed. Which operations are made depends on how many powers there are and on nothing else. Its own
 * `multiply` takes three times as long for many powers of one base, and its sums of powers are not made for secrets.
 */

/** A member of the group: 64 digits, or the coordinates, which are quicker to read. */
export type Spot = string | { readonly x: bigint; readonly y: bigint };

/** A piece of work for one thread, as plain data. It holds secrets: it may go to another thread, not to another machine. */
export type SecretWork =
  /** For each row the product of base_i^exponent_i and `times`. */
  | {
      readonly kind: 'powers';
      readonly bases: readonly string[];
      readonly rows: readonly { readonly exponents: readonly bigint[]; readonly times?: Spot | undefined }[];
    }
  /** For each row of bases, as long as the exponents, the product of base_i^exponent_i. */
  | { readonly kind: 'products'; readonly exponents: readonly bigint[]; readonly rows: readonly (readonly Spot[])[] };

/** One spot for each row, as coordinates. Bases must be members of the group. */
export function doSecretWork(work: SecretWork): readonly Spot[] {
  const elements =
    work.kind === 'powers'
      ? powersOf(work.bases.map(tableOf), work.rows)
      : work.rows.map((row) => productOf(row.map(elementAt), work.exponents));
  return normalizeZ(ed25519.Point, [...elements]).map(({ x, y }) => ({ x, y }));
}

/** How much a piece of work is, in powers of a base with a table. */
export function costOf(work: SecretWork): number {
  if (work.kind === 'powers') return work.rows.length * work.bases.length;
  return 2 * work.rows.length * work.exponents.length;
}

export function elementAt(spot: Spot): Element {
  const element = typeof spot === 'string' ? decodePoint(spot) : ed25519.Point.fromAffine(spot);
  if (element === undefined) throw new RangeError('Not a point of the curve');
  return element;
}

export function textAt(spot: Spot): string {
  return typeof spot === 'string' ? spot : encodeElement(elementAt(spot));
}

/** How exponents are cut into digits: in -2^(width - 1)..2^(width - 1) - 1, the lowest first. */
interface Windows {
  readonly width: number;
  readonly windows: number;
}

/** For a base of which many powers are taken: 32 additions each, after 4,000 for the table. */
const TABLE: Windows = { width: 8, windows: 32 };
/** For a base of which one power is taken: 51 additions after 16. */
const ONCE: Windows = { width: 5, windows: 51 };

function digitsOf(exponent: bigint, { width, windows }: Windows): readonly number[] {
  const half = 1n << BigInt(width - 1);
  let shifted = modulo(exponent);
  for (let window = 0; window < windows; window += 1) shifted += half << BigInt(window * width);
  return Array.from({ length: windows }, (_, window) => {
    return Number(BigInt.asUintN(width, shifted >> BigInt(window * width))) - Number(half);
  });
}

/** base^0, ..., base^(2^(width - 1)). */
function multiplesOf(base: Element, { width }: Windows): readonly Element[] {
  const multiples = [IDENTITY];
  let last = IDENTITY;
  for (let k = 1; k <= 2 ** (width - 1); k += 1) {
    last = last.add(base);
    multiples.push(last);
  }
  return multiples;
}

/** base^digit, by looking at all multiples. */
function select(multiples: readonly Element[], digit: number): Element {
  const size = Math.abs(digit);
  let selected = IDENTITY;
  for (let k = 0; k < multiples.length; k += 1) selected = k === size ? (multiples[k] ?? IDENTITY) : selected;
  const inverse = selected.negate();
  return digit < 0 ? inverse : selected;
}

/** For each window its multiples. */
type Table = readonly (readonly Element[])[];

/** Those made last: an election's shuffles need those of g, h and y. */
const tables = new Map<string, Table>();
const MOST_TABLES = 4;

function tableOf(base: string): Table {
  const known = tables.get(base);
  if (known !== undefined) return known;
  const [oldest] = tables.keys();
  if (tables.size >= MOST_TABLES && oldest !== undefined) tables.delete(oldest);
  const table = makeTable(elementAt(base));
  tables.set(base, table);
  return table;
}

function makeTable(base: Element): Table {
  const table: (readonly Element[])[] = [];
  let power = base;
  for (let window = 0; window < TABLE.windows; window += 1) {
    const multiples = multiplesOf(power, TABLE);
    table.push(multiples);
    power = (multiples.at(-1) ?? IDENTITY).double();
  }
  return table;
}

function powersOf(
  bases: readonly Table[],
  rows: readonly { readonly exponents: readonly bigint[]; readonly times?: Spot | undefined }[],
): Element[] {
  return rows.map(({ exponents, times }) => {
    let product = times === undefined ? IDENTITY : elementAt(times);
    for (const [place, table] of bases.entries()) {
      const digits = digitsOf(exponents[place] ?? 0n, TABLE);
      for (const [window, digit] of digits.entries()) product = product.add(select(table[window] ?? [], digit));
    }
    return product;
  });
}

function productOf(bases: readonly Element[], exponents: readonly bigint[]): Element {
  const multiples = bases.map((base) => multiplesOf(base, ONCE));
  const digits = exponents.map((exponent) => digitsOf(exponent, ONCE));
  let product = IDENTITY;
  for (let window = ONCE.windows - 1; window >= 0; window -= 1) {
    for (let doubling = 0; doubling < ONCE.width; doubling += 1) product = product.double();
    for (const [i, of] of multiples.entries()) product = product.add(select(of, digits[i]?.[window] ?? 0));
  }
  return product;
}

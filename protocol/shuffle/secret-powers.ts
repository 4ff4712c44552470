import { ed25519 } from '@noble/curves/ed25519.js';
import { decodePoint, encodeElement, encodeElements, IDENTITY, IDENTITY_TEXT, modulo, type Element } from '../group.ts';
import { firstPowersOf } from '../public-elements.ts';

/*
 * Belenios 6, Shuffle algorithms. Many powers with secret exponents: whoever learns one of them learns how a trustee
 * permuted the ballots.
 *
 * The audited library's additions, whose formulas are complete, and the way in which it takes powers itself: fixed windows
 * with signed digits, each window one addition (of the identity for the digit 0), the multiple found by looking at every
 * one, both signs computed. Which operations are made depends on how many powers there are and on nothing else. Its own
 * `multiply` takes three times as long for many powers of one base, and its sums of powers are not made for secrets.
 */

/** A member of the group: 64 digits. */
export type Spot = string;

/** A piece of work for one thread, as plain data. It holds secrets: it may go to another thread, not to another machine. */
export type SecretWork =
  /** For each row the product of base_i^exponent_i and `times`. */
  | {
      readonly kind: 'powers';
      readonly bases: readonly Spot[];
      readonly rows: readonly { readonly exponents: readonly bigint[]; readonly times?: Spot | undefined }[];
    }
  /** For each row of bases, as long as the exponents, the product of base_i^exponent_i. */
  | { readonly kind: 'products'; readonly exponents: readonly bigint[]; readonly rows: readonly (readonly Spot[])[] };

/**
 * One spot for each row. What is given must be members of the group and no secret, nor may their order be one: they go
 * through the arithmetic over public data.
 */
export function doSecretWork(work: SecretWork): readonly Spot[] {
  return encodeElements(
    work.kind === 'powers' ? powersOf(work.bases.map(tableOf), work.rows) : productsOf(work.exponents, work.rows),
  );
}

/** The product of results of secret work, by the audited library alone: on the way to what is published they are secret. */
export function productOfSpots(spots: readonly Spot[]): Spot {
  const elements = spots.map((spot) => {
    const element = decodePoint(spot);
    if (element === undefined) throw new RangeError('Not a point of the curve');
    return element;
  });
  return encodeElement(elements.reduce((product, element) => product.add(element), IDENTITY));
}

/** How much a piece of work is, in powers of a base with a table. */
export function costOf(work: SecretWork): number {
  if (work.kind === 'powers') return work.rows.length * work.bases.length;
  return 2 * work.rows.length * work.exponents.length;
}

/** How exponents are cut into digits: in -2^(width - 1)..2^(width - 1) - 1, the lowest first. */
interface Windows {
  readonly width: number;
  readonly windows: number;
  /** The greatest size of a digit. */
  readonly most: number;
  /** Half the range of a digit, in every window: added, it makes all digits positive. */
  readonly halves: bigint;
}

/** For a base of which many powers are taken: 32 additions each, with a table of 4,000 multiples. */
const TABLE = windowsOf(8, 32);
/** For a base of which one power is taken: 51 additions, with 16 multiples. */
const ONCE = windowsOf(5, 51);

function windowsOf(width: number, windows: number): Windows {
  const most = 2 ** (width - 1);
  const halves = Array.from({ length: windows }, (_, window) => BigInt(most) << BigInt(window * width));
  return { width, windows, most, halves: halves.reduce((sum, one) => sum + one) };
}

function digitsOf(exponent: bigint, { width, windows, most, halves }: Windows): readonly number[] {
  const shifted = modulo(exponent) + halves;
  return Array.from({ length: windows }, (_, window) => {
    return Number(BigInt.asUintN(width, shifted >> BigInt(window * width))) - most;
  });
}

/** For each base base^0, ..., base^(2^(width - 1)): of public data, by the quicker arithmetic. */
function multiplesOf(bases: readonly Spot[], { most }: Windows): readonly (readonly Element[])[] {
  const powers = firstPowersOf(bases, most);
  return powers.map((of) => [IDENTITY, ...of.map((coordinates) => ed25519.Point.fromAffine(coordinates))]);
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
  const table = makeTable(elementsAt([base])[0] ?? IDENTITY);
  tables.set(base, table);
  return table;
}

function makeTable(base: Element): Table {
  const starts = [base];
  for (let window = 1; window < TABLE.windows; window += 1) {
    let start = starts.at(-1) ?? IDENTITY;
    for (let doubling = 0; doubling < TABLE.width; doubling += 1) start = start.double();
    starts.push(start);
  }
  return multiplesOf(encodeElements(starts), TABLE);
}

type PowersRow = Extract<SecretWork, { kind: 'powers' }>['rows'][number];

function powersOf(bases: readonly Table[], rows: readonly PowersRow[]): Element[] {
  const times = elementsAt(rows.map((row) => row.times ?? IDENTITY_TEXT));
  return rows.map(({ exponents }, row) => {
    let product = times[row] ?? IDENTITY;
    for (const [place, table] of bases.entries()) {
      const digits = digitsOf(exponents[place] ?? 0n, TABLE);
      for (const [window, digit] of digits.entries()) product = product.add(select(table[window] ?? [], digit));
    }
    return product;
  });
}

function elementsAt(spots: readonly Spot[]): readonly Element[] {
  return firstPowersOf(spots, 1).flatMap((of) => of.map((coordinates) => ed25519.Point.fromAffine(coordinates)));
}

function productsOf(exponents: readonly bigint[], rows: readonly (readonly Spot[])[]): Element[] {
  const digits = exponents.map((exponent) => digitsOf(exponent, ONCE));
  return rows.map((row) => productOf(multiplesOf(row, ONCE), digits));
}

function productOf(bases: readonly (readonly Element[])[], digits: readonly (readonly number[])[]): Element {
  let product = IDENTITY;
  for (let window = ONCE.windows - 1; window >= 0; window -= 1) {
    for (let doubling = 0; doubling < ONCE.width; doubling += 1) product = product.double();
    for (const [i, multiples] of bases.entries()) product = product.add(select(multiples, digits[i]?.[window] ?? 0));
  }
  return product;
}

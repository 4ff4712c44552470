import { decodePoint, GENERATOR, type Element } from './group.ts';
import { GREATEST_CHOICE, MOST_CHOICES } from './question.ts';

/* Belenios 5.2.1, Ed25519. Small integers inside a group element: the answers to a question that is opened as ballots. */

/** kappa, the bits of one integer. */
const INTEGER_BITS = 8n;
/** p, the bits of the filling epsilon. */
const FILLING_BITS = 14n;

/** One filling in 16 gives a member of the subgroup: seven answers in eight find theirs among so many. */
const FILLINGS_AT_ONCE = 32n;

/**
 * Belenios 5.2.1, Ed25519. of_ints: the element that holds up to 30 integers in 0..255, with the smallest filling there is.
 * The integers are a secret vote, and they decide which filling is the first that fits. So 32 are tried whether or not one
 * was found before: the time tells only whether that was enough or 32 more were needed, two thirds of a bit, and only to
 * somebody who measures on the voter's own device: nothing is sent while a ballot is sealed.
 * Throws a RangeError for other integers.
 */
export function ofInts(integers: readonly number[]): Element {
  assertIntegers(integers);
  const number = integers.reduce((sum, integer) => (sum << INTEGER_BITS) + BigInt(integer), 0n);
  for (let first = 0n; first < 1n << FILLING_BITS; first += FILLINGS_AT_ONCE) {
    const found = firstMember((number << FILLING_BITS) + first);
    if (found !== undefined) return found;
  }
  throw new RangeError('No element holds these integers');
}

function assertIntegers(integers: readonly number[]): void {
  if (integers.length > MOST_CHOICES) throw new RangeError(`An element holds at most ${MOST_CHOICES} integers`);
  const isSmall = (integer: number) => Number.isInteger(integer) && integer >= 0 && integer <= GREATEST_CHOICE;
  if (!integers.every(isSmall)) throw new RangeError(`Each integer is in 0..${GREATEST_CHOICE}`);
}

/** The member with the smallest of the numbers z = start, start + 1, ...; where z is no point, g is tested in its place. */
function firstMember(start: bigint): Element | undefined {
  let found: Element | undefined;
  for (let more = 0n; more < FILLINGS_AT_ONCE; more += 1n) {
    const point = decodePoint((start + more).toString(16).padStart(64, '0'));
    const isMember = (point ?? GENERATOR).isTorsionFree();
    found ??= isMember ? point : undefined;
  }
  return found;
}

/**
 * Belenios 5.2.1, Ed25519. to_ints: the n integers in an element, whose 64 digits are given. Every element holds some:
 * what a voter put above the first integer, where honest voters have nothing, is left out.
 */
export function toInts(element: string, n: number): number[] {
  const integers: number[] = [];
  let rest = BigInt(`0x${element}`) >> FILLING_BITS;
  for (let place = 0; place < n; place += 1) {
    integers.unshift(Number(BigInt.asUintN(Number(INTEGER_BITS), rest)));
    rest >>= INTEGER_BITS;
  }
  return integers;
}

import { ed25519 } from '@noble/curves/ed25519.js';
import { decodeElement, type Element } from '../group.ts';
import { combineTexts, firstNonMember } from '../public-elements.ts';
import { Refused } from '../refused.ts';
import { isEnough, type Trustees } from '../trustees.ts';

/** A factor alpha^x_owner, 64 hexadecimal digits: of a decryption, or of the lot. */
export interface OwnedFactor {
  readonly owner: number;
  readonly factor: string;
}

/** Belenios 4.21, Election result. The same as `combineFactorTexts`, as an element. */
export function combineFactors(trustees: Trustees, factors: readonly OwnedFactor[]): Element {
  const element = decodeElement(combineFactorTexts(trustees, factors));
  if (element === undefined) throw new Refused('element', 'a factor is not a member of the group');
  return element;
}

/**
 * Belenios 4.21, Election result. F = alpha^x, for the x of the election's key, from the factors of those who decrypted:
 * at least as many as `isEnough` asks; of more, the first by number count. The factors are verified, so all who are enough
 * give one F. Throws `Refused<'trustees-missing'>` when they are fewer.
 */
export function combineFactorTexts(trustees: Trustees, factors: readonly OwnedFactor[]): string {
  const given = new Map(factors.map(({ owner, factor }) => [owner, factor]));
  if (firstNonMember([...given.values()]) !== -1) throw new Refused('element', 'a factor is not a member of the group');
  const exponents = exponentsOf(trustees, [...given.keys()]);
  return combineTexts([...exponents].map(([owner, exponent]) => [given.get(owner) ?? '', exponent] as const));
}

/**
 * Belenios 4.21, Election result. To what power each owner's factor goes, if it counts: 1 for single trustees, Lagrange's
 * coefficients within a group. Throws as `combineFactorTexts` does.
 */
export function exponentsOf(trustees: Trustees, present: readonly number[]): ReadonlyMap<number, bigint> {
  if (!isEnough(trustees, present)) throw new Refused('trustees-missing', 'too few trustees decrypted');
  const exponents = new Map<number, bigint>();
  for (const [item, kind] of trustees.items.entries()) {
    const here = trustees.owners.filter((one) => one.item === item && present.includes(one.owner));
    const counted = here.slice(0, kind.kind === 'single' ? 1 : kind.parameters.threshold);
    const places = counted.map(({ place }) => place);
    for (const { owner, place } of counted) exponents.set(owner, lagrange(place, places));
  }
  return exponents;
}

/** The product of k / (k - place) over the other places k, mod q. */
function lagrange(place: number, places: readonly number[]): bigint {
  const { Fn } = ed25519.Point;
  return places
    .filter((k) => k !== place)
    .reduce((product, k) => Fn.mul(product, Fn.div(Fn.create(BigInt(k)), Fn.create(BigInt(k - place)))), 1n);
}

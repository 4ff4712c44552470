import { isElementText } from './group.ts';
import { encodeJson, parseJson, type Json } from './json.ts';
import { naming, Refused } from './refused.ts';
import { elementOf, itemsOf } from './shape.ts';

export type CredentialsCheck =
  | 'credentials-json'
  | 'credentials-canonical'
  | 'credentials-shape'
  | 'credentials-weight'
  | 'credentials-distinct'
  | 'element-member'
  | 'scalar-canonical';

const NAMES = {
  json: 'credentials-json',
  canonical: 'credentials-canonical',
  shape: 'credentials-shape',
  element: 'element-member',
  scalar: 'scalar-canonical',
} as const;

/** For each public credential its weight, in the order of the list. */
export type Credentials = ReadonlyMap<string, number>;

/** Beyond this the sums could not be found in a reasonable time: logarithms cost the square root of their bound. */
export const MOST_WEIGHT = 2 ** 40;

/**
 * Belenios 4.8, Credentials. The public_credentials: sorted, so that the order says nothing about the roll's.
 * Throws a RangeError when two are equal or one is not 64 hexadecimal digits.
 */
export function encodeCredentials(publicCredentials: readonly string[]): string {
  return encodeJson(sortedDistinct(publicCredentials));
}

/** Belenios 4.8, Credentials. The same, each with its weight: a whole number from 1 on. Throws a RangeError besides. */
export function encodeWeightedCredentials(weights: Credentials): string {
  if (![...weights.values()].every(isWeight)) throw new RangeError('A weight is a whole number from 1 on');
  return encodeJson(
    sortedDistinct([...weights.keys()]).map((credential) => `${credential},${weights.get(credential)}`),
  );
}

function sortedDistinct(publicCredentials: readonly string[]): readonly string[] {
  if (!publicCredentials.every(isElementText)) throw new RangeError('A public credential is 64 hexadecimal digits');
  if (new Set(publicCredentials).size !== publicCredentials.length)
    throw new RangeError('A public credential comes twice');
  return [...publicCredentials].sort();
}

/**
 * Belenios 4.8, Credentials. Reads the list; throws `Refused<CredentialsCheck>`. Either every credential has a weight or
 * none has: then each counts 1. Membership of the group is not looked at.
 */
export function decodeCredentials(text: string): Credentials {
  return naming(NAMES, () => {
    const items = itemsOf(parseJson(text), 'the credentials');
    if (items.length === 0) throw new Refused('shape', 'the list of credentials is empty');
    const credentials = new Map<string, number>();
    const isWeighted = typeof items[0] === 'string' && items[0].includes(',');
    let total = 0;
    for (const [place, item] of items.entries()) {
      const { credential, weight } = credentialOf(item, isWeighted, `credential ${place + 1}`);
      if (credentials.has(credential))
        throw new Refused<CredentialsCheck>('credentials-distinct', `${credential} comes twice`);
      credentials.set(credential, weight);
      total += weight;
    }
    if (total > MOST_WEIGHT) throw new Refused<CredentialsCheck>('credentials-weight', 'the weights are too great');
    return credentials;
  });
}

/** Decimal, without sign, leading zero or exponent: one spelling for each weight. */
const WEIGHTED = /^(?<credential>[^,]*),(?<weight>[1-9][0-9]{0,15})$/;

function credentialOf(item: Json, isWeighted: boolean, what: string): { credential: string; weight: number } {
  if (!isWeighted) return { credential: elementOf(item, what), weight: 1 };
  const { credential, weight } = (typeof item === 'string' ? WEIGHTED.exec(item)?.groups : undefined) ?? {};
  if (credential === undefined || weight === undefined || !isWeight(Number(weight))) {
    throw new Refused<CredentialsCheck>('credentials-weight', `${what} has no weight that is a whole number from 1 on`);
  }
  return { credential: elementOf(credential, what), weight: Number(weight) };
}

function isWeight(weight: number): boolean {
  return Number.isSafeInteger(weight) && weight >= 1 && weight <= MOST_WEIGHT;
}

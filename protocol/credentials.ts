import { isElementText } from './group.ts';
import { encodeJson, parseJson } from './json.ts';
import { naming, Refused } from './refused.ts';
import { elementOf, itemsOf } from './shape.ts';

export type CredentialsCheck =
  | 'credentials-json'
  | 'credentials-canonical'
  | 'credentials-shape'
  | 'credentials-supported'
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

/**
 * Belenios 4.8, Credentials. The public_credentials: sorted, so that the order says nothing about the roll's.
 * Throws a RangeError when two are equal or one is not 64 hexadecimal digits.
 */
export function encodeCredentials(publicCredentials: readonly string[]): string {
  if (!publicCredentials.every(isElementText)) throw new RangeError('A public credential is 64 hexadecimal digits');
  if (new Set(publicCredentials).size !== publicCredentials.length)
    throw new RangeError('A public credential comes twice');
  return encodeJson([...publicCredentials].sort());
}

/** Belenios 4.8, Credentials. Reads the list, in its order; throws `Refused<CredentialsCheck>`. Membership is not looked at. */
export function decodeCredentials(text: string): readonly string[] {
  return naming(NAMES, () => {
    const items = itemsOf(parseJson(text), 'the credentials');
    if (items.length === 0) throw new Refused('shape', 'the list of credentials is empty');
    const credentials = items.map((item, place) => {
      if (typeof item === 'string' && item.includes(',')) {
        throw new Refused<CredentialsCheck>(
          'credentials-supported',
          `credential ${place + 1}: weights are not supported yet`,
        );
      }
      return elementOf(item, `credential ${place + 1}`);
    });
    assertDistinct(credentials);
    return credentials;
  });
}

function assertDistinct(credentials: readonly string[]): void {
  const seen = new Set<string>();
  for (const credential of credentials) {
    if (seen.has(credential)) throw new Refused<CredentialsCheck>('credentials-distinct', `${credential} comes twice`);
    seen.add(credential);
  }
}

import { decodeElement, encodeElement, IDENTITY } from './group.ts';
import { encodeJson, parseJson, type Json } from './json.ts';
import { naming, Refused } from './refused.ts';
import { itemsOf } from './shape.ts';
import { decodeTrusteeKey, trusteeKeyJson, trusteeKeyOf, type TrusteePublicKey } from './trustee-key.ts';

export type TrusteesCheck =
  | 'trustees-json'
  | 'trustees-canonical'
  | 'trustees-shape'
  | 'trustees-supported'
  | 'scalar-canonical'
  | 'element-member';

const NAMES = {
  json: 'trustees-json',
  canonical: 'trustees-canonical',
  shape: 'trustees-shape',
  element: 'element-member',
  scalar: 'scalar-canonical',
} as const;

const MOST_TRUSTEES = 100;

/** Belenios 4.7, Trustees. The structure of mandatory trustees, from the texts of their trustee_public_key, in order. */
export function encodeTrustees(publicKeys: readonly string[]): string {
  return encodeJson(publicKeys.map((text) => ['Single', trusteeKeyJson(decodeTrusteeKey(text))]));
}

/** Belenios 4.7, Trustees. Reads the structure; throws `Refused<TrusteesCheck>`. Proofs are not looked at. */
export function decodeTrustees(text: string): readonly TrusteePublicKey[] {
  return naming(NAMES, () => {
    const items = itemsOf(parseJson(text), 'the trustees');
    if (items.length === 0 || items.length > MOST_TRUSTEES) {
      throw new Refused('shape', `there are ${items.length} trustees`);
    }
    return items.map(trusteeOf);
  });
}

/** Belenios 3.1.1, Filling in the trustees structure. y, the product of the trustees' keys. */
export function electionKey(trusteesText: string): string {
  let y = IDENTITY;
  for (const { publicKey } of decodeTrustees(trusteesText)) {
    const key = decodeElement(publicKey);
    if (key === undefined)
      throw new Refused<TrusteesCheck>('element-member', `${publicKey} is not a member of the group`);
    y = y.add(key);
  }
  return encodeElement(y);
}

function trusteeOf(value: Json, place: number): TrusteePublicKey {
  const [kind, key] = itemsOf(value, `trustee ${place + 1}`, 2);
  if (kind === 'Pedersen') {
    throw new Refused<TrusteesCheck>('trustees-supported', 'threshold trustees are not supported yet');
  }
  if (kind !== 'Single') throw new Refused('shape', `trustee ${place + 1} is of an unknown kind`);
  return trusteeKeyOf(key);
}

import { decodeElement, encodeElement, IDENTITY } from './group.ts';
import { encodeJson, parseJson, type Json } from './json.ts';
import { naming, Refused } from './refused.ts';
import { itemsOf } from './shape.ts';
import { MOST_TRUSTEES } from './threshold/certificates.ts';
import { constantTerms, thresholdJson, thresholdOf, type ThresholdParameters } from './threshold/parameters.ts';
import { decodeTrusteeKey, trusteeKeyJson, trusteeKeyOf, type TrusteePublicKey } from './trustee-key.ts';

export type TrusteesCheck =
  'trustees-json' | 'trustees-canonical' | 'trustees-shape' | 'scalar-canonical' | 'element-member';

const NAMES = {
  json: 'trustees-json',
  canonical: 'trustees-canonical',
  shape: 'trustees-shape',
  element: 'element-member',
  scalar: 'scalar-canonical',
} as const;

/** Belenios 4.7, Trustees. Who must decrypt: all the single ones, and of each group as many as its threshold says. */
export interface Trustees {
  readonly items: readonly TrusteeItem[];
  /** Everybody who may decrypt, in the order of the structure: owner 1 is the first. */
  readonly owners: readonly Owner[];
}

/** Belenios 4.7, Trustees. trustee_kind. */
export type TrusteeItem =
  | { readonly kind: 'single'; readonly key: TrusteePublicKey }
  | { readonly kind: 'group'; readonly parameters: ThresholdParameters };

export interface Owner {
  /** 1 for the first trustee of the structure. */
  readonly owner: number;
  readonly key: TrusteePublicKey;
  /** Which item of the structure, from 0. */
  readonly item: number;
  /** Within a group: 1 for its first trustee, the x at which the polynomials are taken. 1 for a single trustee. */
  readonly place: number;
}

/** Belenios 4.7, Trustees. The structure of mandatory trustees, from the texts of their trustee_public_key, in order. */
export function encodeTrustees(publicKeys: readonly string[]): string {
  return encodeTrusteeItems(publicKeys.map((text) => ({ kind: 'single', key: decodeTrusteeKey(text) })));
}

/** Belenios 4.7, Trustees. The structure of any trustees. */
export function encodeTrusteeItems(items: readonly TrusteeItem[]): string {
  return encodeJson(
    items.map((item) =>
      item.kind === 'single' ? ['Single', trusteeKeyJson(item.key)] : ['Pedersen', thresholdJson(item.parameters)],
    ),
  );
}

/** Belenios 4.7, Trustees. Reads the structure; throws `Refused<TrusteesCheck>`. Proofs and signatures are not looked at. */
export function decodeTrustees(text: string): Trustees {
  return naming(NAMES, () => {
    const items = itemsOf(parseJson(text), 'the trustees').map(itemOf);
    const owners = ownersOf(items);
    if (owners.length === 0 || owners.length > MOST_TRUSTEES) {
      throw new Refused('shape', `there are ${owners.length} trustees`);
    }
    return { items, owners };
  });
}

/** Belenios 4.21, Election result. Whether the trustees with these numbers can open the result together. */
export function isEnough({ items, owners }: Trustees, present: readonly number[]): boolean {
  return items.every((item, place) => {
    const here = owners.filter((one) => one.item === place && present.includes(one.owner)).length;
    return here >= (item.kind === 'single' ? 1 : item.parameters.threshold);
  });
}

/**
 * Belenios 4.21, Election result. How many trustees open the result, at the least. As many mix ballots that are opened one
 * by one: with fewer, fewer would need to conspire against secrecy than to open.
 */
export function fewestThatOpen({ items }: Trustees): number {
  return items.reduce((sum, item) => sum + (item.kind === 'single' ? 1 : item.parameters.threshold), 0);
}

/** Belenios 3.1.1, Filling in the trustees structure. y, the product of the sub-keys of the items. */
export function electionKey(trusteesText: string): string {
  let y = IDENTITY;
  for (const item of decodeTrustees(trusteesText).items) {
    for (const text of item.kind === 'single' ? [item.key.publicKey] : constantTerms(item.parameters)) {
      const key = decodeElement(text);
      if (key === undefined) throw new Refused<TrusteesCheck>('element-member', `${text} is not a member of the group`);
      y = y.add(key);
    }
  }
  return encodeElement(y);
}

function ownersOf(items: readonly TrusteeItem[]): readonly Owner[] {
  const owners = items.flatMap((item, place) =>
    (item.kind === 'single' ? [item.key] : item.parameters.verificationKeys).map((key, within) => ({
      key,
      item: place,
      place: within + 1,
    })),
  );
  return owners.map((one, before) => ({ ...one, owner: before + 1 }));
}

function itemOf(value: Json, place: number): TrusteeItem {
  const [kind, content] = itemsOf(value, `trustee ${place + 1}`, 2);
  if (kind === 'Single') return { kind: 'single', key: trusteeKeyOf(content) };
  if (kind === 'Pedersen') return { kind: 'group', parameters: thresholdOf(content) };
  throw new Refused('shape', `trustee ${place + 1} is of an unknown kind`);
}

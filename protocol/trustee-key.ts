import {
  decodeElement,
  decodeScalar,
  encodeElement,
  encodeScalar,
  GENERATOR,
  IDENTITY_TEXT,
  modulo,
  power,
  randomScalar,
} from './group.ts';
import { challengeOf } from './hash.ts';
import { encodeJson, object, parseJson, type Json, type JsonObject } from './json.ts';
import { answering, naming, Refused, type Failure } from './refused.ts';
import { secureRandom, type RandomBytes } from './random.ts';
import { elementOf, membersOf, proofJson, proofOf, type Proof } from './shape.ts';
import { GROUP_NAME } from './group-name.ts';
import { combineTexts, isMember } from './public-elements.ts';

/** A trustee's private key x, in base 10. */
export interface TrusteeKey {
  readonly privateKey: string;
  /** The text of the trustee_public_key. */
  readonly publicKey: string;
}

/** A trustee_public_key, read but not yet proved. */
export interface TrusteePublicKey {
  readonly publicKey: string;
  readonly proof: Proof;
}

/** The same of a trustee of a group, who signed the key. */
export interface GroupPublicKey extends TrusteePublicKey {
  readonly signature: Proof;
}

export type TrusteeKeyCheck =
  | 'trustee-json'
  | 'trustee-canonical'
  | 'trustee-shape'
  | 'scalar-canonical'
  | 'element-member'
  | 'trustee-identity'
  | 'trustee-proof';

/** Belenios 4.5, Verification keys. A new key with its proof of possession. */
export function generateTrusteeKey(random: RandomBytes = secureRandom): TrusteeKey {
  const x = randomScalar(random);
  return { privateKey: encodeScalar(x), publicKey: encodeJson(trusteeKeyJson(provePossession(x, random))) };
}

/** Belenios 4.5, Verification keys. X = g^x with a proof of knowledge of x, in constant time. */
export function provePossession(x: bigint, random: RandomBytes = secureRandom): TrusteePublicKey {
  const publicKey = encodeElement(power(GENERATOR, x));
  const w = randomScalar(random);
  const challenge = possessionChallenge(publicKey, encodeElement(power(GENERATOR, w)));
  return { publicKey, proof: { challenge, response: modulo(w - x * challenge) } };
}

/** Belenios 4.5, Verification keys. X = g^x, 64 hexadecimal digits. Throws a RangeError when x is not in 1..q-1. */
export function publicKeyOf(privateKey: string): string {
  const x = decodeScalar(privateKey);
  if (x === undefined || x === 0n) throw new RangeError('A private key is a decimal number in 1..q-1');
  return encodeElement(power(GENERATOR, x));
}

/** Belenios 4.5, Verification keys. Whether a text is canonical, its key a member other than 1, and the proof holds. */
export function verifyTrusteeKey(text: string): { readonly ok: true } | Failure<TrusteeKeyCheck> {
  return answering(() => {
    const key = naming(TRUSTEE_NAMES, () => trusteeKeyOf(parseJson(text)));
    return verifyPossession(key);
  });
}

/** Belenios 4.5, Verification keys. The same for a key already read. */
export function verifyPossession(key: TrusteePublicKey): { readonly ok: true } | Failure<TrusteeKeyCheck> {
  const { publicKey: X, proof } = key;
  if (!isMember(X)) return failure('element-member', 'the key is not the canonical encoding of a member of the group');
  if (X === IDENTITY_TEXT) return failure('trustee-identity', 'the key is the identity: it keeps nothing secret');
  const A = combineTexts([
    [encodeElement(GENERATOR), proof.response],
    [X, proof.challenge],
  ]);
  if (possessionChallenge(X, A) !== proof.challenge)
    return failure('trustee-proof', 'the proof of possession is false');
  return { ok: true };
}

export const TRUSTEE_NAMES = {
  json: 'trustee-json',
  canonical: 'trustee-canonical',
  shape: 'trustee-shape',
  element: 'element-member',
  scalar: 'scalar-canonical',
} as const;

/** Belenios 4.5, Verification keys. The structure of a mandatory trustee: `signature` belongs to threshold mode only. */
export function trusteeKeyOf(value: Json | undefined): TrusteePublicKey {
  const members = membersOf(value, 'a trustee key', ['pok', 'public_key']);
  return {
    proof: proofOf(members.get('pok'), 'pok'),
    publicKey: elementOf(members.get('public_key'), 'public_key'),
  };
}

export function trusteeKeyJson({ publicKey, proof }: TrusteePublicKey): JsonObject {
  return object([
    ['pok', proofJson(proof)],
    ['public_key', publicKey],
  ]);
}

/** Belenios 4.5, Verification keys. The structure of a trustee of a group. */
export function groupKeyOf(value: Json | undefined): GroupPublicKey {
  const members = membersOf(value, 'a trustee key', ['pok', 'public_key', 'signature']);
  return {
    proof: proofOf(members.get('pok'), 'pok'),
    publicKey: elementOf(members.get('public_key'), 'public_key'),
    signature: proofOf(members.get('signature'), 'signature'),
  };
}

export function groupKeyJson({ signature, ...key }: GroupPublicKey): JsonObject {
  return new Map([...trusteeKeyJson(key), ['signature', proofJson(signature)]]);
}

/** Belenios 4.5, Verification keys. Reads and refuses like `verifyTrusteeKey`, without looking at the proof. */
export function decodeTrusteeKey(text: string): TrusteePublicKey {
  const key = naming(TRUSTEE_NAMES, () => trusteeKeyOf(parseJson(text)));
  if (decodeElement(key.publicKey) === undefined) {
    throw new Refused<TrusteeKeyCheck>('element-member', 'the key is not the canonical encoding of a member');
  }
  return key;
}

/** H_pok(X, A) mod q. */
function possessionChallenge(X: string, A: string): bigint {
  return challengeOf(`pok|${GROUP_NAME}|${X}|${A}`);
}

function failure(failed: TrusteeKeyCheck, detail: string): Failure<TrusteeKeyCheck> {
  return { ok: false, failed, detail };
}

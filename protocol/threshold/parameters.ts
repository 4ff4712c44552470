import { object, parseJson, type Json, type JsonObject } from '../json.ts';
import { Refused } from '../refused.ts';
import { countOf, elementOf, itemsOf, membersOf, proofJson, proofOf, textOf, type Proof } from '../shape.ts';
import { groupKeyJson, groupKeyOf, type TrusteePublicKey } from '../trustee-key.ts';

/** Belenios 4.6.1, Public key infrastructure. A text and its signature. */
export interface SignedMessage {
  readonly message: string;
  readonly signature: Proof;
}

/** Belenios 4.6.7, Threshold parameters. */
export interface ThresholdParameters {
  /** t + 1: how many of the group must decrypt. */
  readonly threshold: number;
  /** One of each trustee, in their order, as in all the lists. */
  readonly certs: readonly SignedMessage[];
  readonly coefexps: readonly SignedMessage[];
  readonly signatures: readonly Proof[];
  readonly verificationKeys: readonly TrusteePublicKey[];
}

/** Belenios 4.6.7, Threshold parameters. Reads them; throws `Refused<Unreadable>`. Signatures are not looked at. */
export function thresholdOf(value: Json | undefined): ThresholdParameters {
  const members = membersOf(value, 'the threshold parameters', [
    'threshold',
    'certs',
    'coefexps',
    'signatures',
    'verification_keys',
  ]);
  const keys = itemsOf(members.get('verification_keys'), 'verification_keys');
  const list = <T>(name: string, decode: (item: Json, what: string) => T): readonly T[] =>
    itemsOf(members.get(name), name, keys.length).map((item, place) => decode(item, `${name} ${place + 1}`));
  const threshold = countOf(members.get('threshold'), 'threshold');
  if (threshold < 1 || threshold > keys.length) {
    throw new Refused('shape', `a threshold of ${threshold} does not fit ${keys.length} trustees`);
  }
  return {
    threshold,
    certs: list('certs', signedOf),
    coefexps: list('coefexps', signedOf),
    signatures: list('signatures', proofOf),
    verificationKeys: keys.map(groupKeyOf),
  };
}

export function thresholdJson(parameters: ThresholdParameters): JsonObject {
  return object([
    ['threshold', parameters.threshold],
    ['certs', parameters.certs.map(signedJson)],
    ['coefexps', parameters.coefexps.map(signedJson)],
    ['signatures', parameters.signatures.map(proofJson)],
    ['verification_keys', parameters.verificationKeys.map(groupKeyJson)],
  ]);
}

/** Belenios 4.6.4, Polynomials. A_z0 of each trustee z: their product is the sub-key of the group. */
export function constantTerms({ coefexps }: ThresholdParameters): readonly string[] {
  return coefexps.map(({ message }) => coefexpsOf(message)[0] ?? '');
}

/** Belenios 4.6.4, Polynomials. The raw_coefexps in a signed message; throws `Refused<Unreadable>`. */
export function coefexpsOf(message: string): readonly string[] {
  const members = membersOf(parseJson(message), 'the coefficients', ['coefexps']);
  return itemsOf(members.get('coefexps'), 'coefexps').map((item, place) => elementOf(item, `coefficient ${place + 1}`));
}

export function signedOf(value: Json | undefined, what: string): SignedMessage {
  const members = membersOf(value, what, ['message', 'signature']);
  return {
    message: textOf(members.get('message'), `the message of ${what}`),
    signature: proofOf(members.get('signature'), `the signature of ${what}`),
  };
}

export function signedJson({ message, signature }: SignedMessage): JsonObject {
  return object([
    ['message', message],
    ['signature', proofJson(signature)],
  ]);
}

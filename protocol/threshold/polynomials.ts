import { decodeElement, encodeElement, encodeScalar, GENERATOR, modulo, power, randomScalar } from '../group.ts';
import { encodeJson, object, parseJson, type Json } from '../json.ts';
import { secureRandom, type RandomBytes } from '../random.ts';
import { Refused } from '../refused.ts';
import { itemsOf, membersOf, proofJson, proofOf, scalarOf, textOf, type Proof } from '../shape.ts';
import { ownKeys, readCertificates } from './certificates.ts';
import { encryptedOf, receive, send, type Receiving } from './channels.ts';
import { coefficientsOf, publicationFindings, publish, type Coefficients, type Publication } from './coefficients.ts';
import { blaming, refuseFirst, verdictOf, type ThresholdVerdict } from './finding.ts';
import { signedJson } from './signing.ts';

/** What a trustee of a group has in hand at every step after the first. */
export interface Ceremony {
  /** Secret. */
  readonly seed: string;
  /** The texts of everybody's certificates, in order. */
  readonly certs: readonly string[];
  /** Which of them is this trustee's, from 1. */
  readonly index: number;
  readonly random?: RandomBytes;
}

/** Belenios 4.6.4, Polynomials. */
export interface Polynomial extends Publication {
  /** The secret coefficients, encrypted for their owner. */
  readonly polynomial: string;
  /** f(1), f(2), …, each encrypted for the trustee of that number. */
  readonly secrets: readonly string[];
}

/**
 * Belenios 4.6.4, Polynomials. The second thing that a trustee of a group gives. Throws `ThresholdRefused` when the
 * certificates do not hold: they have been compared aloud by then, but a mistake is found here.
 */
export function makePolynomial({ seed, certs, index, random = secureRandom }: Ceremony): string {
  const certificates = readCertificates(certs);
  const { signing, encryption } = ownKeys(certificates, index, seed);
  const threshold = certificates[0]?.context.threshold ?? 0;
  const polynomial = Array.from({ length: threshold }, () => randomScalar(random));
  const sendTo = (recipient: string, message: Json) => send({ signing, recipient }, encodeJson(message), random);
  return encodePolynomial({
    polynomial: sendTo(encryption, object([['polynomial', polynomial.map(encodeScalar)]])),
    secrets: certificates.map((to) =>
      sendTo(to.encryption, object([['secret', encodeScalar(valueAt(polynomial, to.context.index))]])),
    ),
    ...publish(polynomial, { certificates, signing }, random),
  });
}

/** f(x) mod q, by Horner's rule. */
function valueAt(polynomial: readonly bigint[], x: number): bigint {
  return polynomial.reduceRight((value, coefficient) => modulo(value * BigInt(x) + coefficient), 0n);
}

/** Belenios 4.6.4, Polynomials. What the server can see of one; whether the secrets fit, only their recipients see. */
export function verifyPolynomial(text: string, certs: readonly string[], index: number): ThresholdVerdict {
  return verdictOf(() => readPolynomial(text, readCertificates(certs), index));
}

/** A verified polynomial of trustee `index`; throws `ThresholdRefused`. */
export function readPolynomial(
  text: string,
  certificates: ReturnType<typeof readCertificates>,
  index: number,
): Polynomial {
  const own = certificates[index - 1];
  if (own === undefined) throw new RangeError(`There is no trustee ${index} in this group`);
  const polynomial = blaming(index, () => decodePolynomial(text, certificates.length));
  refuseFirst(publicationFindings(polynomial, certificates, own));
  return polynomial;
}

/** Belenios 4.6.5, Vinputs. What trustee `index` is sent, from the polynomials of everybody, in order. */
export function vinputOf(polynomials: readonly string[], index: number): string {
  const all = polynomials.map((text, place) => blaming(place + 1, () => decodePolynomial(text, polynomials.length)));
  const own = all[index - 1];
  if (own === undefined) throw new RangeError(`There is no trustee ${index} in this group`);
  return encodeJson(
    object([
      ['polynomial', own.polynomial],
      ['secrets', all.map(({ secrets }) => secrets[index - 1] ?? '')],
      ['coefexps', all.map(({ coefficients }) => signedJson(coefficients))],
      ['signatures', all.map(({ signature }) => proofJson(signature))],
    ]),
  );
}

/** Belenios 4.6.5, Vinputs. */
export interface Vinput {
  readonly polynomial: string;
  /** From each trustee, in order. */
  readonly secrets: readonly string[];
  readonly publications: readonly Publication[];
}

/** Belenios 4.6.5, Vinputs. Reads one; throws `Refused<Unreadable>`. */
export function decodeVinput(text: string, size: number): Vinput {
  const members = membersOf(parseJson(text), 'the vinput', ['polynomial', 'secrets', 'coefexps', 'signatures']);
  const signatures = itemsOf(members.get('signatures'), 'signatures', size);
  return {
    polynomial: textOf(members.get('polynomial'), 'polynomial'),
    secrets: itemsOf(members.get('secrets'), 'secrets', size).map((item) => textOf(item, 'a secret')),
    publications: itemsOf(members.get('coefexps'), 'coefexps', size).map((item, place) => ({
      coefficients: coefficientsOf(item),
      signature: proofOf(signatures[place], `signature ${place + 1}`),
    })),
  };
}

/** Belenios 4.6.4, Polynomials. The coefficients that this trustee made, when they are those that were published. */
export function receivePolynomial(text: string, receiving: Receiving, { elements }: Coefficients): readonly bigint[] {
  const members = membersOf(parseJson(receive(text, receiving)), 'the polynomial', ['polynomial']);
  const polynomial = itemsOf(members.get('polynomial'), 'polynomial', elements.length).map((item, k) =>
    scalarOf(item, `coefficient ${k}`),
  );
  if (polynomial.some((a, k) => encodeElement(power(GENERATOR, a)) !== elements[k])) {
    throw new Refused('threshold-share', 'these are not the coefficients that this trustee published');
  }
  return polynomial;
}

/** Belenios 4.6.4, Polynomials. The secret s_ij that trustee i wrote to this one. */
export function receiveSecret(text: string, receiving: Receiving): bigint {
  const members = membersOf(parseJson(receive(text, receiving)), 'the secret', ['secret']);
  return scalarOf(members.get('secret'), 'the secret');
}

/** Belenios 4.6.4, Polynomials. */
export function encodePolynomial({ polynomial, secrets, coefficients, signature }: Polynomial): string {
  return encodeJson(
    object([
      ['polynomial', polynomial],
      ['secrets', secrets],
      ['coefexps', signedJson(coefficients)],
      ['signature', proofJson(signature)],
    ]),
  );
}

function decodePolynomial(text: string, size: number): Polynomial {
  const members = membersOf(parseJson(text), 'the polynomial', ['polynomial', 'secrets', 'coefexps', 'signature']);
  return {
    polynomial: sealedOf(members.get('polynomial'), 'polynomial'),
    secrets: itemsOf(members.get('secrets'), 'secrets', size).map((item) => sealedOf(item, 'a secret')),
    coefficients: coefficientsOf(members.get('coefexps')),
    signature: signatureOf(members.get('signature')),
  };
}

function signatureOf(value: Json | undefined): Proof {
  return proofOf(value, 'signature');
}

/** An encrypted message: its recipient alone can open it, but anybody sees whether it is one. */
function sealedOf(value: Json | undefined, what: string): string {
  const text = textOf(value, what);
  const { alpha, beta } = encryptedOf(text);
  if (decodeElement(alpha) === undefined || decodeElement(beta) === undefined) {
    throw new Refused('element', `${what} holds an element outside the group`);
  }
  return text;
}

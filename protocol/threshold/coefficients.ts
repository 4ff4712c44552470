import { encodeElement, GENERATOR, IDENTITY_TEXT, modulo, power } from '../group.ts';
import { encodeJson, object, parseJson, type Json } from '../json.ts';
import { combineTexts, firstNonMember, productOfTexts } from '../public-elements.ts';
import type { RandomBytes } from '../random.ts';
import { elementOf, itemsOf, membersOf, type Proof } from '../shape.ts';
import type { Certificate } from './certificates.ts';
import type { ThresholdFinding } from './finding.ts';
import { isSignature, sign, signedJson, signedOf, signMessage, type SignedMessage } from './signing.ts';

/** Belenios 4.6.4, Polynomials. A coefexps, with its raw_coefexps read: A_z0 … A_zt, one for each of the threshold. */
export interface Coefficients extends SignedMessage {
  readonly elements: readonly string[];
}

/** Belenios 4.6.4, Polynomials. What trustee z publishes of a polynomial: coefexps and signature. */
export interface Publication {
  readonly coefficients: Coefficients;
  /** Over all certificates and these coefficients together. */
  readonly signature: Proof;
}

/** Belenios 4.6.4, Polynomials. A_k = g^(a_k), signed, and signed once more together with all certificates. */
export function publish(
  polynomial: readonly bigint[],
  { certificates, signing }: { readonly certificates: readonly Certificate[]; readonly signing: bigint },
  random: RandomBytes,
): Publication {
  const elements = polynomial.map((coefficient) => encodeElement(power(GENERATOR, coefficient)));
  const signed = signMessage(encodeJson(object([['coefexps', elements]])), signing, random);
  return {
    coefficients: { ...signed, elements },
    signature: sign(certificatesMessage(certificates, elements), signing, random),
  };
}

/** Belenios 4.6.4, Polynomials. All that is wrong with what the trustee of a verified certificate published. */
export function* publicationFindings(
  { coefficients, signature }: Publication,
  certificates: readonly Certificate[],
  { context: { threshold, index: trustee }, verification }: Certificate,
): Generator<ThresholdFinding> {
  const { elements, message } = coefficients;
  const failed = 'threshold-coefficients';
  if (elements.length !== threshold) {
    yield { failed, detail: `${elements.length} coefficients for a threshold of ${threshold}`, trustee };
  }
  const stranger = firstNonMember(elements);
  if (stranger !== -1) yield { failed: 'element-member', detail: `coefficient ${stranger} is not a member`, trustee };
  if (elements.includes(IDENTITY_TEXT)) yield { failed, detail: 'a coefficient is the identity', trustee };
  if (!isSignature(coefficients.signature, message, verification)) {
    yield { failed, detail: 'the signature of the coefficients is false', trustee };
  }
  if (!isSignature(signature, certificatesMessage(certificates, elements), verification)) {
    const detail = 'the signature over the certificates and coefficients is false';
    yield { failed: 'threshold-signature', detail, trustee };
  }
}

/** Belenios 4.6.5, Vinputs. g^(f(x)), from verified A_k of f: the product of A_k^(x^k). */
export function evaluated(elements: readonly string[], x: number): string {
  return combineTexts(elements.map((element, k) => [element, modulo(BigInt(x) ** BigInt(k))] as const));
}

/** Belenios 4.6.6, Voutputs. The coefficients of the sum of the polynomials: for each k the product of the A_zk. */
export function summed(publications: readonly Publication[]): readonly string[] {
  const [first] = publications;
  const count = first?.coefficients.elements.length ?? 0;
  return Array.from({ length: count }, (_, k) =>
    productOfTexts(publications.map(({ coefficients }) => coefficients.elements[k] ?? IDENTITY_TEXT)),
  );
}

/** Belenios 4.6.4, Polynomials. Reads a coefexps; throws `Refused<Unreadable>`. */
export function coefficientsOf(value: Json | undefined): Coefficients {
  const signed = signedOf(value, 'the coefficients');
  const members = membersOf(parseJson(signed.message), 'the coefficients', ['coefexps']);
  const items = itemsOf(members.get('coefexps'), 'coefexps');
  return { ...signed, elements: items.map((item, k) => elementOf(item, `coefficient ${k}`)) };
}

function certificatesMessage(certificates: readonly Certificate[], elements: readonly string[]): string {
  const certs = object([
    ['certs', certificates.map(signedJson)],
    ['coefexps', elements],
  ]);
  return `certs_sig|${encodeJson(certs)}`;
}

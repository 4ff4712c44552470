import { GROUP_NAME } from '../group-name.ts';
import { IDENTITY_TEXT } from '../group.ts';
import { encodeJson, object, parseJson, type Json } from '../json.ts';
import { isMember } from '../public-elements.ts';
import { secureRandom, type RandomBytes } from '../random.ts';
import { countOf, elementOf, membersOf, textOf } from '../shape.ts';
import { blaming, refuseFirst, verdictOf, type ThresholdFinding, type ThresholdVerdict } from './finding.ts';
import { keysOfSeed, type CeremonyKeys } from './seed.ts';
import { isSignature, signedJson, signedOf, signMessage, type SignedMessage } from './signing.ts';

/** More trustees than this nobody gathers; it bounds what a stranger's record makes us compute. */
export const MOST_TRUSTEES = 100;

/** Belenios 4.6.2, Certificates. What a certificate is for. */
export interface CertificateContext {
  /** How many trustees the group has. */
  readonly size: number;
  /** How many of them must decrypt. */
  readonly threshold: number;
  /** Whose it is, from 1. */
  readonly index: number;
}

/** Belenios 4.6.2, Certificates. A cert, with its cert_keys read. */
export interface Certificate extends SignedMessage {
  readonly group: string;
  readonly context: CertificateContext;
  readonly verification: string;
  readonly encryption: string;
}

/** Belenios 4.6.2, Certificates. The text of the certificate of a seed: the first thing that a trustee of a group gives. */
export function makeCertificate({
  seed,
  random = secureRandom,
  ...context
}: CertificateContext & { readonly seed: string; readonly random?: RandomBytes }): string {
  assertContext(context);
  const { signing, verification, encryption } = keysOfSeed(seed);
  const keys = object([
    ['context', contextJson(context)],
    ['verification', verification],
    ['encryption', encryption],
  ]);
  return encodeJson(signedJson(signMessage(encodeJson(keys), signing, random)));
}

/** Belenios 4.6.2, Certificates. What whoever collects certificates asks of one. */
export function verifyCertificate(text: string, { size, threshold, index }: CertificateContext): ThresholdVerdict {
  return verdictOf(() => {
    const certificate = blaming(index, () => certificateOf(parseJson(text)));
    refuseFirst(certificateFindings(certificate, { size, threshold, index }));
  });
}

/** Belenios 3.1.1, Filling in the trustees structure. What a trustee asks of the list of all certificates, in order. */
export function verifyCertificates(texts: readonly string[]): ThresholdVerdict {
  return verdictOf(() => readCertificates(texts));
}

/** The certificates of everybody, in order, verified; throws `ThresholdRefused`. */
export function readCertificates(texts: readonly string[]): readonly Certificate[] {
  const certificates = texts.map((text, place) => blaming(place + 1, () => certificateOf(parseJson(text))));
  refuseFirst(certificatesFindings(certificates, certificates[0]?.context.threshold ?? 0));
  return certificates;
}

/** Belenios 3.1.1, Filling in the trustees structure. Verified certificates, and the keys of a seed that owns one of them. */
export function ownKeys(certificates: readonly Certificate[], index: number, seed: string): CeremonyKeys {
  const keys = keysOfSeed(seed);
  const own = certificates[index - 1];
  if (own?.verification !== keys.verification || own.encryption !== keys.encryption) {
    const detail = `certificate ${index} was not made with this seed`;
    refuseFirst([{ failed: 'threshold-seed', detail, trustee: index }]);
  }
  return keys;
}

/** Belenios 4.6.2, Certificates. All that is wrong with a list of them. */
export function* certificatesFindings(
  certificates: readonly Certificate[],
  threshold: number,
): Generator<ThresholdFinding> {
  const size = certificates.length;
  if (threshold < 1 || threshold > size || size > MOST_TRUSTEES) {
    yield { failed: 'threshold-certificate', detail: `a threshold of ${threshold} does not fit ${size} trustees` };
  }
  const seen = new Set<string>();
  for (const [place, certificate] of certificates.entries()) {
    const index = place + 1;
    yield* certificateFindings(certificate, { size, threshold, index });
    for (const key of [certificate.verification, certificate.encryption]) {
      if (seen.has(key)) yield { failed: 'threshold-distinct', detail: 'this key is listed already', trustee: index };
      seen.add(key);
    }
  }
}

function* certificateFindings(certificate: Certificate, asked: CertificateContext): Generator<ThresholdFinding> {
  const { group, context, verification, encryption, message, signature } = certificate;
  const trustee = asked.index;
  if (group !== GROUP_NAME) yield { failed: 'threshold-certificate', detail: 'made for another group', trustee };
  for (const name of ['size', 'threshold', 'index'] as const) {
    if (context[name] === asked[name]) continue;
    const detail = `made for ${name} ${context[name]} instead of ${asked[name]}`;
    yield { failed: 'threshold-certificate', detail, trustee };
  }
  const bad = [verification, encryption].find((key) => !isMember(key) || key === IDENTITY_TEXT);
  if (bad !== undefined) yield { failed: 'element-member', detail: `${bad} is no key`, trustee };
  else if (!isSignature(signature, message, verification)) {
    yield { failed: 'threshold-certificate', detail: 'the signature of the certificate is false', trustee };
  }
}

/** Belenios 4.6.2, Certificates. Reads one; throws `Refused<Unreadable>`. Nothing is verified. */
export function certificateOf(value: Json | undefined): Certificate {
  const signed = signedOf(value, 'the certificate');
  const members = membersOf(parseJson(signed.message), 'the keys', ['context', 'verification', 'encryption']);
  const context = membersOf(members.get('context'), 'the context', ['group', 'size', 'threshold', 'index']);
  const count = (name: 'size' | 'threshold' | 'index') => countOf(context.get(name), name);
  return {
    ...signed,
    group: textOf(context.get('group'), 'group'),
    context: { size: count('size'), threshold: count('threshold'), index: count('index') },
    verification: elementOf(members.get('verification'), 'verification'),
    encryption: elementOf(members.get('encryption'), 'encryption'),
  };
}

function contextJson({ size, threshold, index }: CertificateContext): Json {
  return object([
    ['group', GROUP_NAME],
    ['size', size],
    ['threshold', threshold],
    ['index', index],
  ]);
}

function assertContext({ size, threshold, index }: CertificateContext): void {
  const isFit = threshold >= 1 && threshold <= size && size <= MOST_TRUSTEES && index >= 1 && index <= size;
  if (!isFit) throw new RangeError(`No trustee ${index} of a group of ${size} with threshold ${threshold}`);
}

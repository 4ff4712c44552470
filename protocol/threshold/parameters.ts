import { object, type Json, type JsonObject } from '../json.ts';
import { Refused } from '../refused.ts';
import { countOf, itemsOf, membersOf, proofJson, proofOf, type Proof } from '../shape.ts';
import { groupKeyJson, groupKeyOf, type GroupPublicKey } from '../trustee-key.ts';
import { certificateOf, certificatesFindings, readCertificates, type Certificate } from './certificates.ts';
import { coefficientsOf, publicationFindings, summed, type Coefficients, type Publication } from './coefficients.ts';
import { blaming, refuseFirst, type ThresholdFinding } from './finding.ts';
import { readPolynomial } from './polynomials.ts';
import { signedJson } from './signing.ts';
import { decodeVoutput, keyFindings } from './voutputs.ts';

/** Belenios 4.6.7, Threshold parameters. */
export interface ThresholdParameters {
  /** t + 1: how many of the group must decrypt. */
  readonly threshold: number;
  /** One of each trustee, in their order, as in all the lists. */
  readonly certs: readonly Certificate[];
  readonly coefexps: readonly Coefficients[];
  readonly signatures: readonly Proof[];
  readonly verificationKeys: readonly GroupPublicKey[];
}

/**
 * Belenios 4.6.7, Threshold parameters. What is published of a ceremony, from the texts that everybody gave, in order.
 * Throws `ThresholdRefused`.
 */
export function thresholdParametersOf(given: {
  readonly certs: readonly string[];
  readonly polynomials: readonly string[];
  readonly voutputs: readonly string[];
}): ThresholdParameters {
  const certs = readCertificates(given.certs);
  const publications = certs.map((_, place) => readPolynomial(given.polynomials[place] ?? '', certs, place + 1));
  const keys = certs.map((_, place) => blaming(place + 1, () => decodeVoutput(given.voutputs[place] ?? '')));
  const parameters: ThresholdParameters = {
    threshold: certs[0]?.context.threshold ?? 0,
    certs,
    coefexps: publications.map(({ coefficients }) => coefficients),
    signatures: publications.map(({ signature }) => signature),
    verificationKeys: keys.map(({ publicKey }) => publicKey),
  };
  refuseFirst(verifyThreshold(parameters));
  return parameters;
}

/**
 * Belenios 4.6.7, Threshold parameters. All that is wrong with them. Where the certificates do not hold, nothing else is
 * looked at: there are no keys to verify it with; likewise the keys where the coefficients do not hold.
 */
export function verifyThreshold(parameters: ThresholdParameters): readonly ThresholdFinding[] {
  const { threshold, certs, signatures, verificationKeys } = parameters;
  const wrongCertificates = [...certificatesFindings(certs, threshold)];
  if (wrongCertificates.length > 0) return wrongCertificates;
  const publications = parameters.coefexps.flatMap((coefficients, place): Publication[] => {
    const signature = signatures[place];
    return signature === undefined ? [] : [{ coefficients, signature }];
  });
  const wrongPublications = of(publications, certs, (one, certificate) => publicationFindings(one, certs, certificate));
  if (wrongPublications.length > 0) return wrongPublications;
  const sum = summed(publications);
  return of(verificationKeys, certs, (key, certificate) => keyFindings(key, sum, certificate));
}

/** The findings of each certificate's part in a list. */
function of<T>(
  parts: readonly T[],
  certificates: readonly Certificate[],
  findings: (part: T, certificate: Certificate) => Iterable<ThresholdFinding>,
): ThresholdFinding[] {
  return certificates.flatMap((certificate, place) => {
    const part = parts[place];
    if (part !== undefined) return [...findings(part, certificate)];
    return [{ failed: 'threshold-shape', detail: 'a part is missing', trustee: place + 1 }];
  });
}

/** Belenios 4.6.4, Polynomials. A_z0 of each trustee z: their product is the sub-key of the group. */
export function constantTerms({ coefexps }: ThresholdParameters): readonly string[] {
  return coefexps.flatMap(({ elements }) => elements.slice(0, 1));
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
    certs: list('certs', certificateOf),
    coefexps: list('coefexps', coefficientsOf),
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

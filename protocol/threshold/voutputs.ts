import { encodeElement, encodeScalar, GENERATOR, IDENTITY_TEXT, modulo, power } from '../group.ts';
import { encodeJson, object, parseJson } from '../json.ts';
import { secureRandom } from '../random.ts';
import { membersOf, scalarOf, textOf } from '../shape.ts';
import { groupKeyJson, groupKeyOf, provePossession, verifyPossession, type GroupPublicKey } from '../trustee-key.ts';
import { ownKeys, readCertificates, type Certificate } from './certificates.ts';
import { encryptedOf, receive, send, type Receiving } from './channels.ts';
import { evaluated, publicationFindings, summed, type Publication } from './coefficients.ts';
import { blaming, refuseFirst, ThresholdRefused, verdictOf } from './finding.ts';
import type { ThresholdFinding, ThresholdVerdict } from './finding.ts';
import { decodeVinput, readPolynomial, receivePolynomial, receiveSecret, type Ceremony } from './polynomials.ts';
import { keysOfSeed } from './seed.ts';
import { isSignature, sign } from './signing.ts';

/** Belenios 4.6.6, Voutputs. */
export interface Voutput {
  /** The decryption key, encrypted for its owner: the server keeps it until the tally. */
  readonly privateKey: string;
  readonly publicKey: GroupPublicKey;
}

/**
 * Belenios 4.6.6, Voutputs. The third and last thing that a trustee of a group gives before the vote. Looks at everything
 * that the others and the server could have falsified; throws `ThresholdRefused`, which names the trustee at fault.
 */
export function makeVoutput({
  seed,
  certs,
  index,
  vinput,
  random = secureRandom,
}: Ceremony & { readonly vinput: string }): string {
  const certificates = readCertificates(certs);
  const keys = ownKeys(certificates, index, seed);
  const { polynomial, secrets, publications } = blaming(undefined, () => decodeVinput(vinput, certs.length));
  for (const [place, certificate] of certificates.entries()) {
    const publication = publications[place];
    if (publication !== undefined) refuseFirst(publicationFindings(publication, certificates, certificate));
  }
  assertOwn(polynomial, publications[index - 1], { ...keys, sender: keys.verification }, index);
  const key = secrets.reduce((sum, text, place) => {
    const [sender, publication] = [certificates[place]?.verification ?? '', publications[place]];
    return modulo(sum + shareFrom(text, { ...keys, sender }, { publication, index, trustee: place + 1 }));
  }, 0n);
  const proved = provePossession(key, random);
  const message = encodeJson(object([['decryption_key', encodeScalar(key)]]));
  return encodeVoutput({
    privateKey: send({ signing: keys.signing, recipient: keys.encryption }, message, random),
    publicKey: { ...proved, signature: sign(proved.publicKey, keys.signing, random) },
  });
}

/** A server that mixes two ceremonies of one seed gives back other coefficients than those of this one. */
function assertOwn(text: string, own: Publication | undefined, receiving: Receiving, index: number): void {
  if (own === undefined) return;
  blaming(index, () => receivePolynomial(text, receiving, own.coefficients));
}

/** s_ij, when g^s_ij is the product of A_ik^(j^k), for j this trustee's index. */
function shareFrom(
  text: string,
  receiving: Receiving,
  from: { readonly publication: Publication | undefined; readonly index: number; readonly trustee: number },
): bigint {
  const { publication, index, trustee } = from;
  const share = blaming(trustee, () => receiveSecret(text, receiving));
  if (
    publication === undefined ||
    encodeElement(power(GENERATOR, share)) !== evaluated(publication.coefficients.elements, index)
  ) {
    const detail = `the secret share of trustee ${trustee} does not fit the coefficients that this trustee published`;
    throw new ThresholdRefused({ failed: 'threshold-share', detail, trustee });
  }
  return share;
}

/** What the server checks a voutput against: the texts that everybody gave before, in order. */
export interface GivenBefore {
  readonly certs: readonly string[];
  readonly polynomials: readonly string[];
  readonly index: number;
}

/** Belenios 4.6.6, Voutputs. What the server sees of one. */
export function verifyVoutput(text: string, { certs, polynomials, index }: GivenBefore): ThresholdVerdict {
  return verdictOf(() => {
    const certificates = readCertificates(certs);
    const own = certificates[index - 1];
    if (own === undefined) throw new RangeError(`There is no trustee ${index} in this group`);
    const publications = polynomials.map((polynomial, place) => readPolynomial(polynomial, certificates, place + 1));
    const { publicKey } = blaming(index, () => decodeVoutput(text));
    refuseFirst(keyFindings(publicKey, summed(publications), own));
  });
}

/**
 * Belenios 4.6.6, Voutputs. All that is wrong with the key of the trustee of a verified certificate, from the coefficients
 * of the sum of all polynomials.
 */
export function* keyFindings(
  key: GroupPublicKey,
  sum: readonly string[],
  { context: { index: trustee }, verification }: Certificate,
): Generator<ThresholdFinding> {
  if (key.publicKey === IDENTITY_TEXT || key.publicKey !== evaluated(sum, trustee)) {
    yield { failed: 'threshold-key', detail: 'the key does not follow from the published coefficients', trustee };
    return;
  }
  const possession = verifyPossession(key);
  if (!possession.ok) yield { failed: 'threshold-proof', detail: possession.detail, trustee };
  if (!isSignature(key.signature, key.publicKey, verification)) {
    yield { failed: 'threshold-key', detail: 'the signature of the key is false', trustee };
  }
}

/**
 * Belenios 4.6.6, Voutputs. The private key for the tally, in base 10, from the private_key that the server kept. Throws
 * `ThresholdRefused` when it was not made with this seed. Whoever calls sees whether its public key is the record's.
 */
export function decryptionKeyOf({
  seed,
  encryptedKey,
}: {
  readonly seed: string;
  readonly encryptedKey: string;
}): string {
  const keys = keysOfSeed(seed);
  return blaming(undefined, () => {
    const message = receive(encryptedKey, { ...keys, sender: keys.verification });
    const members = membersOf(parseJson(message), 'the key', ['decryption_key']);
    return encodeScalar(scalarOf(members.get('decryption_key'), 'the key'));
  });
}

/** Belenios 4.6.6, Voutputs. */
export function encodeVoutput({ privateKey, publicKey }: Voutput): string {
  return encodeJson(
    object([
      ['private_key', privateKey],
      ['public_key', groupKeyJson(publicKey)],
    ]),
  );
}

/** Belenios 4.6.6, Voutputs. Reads one; throws `Refused<Unreadable>`. */
export function decodeVoutput(text: string): Voutput {
  const members = membersOf(parseJson(text), 'the voutput', ['private_key', 'public_key']);
  const privateKey = textOf(members.get('private_key'), 'private_key');
  encryptedOf(privateKey);
  return { privateKey, publicKey: groupKeyOf(members.get('public_key')) };
}

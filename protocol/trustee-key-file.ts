import { parseJson } from './json.ts';
import { openKeyFile, readKeyFile, sealKeyFile, type KeyFileCheck, type KeyFileOptions } from './key-file.ts';
import { isRefused } from './refused.ts';
import { certificateOf } from './threshold/certificates.ts';
import { isSeed, keysOfSeed } from './threshold/seed.ts';
import { decodeTrusteeKey, publicKeyOf, verifyTrusteeKey } from './trustee-key.ts';

/** A trustee's secret: a private key of their own, or in a group the seed from which all their keys follow. */
export interface TrusteeSecret {
  readonly kind: 'trustee key' | 'trustee seed';
  readonly secret: string;
  /** What is given of it: the trustee_public_key, or the certificate. */
  readonly public: string;
}

/** Whose file is expected. `public` is null before anything was given. */
export interface ExpectedFile {
  readonly electionId: string;
  /** This trustee's number, 1..n. */
  readonly owner: number;
  readonly kind: TrusteeSecret['kind'];
  readonly public: string | null;
}

export type TrusteeFileFault =
  'no-key-file' | 'damaged' | 'other-election' | 'other-trustee' | 'other-key' | 'wrong-passphrase';

type Refusal = { readonly ok: false; readonly fault: TrusteeFileFault };
export type TrusteeFileLook = { readonly ok: true; readonly isSealed: boolean } | Refusal;
export type TrusteeFileOpening = { readonly ok: true; readonly key: TrusteeSecret } | Refusal;

/** The file that a trustee keeps, under a passphrase. */
export function sealTrusteeFile(
  { kind, secret, public: given }: TrusteeSecret,
  whose: { readonly electionId: string; readonly election: string; readonly owner: number },
  passphrase: string,
  options: KeyFileOptions = {},
): Promise<string> {
  return sealKeyFile({ kind, secret, about: { ...whose, public: given } }, passphrase, options);
}

/** Whether a file fits, as far as it can be seen without its passphrase. */
export function lookAtTrusteeFile(text: string, expected: ExpectedFile): TrusteeFileLook {
  try {
    const { kind, about, isSealed } = readKeyFile(text);
    if (about.electionId !== expected.electionId) return { ok: false, fault: 'other-election' };
    if (kind === 'credentials' || about.owner === undefined) return { ok: false, fault: 'no-key-file' };
    if (about.owner !== expected.owner) return { ok: false, fault: 'other-trustee' };
    const isOther = kind !== expected.kind || (expected.public !== null && about.public !== expected.public);
    return isOther ? { ok: false, fault: 'other-key' } : { ok: true, isSealed };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
}

/** Opens a file and looks whether it is whole and fits: the secret is the one of which the public part was given. */
export async function openTrusteeFile(
  text: string,
  passphrase: string,
  expected: ExpectedFile,
  options: Pick<KeyFileOptions, 'onProgress'> = {},
): Promise<TrusteeFileOpening> {
  const look = lookAtTrusteeFile(text, expected);
  if (!look.ok) return look;
  try {
    const { about, secret } = await openKeyFile(text, passphrase, options);
    const key = { kind: expected.kind, secret, public: about.public ?? '' };
    return isWhole(key) ? { ok: true, key } : { ok: false, fault: 'damaged' };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
}

function faultOf(error: unknown): TrusteeFileFault {
  if (!isRefused(error)) throw error;
  return (error.failed as KeyFileCheck) === 'key-file-passphrase' ? 'wrong-passphrase' : 'no-key-file';
}

/** A file of the first format is not sealed, so it may have been changed. */
function isWhole({ kind, secret, public: given }: TrusteeSecret): boolean {
  try {
    if (kind === 'trustee seed') {
      return isSeed(secret) && keysOfSeed(secret).verification === certificateOf(parseJson(given)).verification;
    }
    return verifyTrusteeKey(given).ok && decodeTrusteeKey(given).publicKey === publicKeyOf(secret);
  } catch {
    return false;
  }
}

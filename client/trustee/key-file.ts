import { decodeTrusteeKey, publicKeyOf, verifyTrusteeKey, type TrusteeKey } from '../../protocol/trustee-key.ts';

/** The file that a trustee keeps: the private key, and enough to tell what it is and whose. */
export interface KeyFile {
  readonly electionId: string;
  /** This trustee's number, 1..n. */
  readonly owner: number;
  readonly privateKey: string;
  /** The `trustee_public_key`, canonical JSON. */
  readonly publicKey: string;
}

/** Whose key is expected. `publicKey` is null before one was given. */
export interface Expected {
  readonly electionId: string;
  readonly owner: number;
  readonly publicKey: string | null;
}

export type KeyFileFault = 'no-key-file' | 'damaged' | 'other-election' | 'other-trustee' | 'other-key';

export type KeyFileReading =
  { readonly ok: true; readonly key: KeyFile } | { readonly ok: false; readonly fault: KeyFileFault };

const format = 'quorate trustee key 1';

export function keyFileName({ electionId, owner }: Pick<KeyFile, 'electionId' | 'owner'>): string {
  return `${electionId}-trustee-${owner}-key.json`;
}

/** Written for the person who finds the file in three years, and read by this page. */
export function writeKeyFile(key: TrusteeKey, whose: { electionId: string; owner: number; election: string }): string {
  const { electionId, owner, election } = whose;
  const file = {
    what:
      `This is the secret key of trustee ${owner} of the election "${election}". Whoever has this file can open that ` +
      "trustee's part of the result. Keep it like a house key: on a USB stick, not in mail. Delete it when the result is certified.",
    format,
    electionId,
    owner,
    publicKey: key.publicKey,
    privateKey: key.privateKey,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads a key file, and looks whether it is whole and fits. The private key goes nowhere. */
export function readKeyFile(text: string, expected: Expected): KeyFileReading {
  const key = keyFileOf(parseJson(text));
  if (key === undefined) return { ok: false, fault: 'no-key-file' };
  if (!isWhole(key)) return { ok: false, fault: 'damaged' };
  if (key.electionId !== expected.electionId) return { ok: false, fault: 'other-election' };
  if (key.owner !== expected.owner) return { ok: false, fault: 'other-trustee' };
  if (expected.publicKey !== null && key.publicKey !== expected.publicKey) return { ok: false, fault: 'other-key' };
  return { ok: true, key };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function keyFileOf(value: unknown): KeyFile | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const file = value as Partial<Record<keyof KeyFile | 'format', unknown>>;
  const { electionId, owner, privateKey, publicKey } = file;
  if (file.format !== format || typeof owner !== 'number') return undefined;
  if (typeof electionId !== 'string' || typeof privateKey !== 'string' || typeof publicKey !== 'string')
    return undefined;
  return { electionId, owner, privateKey, publicKey };
}

/** The public key proves itself, and is the one that follows from the private key. */
function isWhole({ privateKey, publicKey }: KeyFile): boolean {
  try {
    return verifyTrusteeKey(publicKey).ok && decodeTrusteeKey(publicKey).publicKey === publicKeyOf(privateKey);
  } catch {
    return false;
  }
}

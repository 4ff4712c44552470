import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { argon2idAsync } from '@noble/hashes/argon2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { encodeJson, object, readJson, toPlain, type Json, type JsonObject } from './json.ts';
import { secureRandom, type RandomBytes } from './random.ts';
import { naming, Refused } from './refused.ts';
import { countOf, membersOf, textOf } from './shape.ts';
import { spokenFingerprint } from './spoken-fingerprint.ts';

/** What a file keeps: a private key in base 10, a seed of threshold trustees, or a registrar's credentials. */
export type KeyFileKind = 'trustee key' | 'trustee seed' | 'credentials';

/** What anybody who has the file can read without the passphrase. */
export interface KeyFileAbout {
  readonly electionId: string;
  /** The name of the election; files of the first format have none. */
  readonly election?: string;
  /** Of a trustee: the number, from 1. */
  readonly owner?: number;
  /** The public half as it was given to the server: a trustee_public_key, or a certificate. */
  readonly public?: string;
}

export interface KeyFileHead {
  readonly kind: KeyFileKind;
  readonly about: KeyFileAbout;
}

export interface OpenedKeyFile extends KeyFileHead {
  readonly secret: string;
}

/** `key-file-passphrase`: the passphrase is another one, or the file was changed; nobody can tell which. */
export type KeyFileCheck = 'key-file-shape' | 'key-file-passphrase';

export interface KeyFileOptions {
  readonly random?: RandomBytes;
  /** How much of the waiting is over, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/** Characters. Whoever finds the file can try passphrases for years. */
export const SHORTEST_PASSPHRASE = 12;

const FORMAT = 'quorate key file 2';
const FIRST_FORMAT = 'quorate trustee key 1';
const NAMES = {
  json: 'key-file-shape',
  canonical: 'key-file-shape',
  shape: 'key-file-shape',
  element: 'key-file-shape',
  scalar: 'key-file-shape',
} as const;

/** RFC 9106, Argon2id, one lane. `memory` in KiB. */
interface Cost {
  readonly memory: number;
  readonly passes: number;
}

/** About two seconds of a telephone. */
const COST: Cost = { memory: 65_536, passes: 2 };

/** What a file may ask for: enough to keep it, and not so much that opening it ends the page. */
const BOUNDS = { memory: [19_456, 262_144], passes: [1, 10] } as const;

const SALT_BYTES = 16;
const NONCE_BYTES = 24;

/**
 * The text of a file that a volunteer can keep: the secret under the passphrase (Argon2id, XChaCha20-Poly1305), the rest
 * readable and bound to it. Throws a RangeError when the passphrase is shorter than `SHORTEST_PASSPHRASE`.
 */
export async function sealKeyFile(
  { kind, about, secret }: OpenedKeyFile,
  passphrase: string,
  { random = secureRandom, onProgress }: KeyFileOptions = {},
): Promise<string> {
  if (passphrase.length < SHORTEST_PASSPHRASE) throw new RangeError('The passphrase is too short');
  const sealing = { ...COST, salt: random(SALT_BYTES), nonce: random(NONCE_BYTES) };
  const head = headJson({ kind, about }, sealing);
  const key = await keyOf(passphrase, sealing, onProgress);
  const data = cipherOf(key, head, sealing).encrypt(utf8ToBytes(secret));
  key.fill(0);
  return `${JSON.stringify(toPlain(new Map([...head, ['data', bytesToHex(data)]])), null, 2)}\n`;
}

/** What a file is for, and whether a passphrase is needed to open it. Throws `Refused<KeyFileCheck>`. */
export function readKeyFile(text: string): KeyFileHead & { readonly isSealed: boolean } {
  const { kind, about, content } = fileOf(text);
  return { kind, about, isSealed: typeof content !== 'string' };
}

/**
 * Opens a file. One of the first format is not sealed, and any passphrase opens it. Whether the secret fits what is told
 * about it is for the caller to see. Throws `Refused<KeyFileCheck>`.
 */
export async function openKeyFile(
  text: string,
  passphrase: string,
  { onProgress }: Pick<KeyFileOptions, 'onProgress'> = {},
): Promise<OpenedKeyFile> {
  const { kind, about, content } = fileOf(text);
  if (typeof content === 'string') return { kind, about, secret: content };
  const key = await keyOf(passphrase, content, onProgress);
  try {
    const secret = cipherOf(key, content.head, content).decrypt(content.data);
    return { kind, about, secret: new TextDecoder('utf-8', { fatal: true }).decode(secret) };
  } catch {
    throw new Refused<KeyFileCheck>(
      'key-file-passphrase',
      'the passphrase is not the one of this file, or the file was changed',
    );
  } finally {
    key.fill(0);
  }
}

interface Sealing extends Cost {
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
}

interface Sealed extends Sealing {
  /** Every member but the data. Its canonical spelling is what the cipher authenticates. */
  readonly head: JsonObject;
  readonly data: Uint8Array;
}

interface File extends KeyFileHead {
  /** The secret itself in the first format. */
  readonly content: string | Sealed;
}

/** One passphrase typed on two keyboards may come in two spellings. */
async function keyOf(passphrase: string, sealing: Sealing, onProgress?: (done: number) => void): Promise<Uint8Array> {
  const { memory, passes, salt } = sealing;
  return argon2idAsync(passphrase.normalize('NFKC'), salt, {
    m: memory,
    t: passes,
    p: 1,
    dkLen: 32,
    ...(onProgress === undefined ? {} : { onProgress: inHundredths(onProgress) }),
  });
}

/** The library tells of every ten-thousandth: a page that drew them all would take longer than the key does. */
function inHundredths(onProgress: (done: number) => void): (done: number) => void {
  let told = 0;
  return (done) => {
    const hundredths = Math.floor(done * 100);
    if (hundredths === told) return;
    told = hundredths;
    onProgress(done);
  };
}

function cipherOf(key: Uint8Array, head: JsonObject, { nonce }: Sealing) {
  return xchacha20poly1305(key, nonce, utf8ToBytes(encodeJson(head)));
}

function headJson({ kind, about }: KeyFileHead, { memory, passes, salt, nonce }: Sealing): JsonObject {
  return object([
    ['what', whatItIs({ kind, about })],
    ['format', FORMAT],
    ['kind', kind],
    ['electionId', about.electionId],
    ['election', about.election],
    ['owner', about.owner],
    ['public', about.public],
    [
      'argon2id',
      object([
        ['memory', memory],
        ['passes', passes],
        ['salt', bytesToHex(salt)],
      ]),
    ],
    ['xchacha20poly1305', object([['nonce', bytesToHex(nonce)]])],
  ]);
}

/** For the person who finds the file in three years. */
function whatItIs({ kind, about }: KeyFileHead): string {
  const election =
    about.election === undefined ? `the election ${about.electionId}` : `the election "${about.election}"`;
  const keeping = 'It opens with a passphrase. Keep it like a house key: on a USB stick, not in mail.';
  const fingerprint =
    about.public === undefined ? '' : ` Fingerprint of the public half: ${spokenFingerprint(about.public)}.`;
  return `This is ${secretOf(kind, about.owner)} of ${election}. ${keeping}${fingerprint}`;
}

function secretOf(kind: KeyFileKind, owner: number | undefined): string {
  const trustee = owner === undefined ? 'a trustee' : `trustee ${owner}`;
  switch (kind) {
    case 'trustee key':
      return `the secret key of ${trustee}`;
    case 'trustee seed':
      return `the secret of ${trustee}, who is one of a group that opens the result together,`;
    case 'credentials':
      return "the list of the voters' secret credentials";
  }
}

function fileOf(text: string): File {
  return naming(NAMES, () => {
    const value = readJson(text);
    return formatOf(value) === FIRST_FORMAT ? firstFormat(value) : secondFormat(value);
  });
}

function formatOf(value: Json): Json | undefined {
  return value instanceof Map ? (value as JsonObject).get('format') : undefined;
}

function firstFormat(value: Json): File {
  const names = ['what', 'format', 'electionId', 'owner', 'publicKey', 'privateKey'];
  const members = membersOf(value, 'the key file', names);
  return {
    kind: 'trustee key',
    about: {
      electionId: textOf(members.get('electionId'), 'electionId'),
      owner: countOf(members.get('owner'), 'owner'),
      public: textOf(members.get('publicKey'), 'publicKey'),
    },
    content: textOf(members.get('privateKey'), 'privateKey'),
  };
}

function secondFormat(value: Json): File {
  const optional = ['election?', 'owner?', 'public?'];
  const names = ['what', 'format', 'kind', 'electionId', ...optional, 'argon2id', 'xchacha20poly1305', 'data'];
  const members = membersOf(value, 'the key file', names);
  if (members.get('format') !== FORMAT) throw new Refused('shape', 'the key file is of an unknown format');
  const text = (name: string) => (members.has(name) ? { [name]: textOf(members.get(name), name) } : {});
  const head: KeyFileHead = {
    kind: kindOf(members.get('kind')),
    about: {
      electionId: textOf(members.get('electionId'), 'electionId'),
      ...text('election'),
      ...(members.has('owner') ? { owner: countOf(members.get('owner'), 'owner') } : {}),
      ...text('public'),
    },
  };
  textOf(members.get('what'), 'what');
  const allButData = new Map([...members].filter(([name]) => name !== 'data'));
  const data = bytesOf(members.get('data'), 'data');
  return { ...head, content: { ...sealingOf(members), head: allButData, data } };
}

function kindOf(value: Json | undefined): KeyFileKind {
  switch (value) {
    case 'trustee key':
    case 'trustee seed':
    case 'credentials':
      return value;
    default:
      throw new Refused('shape', 'the key file is of an unknown kind');
  }
}

function sealingOf(members: JsonObject): Sealing {
  const cost = membersOf(members.get('argon2id'), 'argon2id', ['memory', 'passes', 'salt']);
  const cipher = membersOf(members.get('xchacha20poly1305'), 'xchacha20poly1305', ['nonce']);
  return {
    memory: boundedOf(cost.get('memory'), 'memory'),
    passes: boundedOf(cost.get('passes'), 'passes'),
    salt: bytesOf(cost.get('salt'), 'salt', SALT_BYTES),
    nonce: bytesOf(cipher.get('nonce'), 'nonce', NONCE_BYTES),
  };
}

function boundedOf(value: Json | undefined, name: keyof typeof BOUNDS): number {
  const count = countOf(value, name);
  const [least, most] = BOUNDS[name];
  if (count < least || count > most) throw new Refused('shape', `${name} is not in ${least}..${most}`);
  return count;
}

function bytesOf(value: Json | undefined, what: string, length?: number): Uint8Array {
  const text = textOf(value, what);
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new Refused('shape', `${what} is not in hexadecimal digits`);
  if (length !== undefined && text.length !== 2 * length) throw new Refused('shape', `${what} has another length`);
  return hexToBytes(text);
}

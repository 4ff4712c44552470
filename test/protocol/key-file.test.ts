import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { argon2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openKeyFile, readKeyFile, sealKeyFile, type OpenedKeyFile } from '../../protocol/key-file.ts';
import { spokenFingerprint } from '../../protocol/spoken-fingerprint.ts';
import { generateTrusteeKey } from '../../protocol/trustee-key.ts';

const PASSPHRASE = 'purple ladder né 1987';
const key = generateTrusteeKey();
const file: OpenedKeyFile = {
  kind: 'trustee key',
  about: { electionId: '1abcdefghijklmn', election: 'Board “2027”', owner: 2, public: key.publicKey },
  secret: key.privateKey,
};

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly salt: string;
}

type FileText = Record<string, unknown> & { argon2id: Cost; xchacha20poly1305: { nonce: string }; data: string };

/** The cipher of a file, with an Argon2id that is not ours. */
function cipherOf({ data: _, ...head }: FileText) {
  const { memory, passes, salt } = head.argon2id;
  const message = PASSPHRASE.normalize('NFKC');
  const nonce = Buffer.from(salt, 'hex');
  const bytes = argon2Sync('argon2id', { message, nonce, memory, passes, parallelism: 1, tagLength: 32 });
  const authenticated = Buffer.from(JSON.stringify(head));
  return xchacha20poly1305(new Uint8Array(bytes), Buffer.from(head.xchacha20poly1305.nonce, 'hex'), authenticated);
}

const progress: number[] = [];
const text = await sealKeyFile(file, PASSPHRASE, { onProgress: (done) => progress.push(done) });
const sealed = JSON.parse(text) as FileText;

/** A file as somebody else may have sealed it, at the least cost. */
const cheap = (() => {
  const head = { ...sealed, argon2id: { ...sealed.argon2id, memory: 19_456, passes: 1 } };
  return { ...head, data: Buffer.from(cipherOf(head).encrypt(Buffer.from(file.secret))).toString('hex') };
})();

/** The order of the members in the first format. */
function publicFirst({ publicKey, privateKey }: typeof key) {
  return { publicKey, privateKey };
}

async function refusalOf(value: unknown, passphrase = PASSPHRASE): Promise<string> {
  return openKeyFile(typeof value === 'string' ? value : JSON.stringify(value), passphrase).then(
    () => 'opened',
    (error: unknown) => (error as { failed: string }).failed,
  );
}

test('a key file says what it is, and keeps the secret to itself', () => {
  expect(sealed['what']).toContain('the secret key of trustee 2 of the election "Board “2027”"');
  expect(sealed['what']).toContain(spokenFingerprint(key.publicKey));
  expect(text).not.toContain(key.privateKey);
  expect(readKeyFile(text)).toEqual({ kind: file.kind, about: file.about, isSealed: true });
});

test('the passphrase opens it', async () => {
  expect(await openKeyFile(text, PASSPHRASE)).toEqual(file);
});

test('other programs open our files, and we theirs, whatever the spelling of the keyboard', async () => {
  const opened = cipherOf(sealed).decrypt(Buffer.from(sealed.data, 'hex'));
  expect(Buffer.from(opened).toString()).toBe(file.secret);
  expect(await openKeyFile(JSON.stringify(cheap), PASSPHRASE.normalize('NFD'))).toEqual(file);
});

test('who waits is told how far it is', () => {
  expect(progress.length).toBeGreaterThan(10);
  // A page draws each of them: ten thousand keep it busier than the key does.
  expect(progress.length).toBeLessThanOrEqual(101);
  expect(progress.at(-1)).toBe(1);
  expect(progress).toEqual(progress.toSorted((one, other) => one - other));
});

describe('nothing is opened', () => {
  const first = cheap.data.startsWith('0') ? '1' : '0';
  test.each([
    ['by another passphrase', cheap, 'purple ladder né 1988'],
    ['when another trustee is written on the file', { ...cheap, owner: 1 }],
    ['when another sentence stands at its beginning', { ...cheap, what: 'A shopping list.' }],
    ['when what is sealed was changed', { ...cheap, data: `${first}${cheap.data.slice(1)}` }],
    ['when nothing is sealed', { ...cheap, data: '' }],
    ['at another cost', { ...cheap, argon2id: { ...cheap.argon2id, passes: 2 } }],
  ])('%s', async (_, value, passphrase = PASSPHRASE) => {
    expect(await refusalOf(value, passphrase)).toBe('key-file-passphrase');
  });
});

describe('no key file is', () => {
  const costing = (cost: Partial<Cost>) => ({ ...sealed, argon2id: { ...sealed.argon2id, ...cost } });
  test.each([
    ['nothing', ''],
    ['a part of one', text.slice(0, -40)],
    ['some other value', 'null'],
    ['one of a format to come', { ...sealed, format: 'quorate key file 3' }],
    ['one of an unknown kind', { ...sealed, kind: 'house key' }],
    ['one with more in it', { ...sealed, more: 1 }],
    ['one that asks for more memory than there is', costing({ memory: 4_000_000 })],
    ['one that asks for hours', costing({ passes: 1_000_000 })],
    ['one whose cost keeps nobody out', costing({ memory: 8 })],
    ['one with a short salt', costing({ salt: '00' })],
    ['one whose secret is no number', { ...sealed, data: 'xyz' }],
  ])('%s', async (_, value) => {
    expect(await refusalOf(value)).toBe('key-file-shape');
  });
});

test('files of the first format, which no passphrase keeps, can still be opened', async () => {
  const { electionId, owner } = { electionId: '1abcdefghijklmn', owner: 2 };
  const what = 'This is the secret key of trustee 2 of the election "Board".';
  const old = JSON.stringify(
    { what, format: 'quorate trustee key 1', electionId, owner, ...publicFirst(key) },
    null,
    2,
  );
  expect(readKeyFile(old).isSealed).toBe(false);
  expect(await openKeyFile(old, '')).toEqual({
    kind: 'trustee key',
    about: { electionId, owner, public: key.publicKey },
    secret: key.privateKey,
  });
});

test('a passphrase that can be tried in an afternoon seals nothing', async () => {
  await expect(sealKeyFile(file, 'hunter2')).rejects.toThrow(RangeError);
});

test('a fingerprint for reading aloud is eight groups of five digits', () => {
  // SHA-256 modulo 10^40 by another program.
  expect(spokenFingerprint('a')).toBe('15810 81254 91405 80029 78601 05017 95564 93499');
  expect(spokenFingerprint('b')).toMatch(/^\d{5}( \d{5}){7}$/);
});

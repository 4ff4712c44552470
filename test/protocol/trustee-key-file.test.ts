import { beforeAll, describe, expect, test } from 'vitest';
import {
  lookAtTrusteeFile,
  openTrusteeFile,
  sealTrusteeFile,
  type ExpectedFile,
  type TrusteeSecret,
} from '../../protocol/trustee-key-file.ts';
import { makeCertificate } from '../../protocol/threshold/certificates.ts';
import { newSeed } from '../../protocol/threshold/seed.ts';
import { generateTrusteeKey } from '../../protocol/trustee-key.ts';

const electionId = '1abcdefghijklm';
const passphrase = 'seven quiet herons';
const whose = { electionId, owner: 2, election: 'Board election 2027' };
const { privateKey, publicKey } = generateTrusteeKey();
const key: TrusteeSecret = { kind: 'trustee key', secret: privateKey, public: publicKey };
const expected: ExpectedFile = { electionId, owner: 2, kind: 'trustee key', public: publicKey };
const seed = newSeed();
const ofGroup: TrusteeSecret = {
  kind: 'trustee seed',
  secret: seed,
  public: makeCertificate({ seed, size: 3, threshold: 2, index: 2 }),
};

let sealed: string;
let sealedSeed: string;
beforeAll(async () => {
  sealed = await sealTrusteeFile(key, whose, passphrase);
  sealedSeed = await sealTrusteeFile(ofGroup, whose, passphrase);
}, 60_000);

test('a file that was saved opens again with its passphrase, and says before it whose it is', async () => {
  expect(lookAtTrusteeFile(sealed, expected)).toEqual({ ok: true, isSealed: true });
  expect(await openTrusteeFile(sealed, passphrase, expected)).toEqual({ ok: true, key });
  const inGroup = { ...expected, kind: 'trustee seed', public: ofGroup.public } as const;
  expect(await openTrusteeFile(sealedSeed, passphrase, inGroup)).toEqual({ ok: true, key: ofGroup });
  expect(sealed).not.toContain(privateKey);
  expect(sealedSeed).not.toContain(seed);
}, 60_000);

test('another passphrase does not open it', async () => {
  expect(await openTrusteeFile(sealed, 'seven quiet Herons', expected)).toEqual({
    ok: false,
    fault: 'wrong-passphrase',
  });
}, 60_000);

describe('a file that does not fit', () => {
  const faultOf = (text: string, other: Partial<ExpectedFile> = {}) => {
    const look = lookAtTrusteeFile(text, { ...expected, ...other });
    return look.ok ? undefined : look.fault;
  };
  test('is no key file', () => {
    for (const text of ['', 'name,email', 'null', '{"publicKey":"x"}', sealed.slice(0, -40)]) {
      expect(faultOf(text), text.slice(0, 20)).toBe('no-key-file');
    }
  });
  test('belongs to another election or trustee, or holds another key', () => {
    expect(faultOf(sealed, { electionId: '1zzzzzzzzzzzzz' })).toBe('other-election');
    expect(faultOf(sealed, { owner: 1 })).toBe('other-trustee');
    expect(faultOf(sealed, { public: generateTrusteeKey().publicKey })).toBe('other-key');
    expect(faultOf(sealedSeed)).toBe('other-key');
    expect(faultOf(sealed, { public: null })).toBeUndefined();
  });
});

describe('a file of before, without a passphrase', () => {
  const old = (changes: Record<string, unknown> = {}) =>
    JSON.stringify({
      what: 'This is the secret key of trustee 2.',
      format: 'quorate trustee key 1',
      ...{ electionId, owner: 2, publicKey, privateKey },
      ...changes,
    });
  test('still opens', async () => {
    expect(lookAtTrusteeFile(old(), expected)).toEqual({ ok: true, isSealed: false });
    expect(await openTrusteeFile(old(), '', expected)).toEqual({ ok: true, key });
  });
  test('is refused when it was changed', async () => {
    for (const changes of [{ privateKey: '1' }, { privateKey: 'x' }, { privateKey: generateTrusteeKey().privateKey }]) {
      expect(await openTrusteeFile(old(changes), '', expected)).toEqual({ ok: false, fault: 'damaged' });
    }
  });
});

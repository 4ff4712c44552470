import { describe, expect, test } from 'vitest';
import { keyFileName, readKeyFile, writeKeyFile } from '../../client/trustee/key-file.ts';
import { generateTrusteeKey } from '../../protocol/trustee-key.ts';

const electionId = '1abcdefghijklmn';
const key = generateTrusteeKey();
const text = writeKeyFile(key, { electionId, owner: 2, election: 'Board election 2027' });
const expected = { electionId, owner: 2, publicKey: null };

test('a key file says in a sentence what it is', () => {
  const { what } = JSON.parse(text) as { what: string };
  expect(what).toContain('secret key of trustee 2 of the election "Board election 2027"');
  expect(keyFileName({ electionId, owner: 2 })).toBe('1abcdefghijklmn-trustee-2-key.json');
});

test('a key file that was saved can be opened again', () => {
  expect(readKeyFile(text, expected)).toEqual({ ok: true, key: { electionId, owner: 2, ...key } });
  expect(readKeyFile(text, { ...expected, publicKey: key.publicKey }).ok).toBe(true);
});

describe('a file that does not fit', () => {
  const faultOf = (file: string, other: Partial<typeof expected> | { publicKey: string } = {}) => {
    const reading = readKeyFile(file, { ...expected, ...other });
    return reading.ok ? undefined : reading.fault;
  };
  const edited = (change: Record<string, unknown>) => JSON.stringify({ ...(JSON.parse(text) as object), ...change });

  test('is no key file', () => {
    expect(faultOf('')).toBe('no-key-file');
    expect(faultOf('name,email')).toBe('no-key-file');
    expect(faultOf('null')).toBe('no-key-file');
    expect(faultOf('{"publicKey":"x"}')).toBe('no-key-file');
    expect(faultOf(text.slice(0, -40))).toBe('no-key-file');
  });
  test('was changed', () => {
    expect(faultOf(edited({ privateKey: '1' }))).toBe('damaged');
    expect(faultOf(edited({ privateKey: 'x' }))).toBe('damaged');
    expect(faultOf(edited({ publicKey: key.publicKey.replace('1', '2') }))).toBe('damaged');
    expect(faultOf(edited({ publicKey: generateTrusteeKey().publicKey }))).toBe('damaged');
  });
  test('belongs to another election or trustee', () => {
    expect(faultOf(text, { electionId: '1zzzzzzzzzzzzzz' })).toBe('other-election');
    expect(faultOf(text, { owner: 1 })).toBe('other-trustee');
  });
  test('holds another key than the one that was given', () => {
    expect(faultOf(text, { publicKey: generateTrusteeKey().publicKey })).toBe('other-key');
  });
});

import { describe, expect, test } from 'vitest';
import { isCredential } from '../../protocol/credential-shape.ts';
import { generateCredential, publicCredential } from '../../protocol/credential.ts';
import { encodeCredentials } from '../../protocol/election.ts';
import { generateUuid, isUuid } from '../../protocol/uuid.ts';
import { toolsFile } from '../support/record-vectors.ts';

describe('credentials', () => {
  test('have the form XXXXX-XXXXXX-XXXXX-XXXXXX', () => {
    const credential = generateCredential();
    expect(credential).toMatch(
      /^[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}$/,
    );
    expect(isCredential(credential)).toBe(true);
    expect(generateCredential()).not.toBe(credential);
  });
  test.each([
    '',
    'ksY52-oRSwMu-Kibqk-Jyirf',
    'ksY52oRSwMuKibqkJyirfA',
    '0sY52-oRSwMu-Kibqk-JyirfA',
    'ksY52-oRSwMu-Kibqk-JyirfA\n',
  ])('%j is none', (text) => {
    expect(isCredential(text)).toBe(false);
    expect(() => publicCredential('iEFmmtEk2WBuUj', text)).toThrow(RangeError);
  });
  test('give the public credential that belenios-tool derives', () => {
    expect(publicCredential('iEFmmtEk2WBuUj', 'ksY52-oRSwMu-Kibqk-JyirfA')).toBe(
      'c17498d44637f4b3b44a8c065df7a6c6c6566af908c8757fbbb689b28aba0dad',
    );
    expect(publicCredential('iEFmmtEk2WBuUj', 'ksY52-oRSwMu-Kibqk-JyirfB')).toBe(
      'ed932ab61d76bdc2b5e3a911c09d9ee69d6c9920587217083732ce0ffee5315e',
    );
  });
  test('those of the record of belenios-tool are in its list', () => {
    const secrets = Object.values(
      JSON.parse(toolsFile('plain', 'private_creds.json').toString()) as Record<string, string>,
    );
    const record = toolsFile('plain', '.bel').toString();
    for (const secret of secrets) expect(record).toContain(publicCredential('iEFmmtEk2WBuUj', secret));
  });
  test('are listed sorted and once', () => {
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    expect(encodeCredentials([b, a])).toBe(`["${a}","${b}"]`);
    expect(() => encodeCredentials([a, a])).toThrow(RangeError);
    expect(() => encodeCredentials([a.toUpperCase()])).toThrow(RangeError);
  });
});

describe('election identifiers', () => {
  test('are 14 Base58 characters', () => {
    expect(generateUuid()).toMatch(/^[1-9A-HJ-NP-Za-km-z]{14}$/);
    expect(isUuid(generateUuid())).toBe(true);
  });
  test.each(['', 'iEFmmtEk2WBuU', 'iEFmmtEk2WBuU0', '../../etc/passwd', 'i'.repeat(65)])('%j is none', (text) => {
    expect(isUuid(text)).toBe(false);
  });
});

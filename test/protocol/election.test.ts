import { describe, expect, test } from 'vitest';
import { decodeElection, encodeElection, encodeTrustees, electionKey, fingerprint } from '../../protocol/election.ts';
import { IDENTITY_TEXT } from '../../protocol/group.ts';
import { generateTrusteeKey, publicKeyOf, verifyTrusteeKey } from '../../protocol/trustee-key.ts';
import { aWorld, edited, QUESTIONS } from '../support/record-builder.ts';

const trustees = encodeTrustees([generateTrusteeKey().publicKey, generateTrusteeKey().publicKey]);
const draft = {
  uuid: 'iEFmmtEk2WBuUj',
  name: 'Käse "x" \\',
  description: 'one\ntwo\u007f'.slice(0, 7),
  questions: QUESTIONS,
  trustees,
};

describe('elections', () => {
  test('are read as they were written, rules and all', () => {
    const rules = { version: 1, contests: [{ method: 'approval', seats: 4 }], quorum: null };
    const text = encodeElection({ ...draft, administrator: 'Ada', credentialAuthority: 'server', rules });
    expect(decodeElection(text)).toEqual({
      uuid: draft.uuid,
      name: draft.name,
      description: draft.description,
      questions: QUESTIONS,
      publicKey: electionKey(trustees),
      administrator: 'Ada',
      credentialAuthority: 'server',
      rules,
      unknownMembers: [],
    });
    expect(text).toMatch(/,"administrator":"Ada","credential_authority":"server","rules":\{"version":1,.*\}\}$/);
  });
  test('are not written when they could not be verified', () => {
    const refused = (change: object) => () => encodeElection({ ...draft, ...change });
    expect(refused({ uuid: 'short' })).toThrow('election-uuid');
    expect(refused({ name: 'a\u202eb' })).toThrow('election-text');
    expect(refused({ questions: [] })).toThrow('election-shape');
    expect(refused({ questions: [{ ...QUESTIONS[0]!, min: 3 }] })).toThrow('question-bounds');
    expect(refused({ questions: [{ ...QUESTIONS[0]!, answers: [], max: 0 }] })).toThrow('question-bounds');
    expect(refused({ name: '\ud800' })).toThrow('election-text');
  });
  test('have the fingerprint that the shared record states', () => {
    expect(fingerprint('')).toBe('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU');
  });
  test('an election without rules has none', () => {
    expect(decodeElection(aWorld({ voters: 1, trustees: 1 }).election).rules).toBeUndefined();
  });
});

describe('trustee keys', () => {
  test('are proved', () => {
    const { privateKey, publicKey } = generateTrusteeKey();
    expect(verifyTrusteeKey(publicKey)).toEqual({ ok: true });
    expect((JSON.parse(publicKey) as { public_key: string }).public_key).toBe(publicKeyOf(privateKey));
  });
  test.each(['0', '-1', '01', 'x', ''])('%j is no private key', (text) => {
    expect(() => publicKeyOf(text)).toThrow(RangeError);
  });
  test.each([
    ['trustee-json', (text: string) => text.slice(1)],
    ['trustee-canonical', (text: string) => ` ${text}`],
    ['trustee-shape', (text: string) => text.replace('pok', 'kop')],
    ['scalar-canonical', (text: string) => text.replace('"challenge":"', '"challenge":"0')],
    ['element-member', (text: string) => text.replace(/"public_key":".{4}/, '"public_key":"0000')],
    ['trustee-identity', (text: string) => text.replace(/"public_key":".{64}/, `"public_key":"${IDENTITY_TEXT}`)],
    [
      'trustee-proof',
      (text: string) =>
        edited(text, ({ pok }: { pok: Record<string, string> }) => {
          pok['response'] = '5';
        }),
    ],
  ])('%s names what is wrong with one', (failed, spoil) => {
    const verdict = verifyTrusteeKey(spoil(generateTrusteeKey().publicKey));
    // A key whose digits were changed is a member once in sixteen times; then its proof is false.
    if (failed === 'element-member')
      expect(['element-member', 'trustee-proof']).toContain((verdict as { failed: string }).failed);
    else expect(verdict).toMatchObject({ ok: false, failed });
  });
});

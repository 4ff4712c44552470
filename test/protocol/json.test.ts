import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeJson, fromPlain, parseJson, toPlain } from '../../protocol/json.ts';
import { Refused } from '../../protocol/refused.ts';

function refusal(text: string): string {
  try {
    parseJson(text);
    return 'accepted';
  } catch (error) {
    return error instanceof Refused ? String(error.failed) : 'crashed';
  }
}

describe('canonical JSON', () => {
  test('what is written is read again, and is what JSON says', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = encodeJson(fromPlain(value));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(encodeJson(parseJson(text))).toBe(text);
        expect(encodeJson(fromPlain(toPlain(parseJson(text))))).toBe(encodeJson(fromPlain(JSON.parse(text))));
      }),
    );
  });

  test('what is accepted is JSON, and is written in the same bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('{}[]",:\\ \n0123.-eEtrufalsn')) }), (text) => {
        if (refusal(text) !== 'accepted') return;
        expect(() => JSON.parse(text) as unknown).not.toThrow();
        expect(encodeJson(parseJson(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['{"a":1,"a":2}', 'json'],
    ['{"a":1,}', 'json'],
    ['[1,]', 'json'],
    ['', 'json'],
    ['nul', 'json'],
    ['1 2', 'json'],
    ['01', 'json'],
    ['+1', 'json'],
    ['1e999', 'json'],
    ['NaN', 'json'],
    ['"\t"', 'json'],
    ['"\\x"', 'json'],
    ['"\\u12"', 'json'],
    ['"', 'json'],
    ['{"a"}', 'json'],
    ['\ufeff1', 'json'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'json'],
    [' 1', 'canonical'],
    ['1\n', 'canonical'],
    ['{"a": 1}', 'canonical'],
    ['1.0', 'canonical'],
    ['1e1', 'canonical'],
    ['-0', 'canonical'],
    ['12345678901234567890123', 'canonical'],
    ['"\\u0061"', 'canonical'],
    ['"\\/"', 'canonical'],
    ['"\\u000A"', 'canonical'],
    ['"\\ud800"', 'canonical'],
    ['"\\n\\u007f\\u0000é"', 'accepted'],
    ['{"__proto__":{"constructor":1}}', 'accepted'],
  ])('%j is %s', (text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  test('a member called __proto__ reaches no prototype', () => {
    const plain = toPlain(parseJson('{"__proto__":{"admin":true}}')) as Record<string, unknown>;
    expect(Object.getPrototypeOf(plain)).toBeNull();
    expect(plain['admin']).toBeUndefined();
  });
});

import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeElement,
  decodeScalar,
  encodeElement,
  encodeElements,
  encodeScalar,
  GENERATOR,
  IDENTITY,
  IDENTITY_TEXT,
  modulo,
  power,
  randomScalar,
} from '../../protocol/group.ts';
import { GROUP_ORDER } from '../../protocol/kernel/arguments.ts';
import { BASE58, randomBase58 } from '../../protocol/random.ts';

const scalar = fc.bigInt({ min: 0n, max: GROUP_ORDER - 1n });
const ORDER_EIGHT = 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a';

describe('the group', () => {
  test('the generator has y = 4/5 and a positive x', () => {
    expect(encodeElement(GENERATOR)).toBe('6666666666666666666666666666666666666666666666666666666666666658');
    expect(encodeElement(IDENTITY)).toBe(IDENTITY_TEXT);
  });
  test('powers add their exponents, zero and q among them', () => {
    fc.assert(
      fc.property(scalar, scalar, (a, b) => {
        expect(encodeElement(power(GENERATOR, a).add(power(GENERATOR, b)))).toBe(
          encodeElement(power(GENERATOR, a + b)),
        );
      }),
      { numRuns: 10 },
    );
    expect(power(GENERATOR, 0n).equals(IDENTITY)).toBe(true);
    expect(power(GENERATOR, GROUP_ORDER).equals(IDENTITY)).toBe(true);
    expect(power(GENERATOR, -1n).add(GENERATOR).equals(IDENTITY)).toBe(true);
  });
  test('elements are read as they are written, one by one and together', () => {
    const elements = [1n, 2n, 77n].map((exponent) => power(GENERATOR, exponent).add(GENERATOR));
    expect(encodeElements(elements)).toEqual(elements.map(encodeElement));
    for (const element of elements) expect(decodeElement(encodeElement(element))?.equals(element)).toBe(true);
  });
  test('what is not the canonical encoding of a member is no element', () => {
    const small = ed25519.Point.fromHex(ORDER_EIGHT);
    const p = 2n ** 255n - 19n;
    const strangers = [
      '',
      encodeElement(small),
      encodeElement(GENERATOR.add(small)),
      encodeElement(GENERATOR).slice(1),
      encodeElement(power(GENERATOR, 5n)).toUpperCase(),
      `0${encodeElement(GENERATOR)}`,
      (p + 1n).toString(16),
      (1n + 2n ** 255n).toString(16),
      '2'.padStart(64, '0'),
      'f'.repeat(64),
    ];
    for (const stranger of strangers) expect(decodeElement(stranger), stranger).toBeUndefined();
  });
});

describe('scalars', () => {
  test('are read as they are written', () => {
    fc.assert(fc.property(scalar, (s) => decodeScalar(encodeScalar(s)) === s));
  });
  test.each(['', '00', '01', '-1', '+1', '0x1', '1e5', ' 1', '1 ', '1n', GROUP_ORDER.toString(), '9'.repeat(77), '٣'])(
    '%j is none',
    (text) => expect(decodeScalar(text)).toBeUndefined(),
  );
  test('modulo gives what lies in 0..q-1', () => {
    expect(modulo(-1n)).toBe(GROUP_ORDER - 1n);
    expect(modulo(GROUP_ORDER)).toBe(0n);
  });
  test('a random one takes 512 bits', () => {
    expect(randomScalar((n) => new Uint8Array(n).fill(255))).toBe((2n ** 512n - 1n) % GROUP_ORDER);
    expect(randomScalar()).not.toBe(randomScalar());
  });
});

describe('random Base58', () => {
  test('a byte that would make a digit likelier is thrown away', () => {
    const bytes = [232, 255, 0, 57, 58, 231];
    let place = 0;
    const text = randomBase58(4, (n) => Uint8Array.from({ length: n }, () => bytes[place++ % bytes.length]!));
    expect(text).toBe('1z1z');
  });
  test('has 58 digits, without 0, O, I and l', () => {
    expect(new Set(BASE58).size).toBe(58);
    expect(BASE58).not.toMatch(/[0OIl]/);
  });
});

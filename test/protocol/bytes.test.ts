import { expect, test } from 'vitest';
import * as inNode from '../../protocol/bytes.node.ts';
import * as elsewhere from '../../protocol/bytes.ts';

test('Node and every other place hash the same text to the same digits', () => {
  // The example of FIPS 180-2, B.1.
  expect(inNode.sha256Of('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  const lengths = [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, 100_000];
  // What is no character is replaced by the same one: half a surrogate pair.
  const texts = [
    'abc',
    'Zoë Ångström',
    '\u{1f5f3}',
    '\ud83d',
    'a\udc00b',
    ...lengths.map((length) => 'x'.repeat(length)),
  ];
  for (const text of texts) expect(inNode.sha256Of(text)).toBe(elsewhere.sha256Of(text));
});

test('both read the digits that they spell, and nothing else', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  for (const { bytesOfHex, hexOf } of [inNode, elsewhere]) {
    expect(bytesOfHex(hexOf(all))).toEqual(all);
    expect(bytesOfHex('')).toEqual(new Uint8Array());
    for (const wrong of ['0', '0g', '00 ', '0x00', 'é0', '00\u0130'])
      expect(() => bytesOfHex(wrong)).toThrow(RangeError);
  }
});

test('both spell bytes with the same digits', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  for (const { hexOf } of [inNode, elsewhere]) {
    expect(hexOf(all)).toBe(Array.from(all, (byte) => byte.toString(16).padStart(2, '0')).join(''));
    expect(hexOf(new Uint8Array())).toBe('');
    // A view into a longer buffer gives its own bytes alone.
    expect(hexOf(all.subarray(10, 12))).toBe('0a0b');
  }
});

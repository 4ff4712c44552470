import { expect, test } from 'vitest';
import { sha256Of as inNode } from '../../protocol/sha-256.node.ts';
import { sha256Of as elsewhere } from '../../protocol/sha-256.ts';

test('Node and every other place hash the same text to the same digits', () => {
  // The example of FIPS 180-2, B.1.
  expect(inNode('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  const lengths = [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, 100_000];
  // What is no character is replaced by the same one: half a surrogate pair.
  const texts = ['abc', 'Zoë Ångström', '\u{1f5f3}', '\ud83d', 'a\udc00b', ...lengths.map((length) => 'x'.repeat(length))];
  for (const text of texts) expect(inNode(text)).toBe(elsewhere(text));
});

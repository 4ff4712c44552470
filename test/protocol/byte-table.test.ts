import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteTable } from '../../protocol/byte-table.ts';

/** A key whose bytes are all 0 but the last four, or all but the first four. */
function key(number: number, end: 'first' | 'last'): Uint8Array {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(end === 'first' ? 0 : 28, number);
  return bytes;
}

test('every key has the place of the keys before it, however often it comes', () => {
  const keys = fc.array(fc.uint8Array({ minLength: 5, maxLength: 5, max: 2 }), { maxLength: 400 });
  fc.assert(
    fc.property(keys, (all) => {
      const table = new ByteTable(5, 0);
      const known: string[] = [];
      for (const one of all) {
        const text = one.join();
        expect(table.find(one)).toBe(known.includes(text) ? known.indexOf(text) : undefined);
        if (!known.includes(text)) known.push(text);
        expect(table.add(one)).toBe(known.indexOf(text));
        expect(table.size).toBe(known.length);
      }
      expect(known.map((_, place) => table.at(place)?.join())).toEqual(known);
    }),
    { numRuns: 200 },
  );
});

// With a hash that looks at chosen bytes alone, one of these takes thousands of millions of steps and does not end in time.
test.each(['first', 'last'] as const)('keys chosen to differ in their %s bytes alone do no harm', (end) => {
  const table = new ByteTable(32);
  for (let number = 0; number < 300_000; number += 1) table.add(key(number, end));
  expect(table.size).toBe(300_000);
  expect(table.find(key(299_999, end))).toBe(299_999);
  expect(table.find(key(300_000, end))).toBeUndefined();
});

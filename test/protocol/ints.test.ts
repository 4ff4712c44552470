import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeElement, encodeElement, IDENTITY_TEXT } from '../../protocol/group.ts';
import { ofInts, toInts } from '../../protocol/ints.ts';

describe('small integers inside a group element', () => {
  test('come out as they went in, with the smallest filling that gives a member', () => {
    const answers = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(answers, (integers) => {
        const text = encodeElement(ofInts(integers));
        expect(decodeElement(text)).toBeDefined();
        expect(toInts(text, integers.length)).toEqual(integers);
        const filling = Number(BigInt(`0x${text}`) & 0x3fffn);
        const smaller = (more: number) => (BigInt(`0x${text}`) - BigInt(more)).toString(16).padStart(64, '0');
        for (let more = 1; more <= Math.min(filling, 5); more += 1) {
          expect(decodeElement(smaller(more))).toBeUndefined();
        }
      }),
      { numRuns: 5 },
    );
  });
  test('of nothing but zeros are the identity, whose filling is 1', () => {
    expect(encodeElement(ofInts([0, 0, 0]))).toBe(IDENTITY_TEXT);
    expect(toInts(IDENTITY_TEXT, 3)).toEqual([0, 0, 0]);
  });
  test('fill the element with thirty times 255, and the sign stays free', () => {
    const most = Array.from({ length: 30 }, () => 255);
    const text = encodeElement(ofInts(most));
    expect(BigInt(`0x${text}`) >> 254n).toBe(0n);
    expect(toInts(text, 30)).toEqual(most);
  });
  test('are read from any element', () => {
    expect(toInts('f'.repeat(64), 2)).toEqual([255, 255]);
  });
  test.each([[[256]], [[-1]], [[0.5]], [[NaN]], [Array.from({ length: 31 }, () => 0)]])('%j do not fit', (integers) => {
    expect(() => ofInts(integers)).toThrow(RangeError);
  });
});

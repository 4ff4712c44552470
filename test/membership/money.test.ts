import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalsOf, minorOf, moneyText } from '../../membership/money.ts';

describe('an amount that somebody typed', () => {
  test.each([
    ['25', 'USD', 2500],
    ['25.5', 'USD', 2550],
    ['25.50', 'USD', 2550],
    ['$25', 'USD', 2500],
    [' $ 1,200.00 ', 'USD', 120_000],
    ['€99', 'EUR', 9900],
    ['0', 'USD', 0],
    ['0.01', 'USD', 1],
    ['3000', 'JPY', 3000],
    ['1.234', 'KWD', 1234],
    ['２５', 'USD', 2500],
    ['1,234,567', 'USD', 123_456_700],
  ])('%s in %s', (typed, currency, minor) => {
    expect(minorOf(typed, currency)).toBe(minor);
  });

  test.each([
    ['nothing', '', 'USD'],
    ['negative', '-25', 'USD'],
    ['negative, with a typographic minus', '−25', 'USD'],
    ['negative, as accountants write it', '(25)', 'USD'],
    ['with an exponent', '1e3', 'USD'],
    ['in hexadecimal', '0x19', 'USD'],
    ['more decimals than cents', '25.001', 'USD'],
    ['decimals where there are none', '3000.5', 'JPY'],
    ['more decimals than fils', '1.2345', 'KWD'],
    ['a comma for decimals', '25,50', 'USD'],
    ['groups of two', '12,34', 'USD'],
    ['points for groups', '1.200.000', 'USD'],
    ['a point without decimals', '25.', 'USD'],
    ['decimals without units', '.5', 'USD'],
    ['an amount beyond all money', '9'.repeat(16), 'USD'],
    ['words', 'twenty', 'USD'],
    ['infinite', 'Infinity', 'USD'],
    ['not a number', 'NaN', 'USD'],
    ['two amounts', '25 30', 'USD'],
    ['a formula', '=25', 'USD'],
    ['a fraction sign', '½', 'USD'],
  ])('%s is refused', (_title, typed, currency) => {
    expect(minorOf(typed, currency)).toBe(undefined);
  });

  test('comes back as it was written, in every currency', () => {
    const currencies = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'GBP', 'CHF', 'INR');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), currencies, (minor, currency) => {
        const written = moneyText({ minor, currency }).replaceAll(/[^\d.]/g, '');
        expect(minorOf(written, currency)).toBe(minor);
      }),
    );
  });
  test('is a whole number or nothing, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const minor = minorOf(typed, 'USD');
        expect(minor === undefined || (Number.isSafeInteger(minor) && minor >= 0)).toBe(true);
      }),
    );
  });
});

describe('money as text', () => {
  test.each([
    [9900, 'USD', '$99'],
    [9950, 'USD', '$99.50'],
    [5, 'USD', '$0.05'],
    [-2500, 'USD', '-$25'],
    [3000, 'JPY', '¥3,000'],
    [1234, 'KWD', 'KWD 1.234'],
  ])('%s of %s is %s', (minor, currency, text) => {
    expect(moneyText({ minor, currency }).replaceAll(/\s/gu, ' ')).toBe(text);
  });
  test('knows how many decimals a currency has', () => {
    expect(['USD', 'JPY', 'KWD'].map(decimalsOf)).toEqual([2, 0, 3]);
  });
});

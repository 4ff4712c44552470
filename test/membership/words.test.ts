import { describe, expect, test } from 'vitest';
import { codeWords } from '../../membership/code-words.ts';
import { reasonCodes, type Reason } from '../../membership/eligibility.ts';
import { reasonWords, standingWords } from '../../membership/words.ts';
import { instant } from './histories.ts';

const telling = { zone: 'UTC', nameOf: (tier: string) => (tier === 'supporting' ? 'Supporting' : tier) };

function reason(code: Reason['code'], on: string | null = '2027-02-04'): Reason {
  const blank = { rule: 'membership', holds: false, act: null, actBy: null } as const;
  return { ...blank, code, tier: 'supporting', on: on === null ? null : instant(on) };
}

describe('every reason', () => {
  test.each(reasonCodes)('%s is one sentence, without "you", a code or a missing word', (code) => {
    const words = reasonWords(reason(code), telling);
    expect(words).toMatch(/^[A-Z][^\n]*\.$/);
    expect(words).not.toMatch(/\b(you|your|undefined|null|please)\b|[!_]|supporting|\s{2}/);
  });
  test.each(reasonCodes)('%s has a short name for a group of people', (code) => {
    expect(codeWords(code)).toMatch(/^[A-Z].*[^.]$/);
  });
});

describe('dates in words', () => {
  test('a time that ends with the third is said to last until the third', () => {
    expect(reasonWords(reason('member'), telling)).toBe('Supporting member until 3 February 2027.');
    expect(reasonWords(reason('lapsed'), telling)).toBe(
      'Supporting membership ended on 3 February 2027 and was not renewed.',
    );
  });
  test('a moment is said as its own day, in the zone of the organisation', () => {
    expect(reasonWords(reason('affirmed', '2027-05-02T23:00'), telling)).toBe(
      'Affirmed on 2 May 2027 the intention to vote.',
    );
    const east = { ...telling, zone: 'Pacific/Auckland' };
    expect(reasonWords(reason('affirmed', '2027-05-02T23:00'), east)).toContain('3 May 2027');
  });
  test('the right that rests until the new year comes back after 31 December', () => {
    expect(reasonWords(reason('votes-missed', '2028-01-01'), telling)).toContain('until 31 December 2027');
  });
});

test('every state of a standing has its words', () => {
  const states = [
    'applied',
    'pending-payment',
    'pending-approval',
    'active',
    'grace',
    'lapsed',
    'resigned',
    'terminated',
  ] as const;
  expect(new Set(states.map(standingWords)).size).toBe(states.length);
});

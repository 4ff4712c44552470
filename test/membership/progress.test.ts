import { expect, test } from 'vitest';
import { progressWords, wayWords } from '../../membership/progress.ts';

test('how far a drive is, as people say it', () => {
  expect(progressWords({ reached: 76, amount: 100, tierName: 'Supporting', currency: null })).toBe(
    '76 of 100 new Supporting members: about three quarters of the way.',
  );
  expect(progressWords({ reached: 4_510_000, amount: 6_000_000, tierName: null, currency: 'USD' })).toBe(
    '$45,100 of $60,000: about three quarters of the way.',
  );
});

test.each([
  [0, 100, 'the first step is still to come'],
  [-5, 100, 'the first step is still to come'],
  [4, 100, 'at the beginning of the way'],
  [5, 100, 'about a tenth of the way'],
  [10, 100, 'a tenth of the way'],
  [50, 100, 'half of the way'],
  [51, 100, 'about half of the way'],
  [1, 3, 'a third of the way'],
  [2, 3, 'two thirds of the way'],
  [95, 100, 'about nine tenths of the way'],
  [96, 100, 'almost all of the way'],
  [99_999, 100_000, 'almost all of the way'],
  [100, 100, 'the goal is reached'],
  [174, 100, 'more than the goal'],
  [0, 1, 'the first step is still to come'],
])('%d of %d is %s', (reached, amount, words) => {
  expect(wayWords(reached, amount)).toBe(words);
});

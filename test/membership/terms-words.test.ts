import { expect, test } from 'vitest';
import {
  approvalWords,
  feeWords,
  periodWords,
  rulesWords,
  visibilityWords,
  voteWords,
} from '../../membership/terms-words.ts';
import { presetRules } from '../../membership/preset.ts';
import { termsOf } from './histories.ts';

const said = (id: string) => {
  const terms = termsOf(id);
  const { approval, visibility } = terms;
  return [feeWords(terms), periodWords(terms), voteWords(terms), approvalWords(approval), visibilityWords(visibility)];
};

test.each([
  ['basic', ['No fee', 'Until somebody leaves', 'No', 'Everybody who asks', 'Everybody']],
  [
    'supporting',
    [
      '$25 or more, $99 suggested · $2,500 for life',
      '12 months, 30 days of grace',
      'Yes',
      'Everybody who asks',
      'Everybody',
    ],
  ],
  ['contributing', ['No fee', '12 months, 30 days of grace', 'Yes', 'Everybody who asks', 'Everybody']],
  ['fellow', ['No fee', 'For life', 'Yes, may miss votes', 'Whom a body appoints', 'Signed-in members']],
])('%s in words', (id, words) => {
  expect(said(id)).toEqual(words);
});

test('other fees and periods in words', () => {
  expect(
    feeWords(termsOf('supporting', { fee: { kind: 'fixed', amount: 3000 }, currency: 'JPY', lifetimeFee: null })),
  ).toBe('¥3,000');
  const period = { kind: 'fixed', startsOn: '07-01', rolloverDays: 0 } as const;
  expect(periodWords(termsOf('supporting', { period, graceDays: 0 }))).toBe('A year from 1 July on, no grace');
  expect(periodWords(termsOf('supporting', { period: { kind: 'rolling', months: 1 }, graceDays: 1 }))).toBe(
    '1 month, 1 day of grace',
  );
});

test('every rule has its words', () => {
  const words = rulesWords({ ...presetRules, missedVotes: null, qualifyingDays: 90, graceVotes: true });
  expect(words.map(({ says }) => says)).toEqual([
    'UTC',
    'Vote',
    'Each year; not from who voted last time',
    'No such rule',
    '90 days',
    '10 days',
    '15 days',
    '5 days',
  ]);
});

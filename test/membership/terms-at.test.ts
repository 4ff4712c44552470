import { expect, test } from 'vitest';
import { termsAt, tierAt } from '../../membership/terms-at.ts';
import { instant, presetAsTiers, withTerms } from './histories.ts';

test('terms hold from their very moment until the next', () => {
  const tiers = withTerms('supporting', '2028-01-01', { name: 'Sustaining' });
  const supporting = tiers.find(({ id }) => id === 'supporting')!;
  expect(termsAt(supporting, instant('2000-01-01'))).toBe(undefined);
  expect(termsAt(supporting, instant('2027-12-31T23:59:59'))?.name).toBe('Supporting');
  expect(termsAt(supporting, instant('2028-01-01'))?.name).toBe('Sustaining');
});

test('a merged tier is the other from the moment of the merger on', () => {
  expect(tierAt(presetAsTiers, 'managing', instant('2024-07-31T23:59:59'))?.id).toBe('managing');
  expect(tierAt(presetAsTiers, 'managing', instant('2024-08-01'))?.id).toBe('contributing');
  expect(tierAt(presetAsTiers, 'nothing', instant('2024-08-01'))).toBe(undefined);
});

import { describe, expect, test } from 'vitest';
import type { TierView } from '../../api/tiers.ts';
import { noChange, reduceTiers, rulesFormOf, termsFormOf, termsNow, comingOf } from '../../client/office/tier-state.ts';
import { presetRules, presetTiers } from '../../membership/preset.ts';

const tiers = presetTiers.map(({ id, terms }) => ({
  id,
  terms: terms.map((one) => ({ ...one, madeBy: 'Somebody', madeAt: one.effectiveAt })),
})) as unknown as readonly TierView[];

describe('the form of a tier', () => {
  test.each(tiers.map((tier) => [tier.id, tier] as const))('%s comes back from it as it was', (_id, tier) => {
    const { draft } = reduceTiers(noChange, { type: 'tier-chosen', tier });
    const { attestation, ...last } = tier.terms.findLast(({ terms }) => terms.name !== '')!.terms;
    expect(termsFormOf(draft)).toEqual({ ...last, attestation: attestation?.text ?? '', from: null });
  });
  const sliding = (change: object) => {
    const filled = { feeKind: 'sliding', minimum: '25', suggested: '99', presets: '25 50 99', ...change } as const;
    return termsFormOf(reduceTiers(noChange, { type: 'filled', change: filled }).draft).fee;
  };
  test('amounts are typed as money, with spaces or commas between them', () => {
    const fee = { kind: 'sliding', minimum: 2500, suggested: 9900, presets: [2500, 5000, 9900] };
    expect(sliding({})).toEqual(fee);
    expect(sliding({ presets: ' $25,  50.00; 99 ' })).toEqual(fee);
    expect(sliding({ presets: '1,200 1,500.50' })).toMatchObject({ presets: [120_000, 150_050] });
  });
  test.each(['-5', '1e3', '25.001', 'much', ''])(
    '%s as an amount becomes one that is refused at its place',
    (minimum) => {
      expect(sliding({ minimum })).toMatchObject({ minimum: 0 });
    },
  );
  test('the decimals are those of the currency', () => {
    expect(sliding({ currency: 'JPY', minimum: '3000' })).toMatchObject({ minimum: 3000 });
    expect(sliding({ currency: 'no such', minimum: '3000' })).toMatchObject({ minimum: 0 });
  });
});

test('the form of the rules comes back as it was', () => {
  const { rules } = reduceTiers(noChange, { type: 'rules-chosen', rules: presetRules });
  expect(rulesFormOf(rules!)).toEqual({ ...presetRules, from: null });
  expect(rulesFormOf({ ...rules!, missedVotes: '' }).missedVotes).toBe(null);
});

test('what holds and what comes are told apart by the clock of the server', () => {
  const managing = tiers.find(({ id }) => id === 'managing')!;
  expect(termsNow(managing, '2024-07-31T00:00:00Z')?.terms.mergedInto).toBe(null);
  expect(comingOf(managing.terms, '2024-07-31T00:00:00Z')).toHaveLength(1);
  expect(termsNow(managing, '2024-08-01T00:00:00Z')?.terms.mergedInto).toBe('contributing');
  expect(comingOf(managing.terms, '2024-08-01T00:00:00Z')).toEqual([]);
});

import { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../db/connect.ts';
import { recordRules, recordTerms, recordTier } from '../db/tiers.ts';
import { presetRules, presetTiers } from '../membership/preset.ts';

/** Gives an installation without tiers those of the preset, and its rules. Everything may be changed afterwards. */
export async function installPreset(trx: Transaction, madeBy: string, now: Temporal.Instant): Promise<void> {
  for (const { id, terms } of presetTiers) {
    await recordTier(trx, id, now);
    for (const { effectiveAt, terms: meaning } of terms) {
      const change = { tier: id, effectiveAt: Temporal.Instant.from(effectiveAt), terms: meaning, madeBy };
      await recordTerms(trx, change, now);
    }
  }
  const effectiveAt = Temporal.Instant.from(presetTiers[0]?.terms[0]?.effectiveAt ?? now.toString());
  await recordRules(trx, { effectiveAt, rules: presetRules, madeBy }, now);
}

import type { Temporal } from 'temporal-polyfill';
import type { TiersView } from '../../api/tiers.ts';
import type { Reader } from '../../db/connect.ts';
import { readRulesMade, readTermsMade } from '../../db/tiers.ts';

/** All tiers and rules with everything that they were and will be. */
export async function tiersViewOf(db: Reader, now: Temporal.Instant): Promise<TiersView> {
  const tiers = new Map<string, TiersView['tiers'][number]['terms']>();
  for (const { tier, effectiveAt, terms, madeAt, madeBy } of await readTermsMade(db)) {
    const { fee } = terms;
    const plain = { ...terms, fee: fee.kind === 'sliding' ? { ...fee, presets: [...fee.presets] } : fee };
    const made = { effectiveAt: effectiveAt.toString(), terms: plain, madeAt: madeAt.toString(), madeBy };
    tiers.set(tier, [...(tiers.get(tier) ?? []), made]);
  }
  const rules = await readRulesMade(db);
  return {
    now: now.toString(),
    tiers: [...tiers].map(([id, terms]) => ({ id, terms })),
    rules: rules.map(({ effectiveAt, ...one }) => ({ effectiveAt: effectiveAt.toString(), ...one })),
  };
}

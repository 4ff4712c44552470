import type { makeTier as contract } from '../../api/tiers.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockTiers, recordTerms, recordTier } from '../../db/tiers.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { effectiveFrom, termsFrom } from './refuse-terms.ts';
import { tiersViewOf } from './tiers-view.ts';

/** Makes a tier with its first terms. */
export async function makeTier({ db, clock }: Pick<Ports, 'db' | 'clock'>, { caller, body }: AskOf<typeof contract>) {
  const now = clock.now();
  const { id, ...form } = body;
  return db.transaction().execute(async (trx) => {
    await lockTiers(trx);
    const { tiers, rules } = await readOrganisation(trx, now);
    if (tiers.some((tier) => tier.id === id)) {
      throw new Problem('tier-exists', { detail: 'Choose another address, or give that tier new terms.' });
    }
    const effectiveAt = effectiveFrom(form.from, rules.zone, now);
    const terms = termsFrom(id, form, effectiveAt, tiers);
    const actor = actorOf(caller);
    await recordTier(trx, id, now);
    await recordTerms(trx, { tier: id, effectiveAt, terms, madeBy: actor }, now);
    const facts = { tier: id, name: terms.name, from: effectiveAt.toString() };
    await appendAudit(trx, { at: now, actor, action: 'make-tier', facts });
    return tiersViewOf(trx, now);
  });
}

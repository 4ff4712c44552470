import type { changeTerms as contract } from '../../api/tiers.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockTiers, recordTerms } from '../../db/tiers.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { effectiveFrom, termsFrom } from './refuse-terms.ts';
import { tiersViewOf } from './tiers-view.ts';

/** Gives a tier other terms from now or from a day to come on. Terms are added; none is ever changed. */
export async function changeTerms(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  { caller, path, body }: AskOf<typeof contract>,
) {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    await lockTiers(trx);
    const { tiers, rules } = await readOrganisation(trx, now);
    if (!tiers.some(({ id }) => id === path.tier)) throw new Problem('not-found', { detail: 'There is no such tier.' });
    const effectiveAt = effectiveFrom(body.from, rules.zone, now);
    const terms = termsFrom(path.tier, body, effectiveAt, tiers);
    const actor = actorOf(caller);
    await recordTerms(trx, { tier: path.tier, effectiveAt, terms, madeBy: actor }, now);
    const facts = { tier: path.tier, name: terms.name, from: effectiveAt.toString() };
    await appendAudit(trx, { at: now, actor, action: 'change-terms', facts });
    return tiersViewOf(trx, now);
  });
}

import { Temporal } from 'temporal-polyfill';
import type { changeRules as contract } from '../../api/tiers.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockTiers, readRulesMade, recordRules } from '../../db/tiers.ts';
import type { MembershipRules } from '../../membership/terms.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { effectiveFrom, wrong } from './refuse-terms.ts';
import { tiersViewOf } from './tiers-view.ts';

/** Changes the rules about members from now or from a day to come on. A roll keeps the rules that it was made by. */
export async function changeRules(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  { caller, body }: AskOf<typeof contract>,
) {
  const now = clock.now();
  const { from, ...rules } = body;
  assertPossible(rules);
  return db.transaction().execute(async (trx) => {
    await lockTiers(trx);
    const effectiveAt = effectiveFrom(from, rules.zone, now);
    if ((await readRulesMade(trx)).some((one) => one.effectiveAt.equals(effectiveAt))) {
      throw wrong([{ field: 'from', words: 'Other rules begin in that very moment. Choose another day' }]);
    }
    const actor = actorOf(caller);
    await recordRules(trx, { effectiveAt, rules, madeBy: actor }, now);
    const facts = { from: effectiveAt.toString() };
    await appendAudit(trx, { at: now, actor, action: 'change-rules', facts });
    return tiersViewOf(trx, now);
  });
}

function assertPossible({ zone, hearingDays, terminationNoticeDays }: MembershipRules): void {
  if (!isZone(zone)) throw wrong([{ field: 'zone', words: 'Write UTC, or a name such as Europe/Berlin' }]);
  if (hearingDays > terminationNoticeDays) {
    throw wrong([{ field: 'hearingDays', words: 'The hearing cannot come before the notice' }]);
  }
}

function isZone(zone: string): boolean {
  try {
    Temporal.PlainDate.from('2000-01-01').toZonedDateTime(zone);
    return true;
  } catch {
    return false;
  }
}

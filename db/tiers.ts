import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { MembershipRules, Tier, TierTerms } from '../membership/terms.ts';
import type { Reader, Transaction } from './connect.ts';
import { instantText } from './instants.ts';

/** Every tier with the terms it ever had, oldest first. */
export async function readTiers(db: Reader): Promise<Tier[]> {
  const rows = await db
    .selectFrom('tier')
    .innerJoin('tierTerms', 'tierTerms.tier', 'tier.id')
    .select(['tier.id', 'tierTerms.effectiveAt', 'tierTerms.terms'])
    .orderBy('tier.position')
    .orderBy('tier.id')
    .orderBy('tierTerms.effectiveAt')
    .execute();
  const tiers = new Map<string, { id: string; terms: Tier['terms'][number][] }>();
  for (const { id, effectiveAt, terms } of rows) {
    const tier = tiers.get(id) ?? { id, terms: [] };
    tier.terms.push({ effectiveAt, terms });
    tiers.set(id, tier);
  }
  return [...tiers.values()];
}

/** What `readTiers` tells, with who made which terms when. */
export async function readTermsMade(db: Reader) {
  return db
    .selectFrom('tierTerms')
    .innerJoin('tier', 'tier.id', 'tierTerms.tier')
    .select(['tierTerms.tier', 'effectiveAt', 'terms', 'tierTerms.madeAt', 'madeBy'])
    .orderBy('tier.position')
    .orderBy('tier.id')
    .orderBy('effectiveAt')
    .execute();
}

/** All rules that ever held or will, oldest first. */
export async function readRulesMade(db: Reader) {
  return db.selectFrom('membershipRules').select(['effectiveAt', 'rules', 'madeBy']).orderBy('effectiveAt').execute();
}

/** Whoever changes tiers or rules takes turns, so that each change is checked against those before it. */
export async function lockTiers(trx: Transaction): Promise<void> {
  await sql`lock table tier, membership_rules in share row exclusive mode`.execute(trx);
}

/** Makes a tier, last in their order; one that is there stays where it is. */
export async function recordTier(trx: Transaction, id: string, now: Temporal.Instant): Promise<void> {
  const last = await trx
    .selectFrom('tier')
    .select(({ fn }) => fn.max('position').as('position'))
    .executeTakeFirst();
  await trx
    .insertInto('tier')
    .values({ id, position: (last?.position ?? 0) + 1, madeAt: now.toString() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function recordTerms(
  trx: Transaction,
  change: { tier: string; effectiveAt: Temporal.Instant; terms: TierTerms; madeBy: string },
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('tierTerms')
    .values({
      tier: change.tier,
      effectiveAt: change.effectiveAt.toString(),
      terms: JSON.stringify(change.terms),
      madeAt: now.toString(),
      madeBy: change.madeBy,
    })
    .execute();
}

/** The rules in force at an instant; undefined before the first ones. */
export async function findRules(db: Reader, at: Temporal.Instant): Promise<MembershipRules | undefined> {
  const row = await db
    .selectFrom('membershipRules')
    .select('rules')
    .where('effectiveAt', '<=', instantText(at))
    .orderBy('effectiveAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.rules;
}

export async function recordRules(
  trx: Transaction,
  change: { effectiveAt: Temporal.Instant; rules: MembershipRules; madeBy: string },
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('membershipRules')
    .values({
      effectiveAt: change.effectiveAt.toString(),
      rules: JSON.stringify(change.rules),
      madeAt: now.toString(),
      madeBy: change.madeBy,
    })
    .execute();
}

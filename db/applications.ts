import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader } from './connect.ts';

export interface Application {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly tier: string;
  readonly at: Temporal.Instant;
  readonly note: string;
}

/**
 * The newest application of each person for each tier that nobody decided, withdrew or outlived by a period; whether the
 * tier asks for a decision is for the caller to know.
 */
function waiting(db: Reader) {
  return db
    .selectFrom('memberEvent as applied')
    .innerJoin('person as applicant', 'applicant.id', 'applied.personId')
    .innerJoin('person', (join) =>
      join
        .on('person.id', '=', sql<string>`coalesce(applicant.merged_into, applicant.id)`)
        .on('person.erasedAt', 'is', null),
    )
    .where('applied.kind', '=', 'applied')
    .where(
      sql<boolean>`not exists (
        select from member_event as later join person as same on same.id = later.person_id
        where coalesce(same.merged_into, same.id) = person.id and later.id > applied.id and (
          later.kind in ('approved', 'refused', 'applied', 'period', 'appointed') and later.tier = applied.tier
          or later.kind in ('resigned', 'died', 'erased')
          or later.kind = 'withdrawn' and later.facts->>'event' = applied.id::text))`,
    );
}

/** Applications for these tiers, oldest first. */
export async function readApplications(db: Reader, tiers: readonly string[]): Promise<Application[]> {
  if (tiers.length === 0) return [];
  const rows = await waiting(db)
    .select(['person.id as personId', 'person.name', 'person.email', 'applied.tier', 'applied.at'])
    .select(sql<string>`coalesce(applied.facts->>'note', '')`.as('note'))
    .where('applied.tier', 'in', tiers)
    .orderBy('applied.id')
    .limit(1000)
    .execute();
  return rows.map((row) => ({ ...row, tier: row.tier ?? '' }));
}

export async function countApplications(db: Reader, tiers: readonly string[]): Promise<number> {
  if (tiers.length === 0) return 0;
  const { count } = await waiting(db)
    .select(sql<number>`count(*)::int`.as('count'))
    .where('applied.tier', 'in', tiers)
    .executeTakeFirstOrThrow();
  return count;
}

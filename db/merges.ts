import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Reader, Transaction } from './connect.ts';
import { instantText } from './instants.ts';
import type { Facts } from './schema.ts';

export interface MergeRow {
  readonly id: string;
  readonly survivorId: string;
  readonly duplicateId: string;
  /** The duplicate, as it stands. */
  readonly name: string;
  readonly email: string;
  readonly moved: readonly string[];
  readonly facts: Facts;
  readonly madeAt: Temporal.Instant;
  readonly madeBy: string;
  readonly undoneAt: Temporal.Instant | null;
}

function merges(db: Reader) {
  return db
    .selectFrom('merge')
    .innerJoin('person', 'person.id', 'merge.duplicateId')
    .select(['merge.id', 'survivorId', 'duplicateId', 'person.name', 'person.email', 'moved', 'facts'])
    .select(['merge.madeAt', 'madeBy', 'undoneAt']);
}

/** Merges into this person, and those of this record into another. */
export function readMergesOf(db: Reader, personId: string): Promise<MergeRow[]> {
  return merges(db)
    .where((where) => where.or([where('survivorId', '=', personId), where('duplicateId', '=', personId)]))
    .orderBy('merge.madeAt', 'desc')
    .execute();
}

export async function lockMerge(trx: Transaction, id: string): Promise<MergeRow | undefined> {
  await trx.selectFrom('merge').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  return merges(trx).where('merge.id', '=', id).executeTakeFirst();
}

/** Puts the duplicate and its own duplicates aside for the survivor. */
export async function recordMerge(
  trx: Transaction,
  merge: { survivorId: string; duplicateId: string; facts: Facts; madeBy: string },
  now: Temporal.Instant,
): Promise<string> {
  const { survivorId, duplicateId } = merge;
  const moved = await trx.selectFrom('person').select('id').where('mergedInto', '=', duplicateId).execute();
  await trx
    .updateTable('person')
    .set({ mergedInto: survivorId })
    .where((where) => where.or([where('id', '=', duplicateId), where('mergedInto', '=', duplicateId)]))
    .execute();
  const { id } = await trx
    .insertInto('merge')
    .values({
      ...merge,
      facts: JSON.stringify(merge.facts),
      moved: moved.map((row) => row.id),
      madeAt: now.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Both stand for themselves again, and what had followed the duplicate follows it again. */
export async function revokeMerge(
  trx: Transaction,
  { id, survivorId, duplicateId, moved }: MergeRow,
  undoneBy: string,
  now: Temporal.Instant,
): Promise<void> {
  await trx.updateTable('person').set({ mergedInto: null }).where('id', '=', duplicateId).execute();
  await trx
    .updateTable('person')
    .set({ mergedInto: duplicateId })
    .where(sql<boolean>`id = any(${moved}::uuid[])`)
    .where('mergedInto', '=', survivorId)
    .execute();
  await trx.updateTable('merge').set({ undoneAt: now.toString(), undoneBy }).where('id', '=', id).execute();
}

export interface ProbablePair {
  readonly oneId: string;
  readonly otherId: string;
  readonly why: 'same-address' | 'plus-address' | 'former-address' | 'name-and-place' | 'name';
}

/**
 * Pairs that are probably one person, the surest first: one mailbox under two spellings, an address that the other one
 * left, one name in one place, one name. Pairs that somebody found to be two people are left out.
 */
export async function readProbablePairs(db: Db, wanted: { page: number; perPage: number }) {
  const { rows } = await sql<ProbablePair & { total: number }>`
    with people as (
      select id, name, email, city, plain_address(email) as plain,
        (select string_agg(word, ' ' order by word) from unnest(regexp_split_to_array(lower(name), '[^[:alnum:]]+')) as word
          where word <> '') as words
      from person where merged_into is null and erased_at is null
    ), pairs as (
      select one.id as one, other.id as other, 1 as rank, 'plus-address' as why
      from people as one join people as other on one.plain = other.plain and one.id < other.id
      union all
      select least(person_id, people.id), greatest(person_id, people.id), 2, 'former-address'
      from former_address join people on people.email = former_address.email or people.plain = plain_address(former_address.email)
        join people as owner on owner.id = person_id
      where people.id <> person_id
      union all
      select one.id, other.id, case when one.city <> '' and lower(one.city) = lower(other.city) then 3 else 4 end,
        case when one.city <> '' and lower(one.city) = lower(other.city) then 'name-and-place' else 'name' end
      from people as one join people as other on one.words = other.words and one.id < other.id
      where position(' ' in one.words) > 0
    ), best as (
      select distinct on (one, other) one, other, rank, why from pairs
      where not exists (select from not_duplicate where one_id = one and other_id = other)
      order by one, other, rank
    )
    select one as "oneId", other as "otherId", why, count(*) over ()::int as total
    from best order by rank, one, other limit ${wanted.perPage} offset ${(wanted.page - 1) * wanted.perPage}`.execute(
    db,
  );
  return { total: rows[0]?.total ?? 0, pairs: rows };
}

export async function recordNotDuplicate(
  trx: Transaction,
  pair: { oneId: string; otherId: string; madeBy: string },
  now: Temporal.Instant,
): Promise<void> {
  const [oneId = '', otherId = ''] = [pair.oneId, pair.otherId].sort();
  await trx
    .insertInto('notDuplicate')
    .values({ oneId, otherId, madeBy: pair.madeBy, madeAt: now.toString() })
    .onConflict((conflict) => conflict.columns(['oneId', 'otherId']).doNothing())
    .execute();
}

/** Elections that are not over on whose frozen rolls both stand: merging them now would take away a vote. */
export async function readRollsOfBoth(
  db: Reader,
  ids: readonly string[],
  others: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('rollEntry as one')
    .innerJoin('rollEntry as other', 'other.electionId', 'one.electionId')
    .innerJoin('election', 'election.id', 'one.electionId')
    .select('election.name')
    .distinct()
    .where('one.personId', 'in', ids)
    .where('other.personId', 'in', others)
    .where('election.stage', 'in', ['draft', 'frozen', 'closed', 'tallied'])
    .execute();
  return rows.map(({ name }) => name);
}

/** Elections that are not over whose rolls were worked out after the merge, with the person on them. */
export async function readRollsSince(db: Reader, merge: MergeRow): Promise<string[]> {
  const rows = await db
    .selectFrom('rollEntry')
    .innerJoin('election', 'election.id', 'rollEntry.electionId')
    .select('election.name')
    .distinct()
    .where('rollEntry.personId', 'in', [merge.survivorId, merge.duplicateId])
    .where('election.rollFrozenAt', '>=', instantText(merge.madeAt))
    .where('election.stage', 'in', ['draft', 'frozen', 'closed', 'tallied'])
    .execute();
  return rows.map(({ name }) => name);
}

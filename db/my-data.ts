import { sql } from 'kysely';
import type { Db, Reader } from './connect.ts';

/** Everything that lies under these records, table by table. */
export type Everything = Record<string, readonly Record<string, unknown>[]>;

/** Secrets and their hashes open doors; nobody is given them, not even the person. */
const secretColumns = ['password_hash', 'token_hash', 'code_hash', 'link_hash', 'credential', 'seen_event'];

export async function readRecordsOf(
  db: Reader,
  personId: string,
): Promise<{ id: string; name: string; email: string }[]> {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where((where) => where.or([where('id', '=', personId), where('mergedInto', '=', personId)]))
    .execute();
}

/**
 * All rows of every table with a column that names the person, found by asking the database which tables have one: a table
 * that is added later is in it by itself. Entries of the log that the person made are told apart from those about them.
 */
export async function readEverythingAbout(
  db: Db,
  { ids, addresses }: { ids: readonly string[]; addresses: readonly string[] },
): Promise<Everything> {
  const tables = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = 'public' and column_name in ('person_id', 'survivor_id', 'duplicate_id')
      and table_name not in ('sign_in_request', 'mailed_link', 'member_index', 'member_stale')
    order by table_name, column_name`.execute(db);
  const found: Record<string, Record<string, unknown>[]> = {};
  const add = async (name: string, from: ReturnType<typeof sql>) => {
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(t) - ${secretColumns}::text[] as row from ${from}`.execute(db);
    if (rows.length > 0) found[name] = [...(found[name] ?? []), ...rows.map(({ row }) => row)];
  };
  await add('person', sql`person t where id = any(${ids}::uuid[])`);
  for (const { table, column } of tables.rows)
    await add(table, sql`${sql.table(table)} t where ${sql.ref(column)} = any(${ids}::uuid[])`);
  const paid = sql`(select id from payment where person_id = any(${ids}::uuid[]))`;
  await add('payment_entry', sql`payment_entry t where payment_id in ${paid}`);
  await add('receipt', sql`receipt t where payment_id in ${paid}`);
  await add(
    'mail',
    sql`mail t where to_address = any(${addresses}::text[])
    and (person_id is null or not person_id = any(${ids}::uuid[]))`,
  );
  await add(
    'audit_entry_by_me',
    sql`audit_entry t where exists (
    select from unnest(${addresses}::text[]) as a where right(actor, length(a) + 2) = '<' || a || '>')`,
  );
  return found;
}

export interface RetentionRow {
  readonly category: string;
  readonly basis: string;
  readonly keptFor: string;
  readonly action: 'erased' | 'kept' | 'pseudonym';
}

export function readRetention(db: Reader): Promise<RetentionRow[]> {
  return db
    .selectFrom('retention')
    .select(['category', 'basis', 'keptFor', 'action'])
    .orderBy('position')
    .orderBy('category')
    .execute();
}

export async function readFormerAddresses(db: Reader, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('formerAddress')
    .select('email')
    .distinct()
    .where('personId', 'in', ids)
    .orderBy('email')
    .execute();
  return rows.map(({ email }) => email);
}

export async function countAbout(db: Reader, ids: readonly string[]) {
  const row = await db
    .selectFrom('person')
    .select([
      sql<number>`(select count(*)::int from member_event where person_id = any(${ids}::uuid[]))`.as('events'),
      sql<number>`(select count(*)::int from mail where person_id = any(${ids}::uuid[])
        or to_address in (select email from person where id = any(${ids}::uuid[])))`.as('mails'),
      sql<number>`(select count(*)::int from roll_entry where person_id = any(${ids}::uuid[]))`.as('rolls'),
      sql<number>`(select count(*)::int from payment where person_id = any(${ids}::uuid[]))`.as('payments'),
    ])
    .limit(1)
    .executeTakeFirstOrThrow();
  return row;
}

export async function findDetails(db: Reader, id: string) {
  return db
    .selectFrom('person')
    .select(['number', 'name', 'email', 'city', 'country'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

import { sql, type Selectable, type Updateable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { chunks } from './chunks.ts';
import type { Db, Reader, Transaction } from './connect.ts';
import { like } from './like.ts';
import type { Database, ImportMapColumn, VerdictColumn } from './schema.ts';

export type ImportBatch = Selectable<Database['importBatch']>;
export type ImportRowColumns = Selectable<Database['importRow']>;

export async function recordBatch(
  trx: Transaction,
  batch: {
    kind: 'file' | 'bulk';
    name: string;
    hash: string;
    facts: Record<string, unknown>;
    madeBy: string;
    state: ImportBatch['state'];
  },
  now: Temporal.Instant,
): Promise<string> {
  const { id } = await trx
    .insertInto('importBatch')
    .values({ ...batch, facts: JSON.stringify(batch.facts), madeAt: now.toString() })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export function findBatch(db: Reader, id: string): Promise<ImportBatch | undefined> {
  return db.selectFrom('importBatch').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockBatch(trx: Transaction, id: string): Promise<ImportBatch | undefined> {
  return trx.selectFrom('importBatch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function markBatch(trx: Transaction, id: string, set: Updateable<Database['importBatch']>): Promise<void> {
  await trx.updateTable('importBatch').set(set).where('id', '=', id).execute();
}

/** Takes a running step back to where it was begun, with the reason. */
export async function stepBack(trx: Transaction, id: string, problem: string): Promise<void> {
  const before = { trying: 'uploaded', committing: 'tried', undoing: 'committed' } as const;
  const state = (await lockBatch(trx, id))?.state;
  if (state === 'trying' || state === 'committing' || state === 'undoing')
    await markBatch(trx, id, { state: before[state], problem });
}

/** A file that did not arrive whole, or was refused, leaves nothing. */
export async function forgetBatch(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('importBatch').where('id', '=', id).execute();
}

/** Files that nobody committed within this time are forgotten, with what they said about people. */
export async function forgetOldBatches(trx: Transaction, before: Temporal.Instant): Promise<void> {
  await trx
    .deleteFrom('importBatch')
    .where('state', 'in', ['arriving', 'uploaded', 'tried'])
    .where('madeAt', '<', sql<Temporal.Instant>`${before.toString()}::timestamptz`)
    .execute();
}

export function readBatches(db: Reader, most: number): Promise<ImportBatch[]> {
  return db
    .selectFrom('importBatch')
    .selectAll()
    .where('state', '!=', 'arriving')
    .orderBy('madeAt', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
}

export async function recordMap(
  trx: Transaction,
  saved: { name: string; map: ImportMapColumn; madeBy: string },
  now: Temporal.Instant,
): Promise<void> {
  const set = { map: JSON.stringify(saved.map), madeAt: now.toString(), madeBy: saved.madeBy };
  await trx
    .insertInto('importMap')
    .values({ name: saved.name, ...set })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(set))
    .execute();
}

export function readMaps(db: Reader): Promise<{ name: string; map: ImportMapColumn }[]> {
  return db.selectFrom('importMap').select(['name', 'map']).orderBy('name').execute();
}

export async function recordChunk(trx: Transaction, batchId: string, position: number, bytes: Buffer): Promise<void> {
  await trx.insertInto('importChunk').values({ batchId, position, bytes }).execute();
}

/** The file's bytes as they came, one part in memory at a time. */
export async function* streamChunks(db: Reader, batchId: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const row = await db
      .selectFrom('importChunk')
      .select('bytes')
      .where('batchId', '=', batchId)
      .where('position', '=', position)
      .executeTakeFirst();
    if (row === undefined) return;
    yield row.bytes;
  }
}

export async function forgetChunks(trx: Transaction, batchId: string): Promise<void> {
  await trx.deleteFrom('importChunk').where('batchId', '=', batchId).execute();
}

export async function forgetRows(trx: Transaction, batchId: string): Promise<void> {
  await trx.deleteFrom('importRow').where('batchId', '=', batchId).execute();
}

export interface NewImportRow {
  readonly line: number;
  readonly number: string | null;
  readonly email: string;
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly verdict: VerdictColumn;
  readonly reason: string | null;
  readonly personId: string | null;
  readonly seenEvent: string | null;
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

export async function recordRows(trx: Transaction, batchId: string, rows: readonly NewImportRow[]): Promise<void> {
  for (const some of chunks(rows, 4000)) {
    const given = some.map(({ personId, seenEvent, ...row }) => ({
      ...row,
      person_id: personId,
      seen_event: seenEvent,
    }));
    await sql`
      insert into import_row (batch_id, line, number, email, name, fields, verdict, reason, person_id, seen_event, before, after)
      select ${batchId}::uuid, line, number, email, name, fields, verdict, reason, person_id, seen_event, before, after
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given
        (line int, number bigint, email text, name text, fields jsonb, verdict text, reason text, person_id uuid,
         seen_event bigint, before jsonb, after jsonb)`.execute(trx);
  }
}

export async function countVerdicts(db: Reader, batchId: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('importRow')
    .select(['verdict', sql<number>`count(*)::int`.as('rows')])
    .where('batchId', '=', batchId)
    .groupBy('verdict')
    .execute();
  return Object.fromEntries(rows.map(({ verdict, rows: count }) => [verdict, count]));
}

export async function readRowPage(
  db: Reader,
  batchId: string,
  wanted: { verdict?: VerdictColumn | undefined; search?: string | undefined; page: number; perPage: number },
): Promise<{ total: number; rows: ImportRowColumns[] }> {
  const rows = await db
    .selectFrom('importRow')
    .selectAll()
    .select(sql<number>`count(*) over ()::int`.as('total'))
    .where('batchId', '=', batchId)
    .$if(wanted.verdict !== undefined, (query) => query.where('verdict', '=', wanted.verdict ?? 'error'))
    .$if(wanted.search !== undefined && wanted.search !== '', (query) =>
      query.where((or) =>
        or.or([or('name', 'ilike', like(wanted.search ?? '')), or('email', 'ilike', like(wanted.search ?? ''))]),
      ),
    )
    .orderBy('line')
    .limit(wanted.perPage)
    .offset((wanted.page - 1) * wanted.perPage)
    .execute();
  return { total: rows[0]?.total ?? 0, rows };
}

/** All rows with one of these verdicts, in the order of the file, so many at a time. */
export async function* streamRows(
  db: Reader,
  batchId: string,
  verdicts: readonly VerdictColumn[],
  size = 2000,
): AsyncGenerator<readonly ImportRowColumns[]> {
  for (let after = 0; ;) {
    const rows: readonly ImportRowColumns[] = await db
      .selectFrom('importRow')
      .selectAll()
      .where('batchId', '=', batchId)
      .where('verdict', 'in', verdicts)
      .where('line', '>', after)
      .orderBy('line')
      .limit(size)
      .execute();
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return;
    after = last.line;
  }
}

/** Somebody whom a row may be: by number, by the address that they have, had, or had under a merged record. */
export interface KnownPerson {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly city: string;
  readonly country: string;
}
export interface KnownPeople {
  readonly byNumber: ReadonlyMap<string, KnownPerson>;
  readonly byAddress: ReadonlyMap<string, KnownPerson>;
  readonly byFormerAddress: ReadonlyMap<string, readonly KnownPerson[]>;
}

const known = ['person.id', 'person.number', 'person.name', 'person.email', 'person.city', 'person.country'] as const;
const survivor = sql<string>`coalesce(found.merged_into, found.id)`;

/** Everybody whom these rows may be, by number and address. */
export async function findKnownPeople(
  db: Reader,
  asked: { numbers: readonly string[]; emails: readonly string[] },
): Promise<KnownPeople> {
  const found = () =>
    db
      .selectFrom('person as found')
      .innerJoin('person', (join) => join.on('person.id', '=', survivor).on('person.erasedAt', 'is', null))
      .select(known);
  const numbers =
    asked.numbers.length === 0
      ? []
      : await found()
          .select('found.number as key')
          .where(sql<boolean>`found.number = any(${asked.numbers}::bigint[])`)
          .execute();
  const addresses = await found()
    .select('found.email as key')
    .where(sql<boolean>`found.email = any(${asked.emails}::text[])`)
    .execute();
  const former = await found()
    .innerJoin('formerAddress', 'formerAddress.personId', 'found.id')
    .select('formerAddress.email as key')
    .where(sql<boolean>`former_address.email = any(${asked.emails}::text[])`)
    .execute();
  const byFormerAddress = Map.groupBy(former, ({ key }) => key);
  return { byNumber: byKey(numbers), byAddress: byKey(addresses), byFormerAddress };
}

/** Of everybody with one of these names, in lower case, one each: the name alone is only ever a doubt. */
export async function findNamesakes(db: Db, names: readonly string[]): Promise<Map<string, KnownPerson>> {
  if (names.length === 0) return new Map();
  const { rows } = await sql<KnownPerson & { key: string }>`
    select namesake.*, key from unnest(${[...new Set(names)]}::text[]) as wanted (key)
    cross join lateral (
      select id, number, name, email, city, country from person
      where lower(name) = key and merged_into is null and erased_at is null limit 1
    ) as namesake`.execute(db);
  return byKey(rows);
}

function byKey(rows: readonly (KnownPerson & { readonly key: string })[]): Map<string, KnownPerson> {
  return new Map(rows.map((row) => [row.key, row]));
}

export interface EarlierRow {
  readonly line: number;
  readonly email: string;
  readonly number: string | null;
  readonly personId: string | null;
  readonly name: string;
  readonly tier: string | null;
}

/** The usable rows above in the same file that are about one of these addresses, numbers or people. */
export async function findEarlierRows(
  db: Reader,
  batchId: string,
  asked: { emails: readonly string[]; numbers: readonly string[]; personIds: readonly string[] },
): Promise<EarlierRow[]> {
  const usable = () =>
    db
      .selectFrom('importRow')
      .select(['line', 'email', 'number', 'personId', 'name', sql<string | null>`fields->>'tier'`.as('tier')])
      .where('batchId', '=', batchId)
      .where('verdict', '!=', 'error');
  // Each is answered by an index of its own; asked as one, each would read the whole file again.
  const byAddress = await usable()
    .where(sql<boolean>`email = any(${asked.emails}::text[])`)
    .execute();
  const byNumber =
    asked.numbers.length === 0
      ? []
      : await usable()
          .where(sql<boolean>`number = any(${asked.numbers}::bigint[])`)
          .execute();
  const byPerson =
    asked.personIds.length === 0
      ? []
      : await usable()
          .where(sql<boolean>`person_id = any(${asked.personIds}::uuid[])`)
          .execute();
  const rows = new Map([...byAddress, ...byNumber, ...byPerson].map((row) => [row.line, row]));
  return [...rows.values()].toSorted((one, other) => one.line - other.line);
}

/** Members stand still while an import is committed: whoever writes waits, whoever reads does not. */
export async function lockMembers(trx: Transaction): Promise<void> {
  await sql`lock table person, former_address, member_event in share row exclusive mode`.execute(trx);
}

/** The lines whose person has changed, or has come, since the dry run looked. */
export async function readStaleLines(db: Db | Transaction, batchId: string, most: number): Promise<number[]> {
  // Every table is read once: asked person by person, a table that was filled a moment ago is read anew for each of them.
  const { rows } = await sql<{ line: number }>`
    with newest as (
      select coalesce(person.merged_into, person.id) as survivor, max(member_event.id) as id
      from member_event join person on person.id = member_event.person_id
      group by 1
    )
    select line from import_row
    left join newest on newest.survivor = import_row.person_id
    left join person as found on found.id = import_row.person_id and found.merged_into is null and found.erased_at is null
    left join person as taken on taken.email = import_row.email and import_row.verdict = 'new'
    where batch_id = ${batchId} and (
      verdict = 'update' and (newest.id is distinct from seen_event or found.id is null)
      or verdict = 'new' and taken.id is not null
    )
    order by line limit ${most}`.execute(db);
  return rows.map(({ line }) => line);
}

/** Makes people who were not there; answers with everybody's id by address. */
export async function recordNewPeople(
  trx: Transaction,
  people: readonly { name: string; email: string; city: string; country: string }[],
  now: Temporal.Instant,
): Promise<Map<string, string>> {
  const emails = people.map(({ email }) => email);
  await sql`
    insert into person (name, email, city, country, made_at)
    select name, email, city, country, ${now.toString()}::timestamptz
    from unnest(${people.map(({ name }) => name)}::text[], ${emails}::text[], ${people.map(({ city }) => city)}::text[],
      ${people.map(({ country }) => country)}::text[]) as given (name, email, city, country)
    on conflict (email) do nothing`.execute(trx);
  const rows = await trx
    .selectFrom('person')
    .select(['id', 'email'])
    .where(sql<boolean>`email = any(${emails}::text[])`)
    .execute();
  return new Map(rows.map(({ id, email }) => [email, id]));
}

/** Says which people the new rows became. */
export async function markRowPeople(
  trx: Transaction,
  batchId: string,
  made: readonly { line: number; personId: string }[],
): Promise<void> {
  await sql`
    update import_row set person_id = given.person_id
    from unnest(${made.map(({ line }) => line)}::int[], ${made.map(({ personId }) => personId)}::uuid[]) as given (line, person_id)
    where batch_id = ${batchId} and import_row.line = given.line`.execute(trx);
}

export async function markKept(trx: Transaction, batchId: string, line: number, kept: string): Promise<void> {
  await trx.updateTable('importRow').set({ kept }).where('batchId', '=', batchId).where('line', '=', line).execute();
}

/** Withdraws everything that the batch recorded and that nobody withdrew yet; changes of details are no events to withdraw. */
export async function withdrawBatch(
  trx: Transaction,
  batchId: string,
  withdrawn: { reason: string; actorId: string | null },
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into member_event (person_id, at, kind, facts, actor_id)
    select person_id, ${now.toString()}::timestamptz, 'withdrawn',
      jsonb_build_object('event', id::text, 'reason', ${withdrawn.reason}::text), ${withdrawn.actorId}::uuid
    from member_event as made
    where import_id = ${batchId} and kind not in ('changed', 'withdrawn') and not exists (
      select from member_event as later
      where later.person_id = made.person_id and later.kind = 'withdrawn' and later.facts->>'event' = made.id::text)
    order by id`.execute(trx);
}

/** Of these people those whom something else refers to than this import, with what it is. */
export async function readReferences(
  trx: Transaction,
  personIds: readonly string[],
  batchId: string,
): Promise<Map<string, string>> {
  const { rows: references } = await sql<{ table: string; column: string }>`
    select conrelid::regclass::text as "table", attname as "column"
    from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f' and confrelid = 'person'::regclass and array_length(conkey, 1) = 1`.execute(trx);
  const found = new Map<string, string>();
  for (const { table, column } of references) {
    if (['import_row', 'member_index', 'audit_entry'].includes(table)) continue;
    const { rows } = await sql<{ id: string }>`
      select distinct ${sql.ref(`referring.${column}`)} as id from ${sql.table(table)} as referring
      where ${sql.ref(`referring.${column}`)} = any(${personIds}::uuid[])
      ${
        table === 'member_event'
          ? sql`and import_id is distinct from ${batchId}::uuid and not (kind = 'withdrawn' and exists (
        select from member_event as made where made.person_id = referring.person_id and made.id::text = referring.facts->>'event' and made.import_id = ${batchId}::uuid))`
          : sql``
      }`.execute(trx);
    for (const { id } of rows) found.set(id, table);
  }
  return found;
}

/** People whom an undone import had made: what it said about them is gone; the empty record stays, because events do. */
export async function eraseMadePeople(
  trx: Transaction,
  personIds: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update person set name = '', email = 'undone-' || id || '@erased.invalid', city = '', country = '',
      erased_at = ${now.toString()}::timestamptz
    where id = any(${personIds}::uuid[])`.execute(trx);
}

/** What the rows of people who are no longer here said. */
export async function forgetRowWords(trx: Transaction, personIds: readonly string[]): Promise<void> {
  await sql`
    update import_row set name = '', email = '', fields = '{}', before = '{}', after = '{}', reason = null
    where person_id = any(${personIds}::uuid[])`.execute(trx);
}

export type { ImportMapColumn };

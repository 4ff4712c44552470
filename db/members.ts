import { sql, type RawBuilder } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Reader, Transaction } from './connect.ts';
import { instantText } from './instants.ts';
import { like } from './like.ts';

/** Members as staff look for them. */

export interface WantedMembers {
  readonly search?: string | undefined;
  readonly tier?: string | undefined;
  readonly state?: string | undefined;
  readonly eligible?: 'yes' | 'no' | undefined;
  readonly show?: 'bounced' | 'no-name' | 'no-tier' | undefined;
  readonly importedBy?: string | undefined;
}
export interface FoundMember {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly city: string;
  readonly country: string;
}

const columns = ['person.id', 'person.number', 'person.name', 'person.email', 'person.city', 'person.country'] as const;

function wantedMembers(db: Reader, wanted: WantedMembers) {
  return db
    .selectFrom('person')
    .leftJoin('memberIndex', 'memberIndex.personId', 'person.id')
    .where('person.mergedInto', 'is', null)
    .where('person.erasedAt', 'is', null)
    .where(sql<boolean>`${sql.join([sql`true`, ...conditionsOf(wanted)], sql` and `)}`);
}

function conditionsOf({ search = '', tier, state, eligible, show, importedBy }: WantedMembers): RawBuilder<unknown>[] {
  const standing = tier === undefined && state === undefined ? undefined : `${tier ?? ''}:${state ?? ''}`;
  return [
    ...(search.trim() === '' ? [] : [sql`person.id in (${matching(search.trim())})`]),
    ...(standing === undefined ? [] : [sql`member_index.standings @> array[${standing}]::text[]`]),
    ...(eligible === undefined ? [] : [sql`coalesce(member_index.is_eligible, false) = ${eligible === 'yes'}`]),
    ...(importedBy === undefined
      ? []
      : [
          sql`exists (select from import_row where batch_id = ${importedBy} and person_id = person.id and verdict in ('new', 'update'))`,
        ]),
    ...(show === undefined ? [] : [shown[show]]),
  ];
}

const shown: Readonly<Record<NonNullable<WantedMembers['show']>, RawBuilder<unknown>>> = {
  bounced: sql`exists (
    select from mail where mail.to_address = person.email and mail.state = 'failed' and not exists (
      select from mail as later
      where later.to_address = mail.to_address and later.state = 'sent' and later.queued_at > mail.queued_at))`,
  'no-name': sql`person.name = ''`,
  'no-tier': sql`coalesce(cardinality(member_index.standings), 0) = 0`,
};

/** Whoever has, or had, the text in a name or address, under their own record or one merged into it; or the number. */
function matching(search: string): RawBuilder<unknown> {
  const pattern = like(search.normalize('NFC'));
  const number = /^#?(\d{1,18})$/.exec(search)?.[1];
  if (/^(?:cs|pi|in|sub|cus)_\w+$/.test(search)) return byProvider(search);
  return sql`
    select coalesce(merged_into, id) from person where name ilike ${pattern} or email ilike ${pattern}
      ${number === undefined ? sql`` : sql`or number = ${number}::bigint`}
    union
    select coalesce(merged_into, id) from former_address join person on id = person_id
      where former_address.email ilike ${pattern}`;
}

/** Whoever paid under a name of the payment provider: `pi_…`, `cs_…`, `in_…`, `sub_…`, `cus_…`. */
function byProvider(search: string): RawBuilder<unknown> {
  return sql`
    select coalesce(merged_into, person.id) from person
    where person.id in (
      select person_id from payment
      where provider_session = ${search} or provider_payment = ${search} or provider_invoice = ${search}
      union select person_id from subscription where id = ${search} or customer = ${search})`;
}

/** A page of members by name, and how many there are. What is looked for is looked for once. */
export async function readMemberPage(
  db: Db,
  wanted: WantedMembers & { page: number; perPage: number },
): Promise<{ total: number; members: FoundMember[] }> {
  const found = wantedMembers(db, wanted).select([
    'person.id',
    'person.number',
    sql<string>`lower(person.name)`.as('key'),
  ]);
  const { rows } = await sql<FoundMember & { total: number }>`
    with found as materialized (${found}),
      page as (select * from found order by key, number limit ${wanted.perPage} offset ${(wanted.page - 1) * wanted.perPage})
    select person.id, person.number, name, email, city, country, (select count(*)::int from found) as total
    from page join person on person.id = page.id order by page.key, page.number`.execute(db);
  const members = rows.map(({ total: _, ...member }) => member);
  // A page behind the last one tells no total.
  const total = rows[0]?.total ?? (wanted.page === 1 ? 0 : await countMembers(db, wanted));
  return { total, members };
}

/** All of them, so many at a time, by number. */
export async function* streamMembers(
  db: Reader,
  wanted: WantedMembers,
  size = 1000,
): AsyncGenerator<readonly FoundMember[]> {
  for (let after = '0'; ;) {
    const members: readonly FoundMember[] = await wantedMembers(db, wanted)
      .select(columns)
      .where('person.number', '>', after)
      .orderBy('person.number')
      .limit(size)
      .execute();
    if (members.length > 0) yield members;
    const last = members.at(-1);
    if (last === undefined || members.length < size) return;
    after = last.number;
  }
}

/** These people as they stand, by id. */
export async function findKnown(db: Reader, ids: readonly string[]): Promise<Map<string, FoundMember>> {
  const rows = await db
    .selectFrom('person')
    .select(columns)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function countMembers(db: Reader, wanted: WantedMembers): Promise<number> {
  const { total } = await wantedMembers(db, wanted)
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** For each of these addresses, why the newest mail to it did not arrive. */
export async function readMailErrors(db: Reader, emails: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('mail')
    .select(['toAddress', 'state', 'error'])
    .distinctOn('toAddress')
    .where(sql<boolean>`to_address = any(${emails}::text[])`)
    .where('state', 'in', ['sent', 'failed'])
    .orderBy('toAddress')
    .orderBy('queuedAt', 'desc')
    .execute();
  return new Map(rows.flatMap(({ toAddress, state, error }) => (state === 'failed' ? [[toAddress, error ?? '']] : [])));
}

/** Whose place in the index is out of date: something happened to them, or the clock changed how they stand. Forgets that. */
export async function takeStale(trx: Transaction, now: Temporal.Instant, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with taken as (
      delete from member_stale where ctid in (select ctid from member_stale limit ${most} for update skip locked)
      returning person_id
    )
    select distinct coalesce(merged_into, id) as id from taken join person on id = person_id
    union
    (select person_id from member_index where holds_until <= ${now.toString()}::timestamptz limit ${most})`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

export interface IndexedMember {
  readonly personId: string;
  readonly standings: readonly string[];
  readonly isEligible: boolean;
  readonly holdsUntil: Temporal.Instant | null;
}

export async function recordIndex(trx: Transaction, members: readonly IndexedMember[]): Promise<void> {
  await sql`
    insert into member_index (person_id, standings, is_eligible, holds_until)
    select id, string_to_array(standings, ' '), is_eligible, holds_until
    from unnest(${members.map(({ personId }) => personId)}::uuid[], ${members.map(({ standings }) => standings.join(' '))}::text[],
      ${members.map(({ isEligible }) => isEligible)}::boolean[],
      ${members.map(({ holdsUntil }) => holdsUntil?.toString() ?? null)}::timestamptz[]) as given (id, standings, is_eligible, holds_until)
    on conflict (person_id) do update set standings = excluded.standings, is_eligible = excluded.is_eligible,
      holds_until = excluded.holds_until`.execute(trx);
}

export async function markStale(trx: Transaction, personIds: readonly string[]): Promise<void> {
  await sql`insert into member_stale select unnest(${personIds}::uuid[])`.execute(trx);
}

/** Makes everybody stale when the rules are others than those that the index was made by. */
export async function markAllStale(trx: Transaction, hash: string): Promise<void> {
  await sql`delete from member_index_rules`.execute(trx);
  await trx.insertInto('memberIndexRules').values({ hash }).execute();
  await sql`insert into member_stale select person_id from (select distinct person_id from member_event) as members`.execute(
    trx,
  );
}

export async function findIndexRules(db: Reader): Promise<string | undefined> {
  return (await db.selectFrom('memberIndexRules').select('hash').executeTakeFirst())?.hash;
}

/** The election whose record date comes next: who will be on its roll is what filters ask. */
export async function findComingElection(db: Reader, now: Temporal.Instant) {
  return db
    .selectFrom('election')
    .select(['id', 'name', 'recordAt', 'affirmBy', 'applyBy'])
    .where('recordAt', '>', instantText(now))
    .where('stage', 'in', ['draft', 'frozen'])
    .orderBy('recordAt')
    .limit(1)
    .executeTakeFirst();
}

/** Which records were merged into which of these people. */
export async function readDuplicatesOf(
  db: Reader,
  personIds: readonly string[],
): Promise<{ id: string; mergedInto: string }[]> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'mergedInto'])
    .where(sql<boolean>`merged_into = any(${personIds}::uuid[])`)
    .execute();
  return rows.flatMap(({ id, mergedInto }) => (mergedInto === null ? [] : [{ id, mergedInto }]));
}

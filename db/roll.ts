import { sql, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { hot, type Reader, type Transaction } from './connect.ts';
import { chunks } from './chunks.ts';
import type { Database, MailState } from './schema.ts';

export type RollEntry = Selectable<Database['rollEntry']>;

/** Everybody on the roll, in the order of the roll's hash. */
export function readRollPeople(db: Reader, electionId: string): Promise<{ id: string; name: string; email: string }[]> {
  return db
    .selectFrom('rollEntry')
    .select(['id', 'name', 'email'])
    .where('electionId', '=', electionId)
    .orderBy(sql`email collate "C"`)
    .execute();
}

/** Gives each entry its public credential, and keeps the secret until the voter has voted or voting closes. */
export async function recordCredentials(
  trx: Transaction,
  credentials: readonly { entryId: string; secret: string; publicCredential: string; linkHash: string }[],
): Promise<void> {
  for (const some of chunks(credentials, 5000)) {
    const ids = some.map(({ entryId }) => entryId);
    await sql`
      update roll_entry set credential = given.credential, link_hash = given.link_hash
      from unnest(${ids}::uuid[], ${some.map((one) => one.publicCredential)}::text[], ${some.map((one) => one.linkHash)}::text[])
        as given (id, credential, link_hash)
      where roll_entry.id = given.id`.execute(trx);
    await trx
      .insertInto('credentialSecret')
      .values(some.map(({ entryId, secret }) => ({ rollEntryId: entryId, credential: secret })))
      .execute();
  }
}

export async function findSecret(db: Reader, rollEntryId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('credentialSecret')
    .select('credential')
    .where('rollEntryId', '=', rollEntryId)
    .executeTakeFirst();
  return row?.credential;
}

export async function eraseSecrets(trx: Transaction, electionId: string): Promise<void> {
  await trx
    .deleteFrom('credentialSecret')
    .where('rollEntryId', 'in', (select) =>
      select.selectFrom('rollEntry').select('id').where('electionId', '=', electionId),
    )
    .execute();
}

export function findEntryByLink(db: Reader, electionId: string, linkHash: string): Promise<RollEntry | undefined> {
  return db
    .selectFrom('rollEntry')
    .selectAll()
    .where('electionId', '=', electionId)
    .where('linkHash', '=', linkHash)
    .executeTakeFirst();
}

/**
 * The entry by which a person votes. Records merged since the freeze may have left one person two entries: the one that
 * has voted is the one that votes again, so that nobody ever has two ballots.
 */
export function findEntryOfPerson(db: Reader, electionId: string, personId: string): Promise<RollEntry | undefined> {
  return db
    .selectFrom('rollEntry')
    .innerJoin('person', 'person.id', 'rollEntry.personId')
    .selectAll('rollEntry')
    .where('electionId', '=', electionId)
    .where((where) => where.or([where('person.id', '=', personId), where('person.mergedInto', '=', personId)]))
    .orderBy(sql`voted_at is null`)
    .orderBy(sql`person.merged_into is not null`)
    .orderBy('rollEntry.id')
    .executeTakeFirst();
}

export function findEntry(db: Reader, electionId: string, id: string): Promise<RollEntry | undefined> {
  return db
    .selectFrom('rollEntry')
    .selectAll()
    .where('electionId', '=', electionId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** What casting needs of an entry. */
export type Voting = Pick<RollEntry, 'id' | 'name' | 'email' | 'credential' | 'votedAt'>;

/** The entries by which people vote, by the id of the person: for each the one that `findEntryOfPerson` finds. */
export async function findEntriesOfPeople(
  db: Reader,
  electionId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Voting>> {
  const rows = await db
    .selectFrom('rollEntry')
    .innerJoin('person', 'person.id', 'rollEntry.personId')
    .modifyFront(hot)
    .select(['rollEntry.id', 'rollEntry.name', 'rollEntry.email', 'credential', 'votedAt', 'person.id as personId'])
    .select('mergedInto')
    .where('electionId', '=', electionId)
    .where(
      sql<boolean>`roll_entry.person_id in
        (select id from person where id = any(${personIds}) union all select id from person where merged_into = any(${personIds}))`,
    )
    .orderBy(sql`voted_at is null`)
    .orderBy(sql`person.merged_into is not null`)
    .orderBy('rollEntry.id')
    .execute();
  const found = new Map<string, Voting>();
  const asked = new Set(personIds);
  for (const { personId, mergedInto, ...entry } of rows) {
    for (const person of [personId, mergedInto]) {
      if (person !== null && asked.has(person) && !found.has(person)) found.set(person, entry);
    }
  }
  return found;
}

/** Marks the turnout of voters who had not voted, and forgets the secrets of their links. */
export async function markVoted(trx: Transaction, entryIds: readonly string[], now: Temporal.Instant): Promise<void> {
  await sql`${hot}
    with forgotten as (delete from credential_secret where roll_entry_id = any(${entryIds}::uuid[]))
    update roll_entry set voted_at = ${now.toString()} where id = any(${entryIds}::uuid[]) and voted_at is null`.execute(
    trx,
  );
}

export interface RollPage {
  readonly total: number;
  readonly entries: readonly {
    id: string;
    name: string;
    email: string;
    mail: MailState | 'none';
    mailError: string | null;
    voted: boolean;
  }[];
}

/** A page of the roll by name, with the state of each voter's newest ballot mail. */
export async function readRollPage(
  db: Reader,
  electionId: string,
  wanted: {
    search?: string | undefined;
    show: 'all' | 'failed-mail' | 'voted' | 'not-voted';
    page: number;
    perPage: number;
  },
): Promise<RollPage> {
  const rows = await db
    .selectFrom('rollEntry')
    .leftJoin(
      (select) =>
        select
          .selectFrom('mail')
          .select(['mail.rollEntryId', 'mail.state', 'mail.error'])
          .distinctOn('mail.rollEntryId')
          .where('mail.electionId', '=', electionId)
          .where('mail.kind', '=', 'ballot')
          .orderBy('mail.rollEntryId')
          .orderBy('mail.queuedAt', 'desc')
          .as('newest'),
      (join) => join.onRef('newest.rollEntryId', '=', 'rollEntry.id'),
    )
    .select([
      'rollEntry.id',
      'rollEntry.name',
      'rollEntry.email',
      'rollEntry.votedAt',
      'newest.state',
      'newest.error',
      sql<number>`count(*) over ()::int`.as('total'),
    ])
    .where('rollEntry.electionId', '=', electionId)
    .$if(wanted.search !== undefined && wanted.search !== '', (query) =>
      query.where((or) => {
        const like = `%${(wanted.search ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`;
        return or.or([or('rollEntry.name', 'ilike', like), or('rollEntry.email', 'ilike', like)]);
      }),
    )
    .$if(wanted.show === 'failed-mail', (query) => query.where('newest.state', '=', 'failed'))
    .$if(wanted.show === 'voted', (query) => query.where('rollEntry.votedAt', 'is not', null))
    .$if(wanted.show === 'not-voted', (query) => query.where('rollEntry.votedAt', 'is', null))
    .orderBy('rollEntry.name')
    .orderBy('rollEntry.id')
    .limit(wanted.perPage)
    .offset((wanted.page - 1) * wanted.perPage)
    .execute();
  return {
    total: rows[0]?.total ?? 0,
    entries: rows.map(({ id, name, email, votedAt, state, error }) => ({
      id,
      name,
      email,
      mail: state ?? 'none',
      mailError: error,
      voted: votedAt !== null,
    })),
  };
}

/** The elections whose roll a person is on. */
export function readElectionsOfPerson(db: Reader, personId: string) {
  return db
    .selectFrom('rollEntry')
    .innerJoin('election', 'election.id', 'rollEntry.electionId')
    .innerJoin('person', 'person.id', 'rollEntry.personId')
    .selectAll('election')
    .select('rollEntry.votedAt')
    .where((where) => where.or([where('person.id', '=', personId), where('person.mergedInto', '=', personId)]))
    .where('election.stage', '!=', 'draft')
    .orderBy('election.closesAt', 'desc')
    .execute();
}

/** Puts everybody whose verdict is in on the roll, under the name and address that they have now. */
export async function freezeEntries(trx: Transaction, electionId: string): Promise<void> {
  await sql`
    insert into roll_entry (election_id, person_id, name, email)
    select election_id, person_id, person.name, person.email
    from roll_verdict join person on person.id = person_id
    where election_id = ${electionId} and is_in`.execute(trx);
}

/** How many entries of this roll belong to somebody who has another one, because records were merged since. */
export async function countDoubledEntries(db: Reader, electionId: string): Promise<number> {
  const row = await db
    .selectFrom('rollEntry')
    .innerJoin('person', 'person.id', 'rollEntry.personId')
    .select(sql<number>`(count(*) - count(distinct coalesce(merged_into, person.id)))::int`.as('count'))
    .where('electionId', '=', electionId)
    .executeTakeFirstOrThrow();
  return row.count;
}

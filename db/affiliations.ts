import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { AffiliationKind } from './schema.ts';

/** What a person disclosed and what still holds. `root`: the organisation at the top, whose limit it counts for. */
export interface AffiliationRow {
  readonly id: string;
  readonly personId: string;
  readonly organisation: string;
  readonly kind: AffiliationKind;
  readonly rootId: string;
  readonly root: string;
}

/**
 * What these people are affiliated with now. Records that were merged are one person, under the id that was asked for;
 * another spelling leads to the organisation that it means, and that one to its parent.
 */
export async function readAffiliations(db: Reader, personIds: readonly string[]): Promise<AffiliationRow[]> {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('person as asked')
        .innerJoin('person as record', (join) =>
          join.on(sql`coalesce(record.merged_into, record.id)`, '=', sql`coalesce(asked.merged_into, asked.id)`),
        )
        .innerJoin('affiliation', 'affiliation.personId', 'record.id')
        .innerJoin('organisation', 'organisation.id', 'affiliation.organisationId')
        .select([
          'affiliation.id',
          'asked.id as personId',
          'organisation.name as organisation',
          'affiliation.kind',
          'affiliation.disclosedAt',
          rootOf(sql.ref('affiliation.organisationId')).as('rootId'),
        ])
        .where('affiliation.endedAt', 'is', null)
        .where(sql<boolean>`asked.id = any(${personIds}::uuid[])`)
        .as('held'),
    )
    .innerJoin('organisation as root', 'root.id', 'held.rootId')
    .select(['held.id', 'held.personId', 'held.organisation', 'held.kind', 'held.rootId', 'root.name as root'])
    .orderBy('held.disclosedAt')
    .orderBy('held.id')
    .execute();
  return rows;
}

/** The organisation at the top of the chain: past other spellings and parents. There are no circles (`isWithin`). */
function rootOf(id: ReturnType<typeof sql.ref>) {
  return sql<string>`(
    with recursive chain as (
      select id, coalesce(merged_into, parent_id) as next from organisation where id = ${id}
      union
      select above.id, coalesce(above.merged_into, above.parent_id)
      from organisation above join chain on above.id = chain.next
    )
    select id from chain where next is null)`;
}

/** The organisations at the top of what each of these people disclosed, each once. Nobody is left out. */
export async function readAffiliationRoots(
  db: Reader,
  personIds: readonly string[],
): Promise<Map<string, { id: string; name: string }[]>> {
  const roots = new Map(personIds.map((id): [string, { id: string; name: string }[]] => [id, []]));
  for (const { personId, rootId, root } of await readAffiliations(db, personIds)) {
    const known = roots.get(personId);
    if (known?.some(({ id }) => id === rootId) === false) known.push({ id: rootId, name: root });
  }
  return roots;
}

/** Whoever changes organisations takes turns, so that two changes that are fine alone make no circle together. */
export async function lockOrganisations(trx: Transaction): Promise<void> {
  await sql`lock table organisation in share row exclusive mode`.execute(trx);
}

/** Whether the chain from `id` upwards, itself included, passes `other`. */
export async function isWithin(db: Reader, id: string, other: string): Promise<boolean> {
  const row = await db
    .selectFrom('organisation')
    .select(
      sql<boolean>`${other}::uuid in (
        with recursive chain as (
          select id, coalesce(merged_into, parent_id) as next from organisation where id = ${id}::uuid
          union
          select above.id, coalesce(above.merged_into, above.parent_id)
          from organisation above join chain on above.id = chain.next
        )
        select id from chain)`.as('isWithin'),
    )
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.isWithin ?? false;
}

export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly mergedInto: string | null;
}

const columns = ['id', 'name', 'parentId', 'mergedInto'] as const;

export function findOrganisation(
  db: Reader,
  which: { readonly id: string } | { readonly name: string },
): Promise<Organisation | undefined> {
  return db
    .selectFrom('organisation')
    .select(columns)
    .$if('id' in which, (query) => query.where('id', '=', 'id' in which ? which.id : ''))
    .$if('name' in which, (query) =>
      query.where(sql<boolean>`lower(name) = lower(${'name' in which ? which.name : ''})`),
    )
    .executeTakeFirst();
}

/** The organisation of this name, in whatever case it is written; made where there is none. */
export async function needOrganisation(trx: Transaction, name: string, now: Temporal.Instant): Promise<string> {
  await sql`
    insert into organisation (name, made_at) values (${name}, ${now.toString()})
    on conflict (lower(name)) do nothing`.execute(trx);
  const { id } = await trx
    .selectFrom('organisation')
    .select('id')
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateOrganisation(
  trx: Transaction,
  { id, ...change }: Pick<Organisation, 'id'> & Partial<Omit<Organisation, 'id'>>,
): Promise<void> {
  await trx.updateTable('organisation').set(change).where('id', '=', id).execute();
}

/** Every organisation, other spellings among them, with how many people are affiliated with it under this spelling. */
export function readOrganisations(db: Reader): Promise<(Organisation & { people: number })[]> {
  return db
    .selectFrom('organisation')
    .leftJoin('affiliation', (join) =>
      join.onRef('affiliation.organisationId', '=', 'organisation.id').on('affiliation.endedAt', 'is', null),
    )
    .select(['organisation.id', 'organisation.name', 'organisation.parentId', 'organisation.mergedInto'])
    .select(sql<number>`count(distinct affiliation.person_id)::int`.as('people'))
    .groupBy('organisation.id')
    .orderBy(sql`lower(organisation.name)`)
    .execute();
}

/** False: it is disclosed already. */
export async function recordAffiliation(
  trx: Transaction,
  affiliation: { readonly personId: string; readonly organisationId: string; readonly kind: AffiliationKind },
  now: Temporal.Instant,
): Promise<boolean> {
  const { rows } = await sql`
    insert into affiliation (person_id, organisation_id, kind, disclosed_at)
    values (${affiliation.personId}, ${affiliation.organisationId}, ${affiliation.kind}, ${now.toString()})
    on conflict (person_id, organisation_id, kind) where ended_at is null do nothing returning id`.execute(trx);
  return rows.length === 1;
}

/** Whose it is; undefined: there is none that still holds. */
export async function findAffiliatedPerson(db: Reader, affiliationId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('affiliation')
    .innerJoin('person', 'person.id', 'affiliation.personId')
    .select(sql<string>`coalesce(person.merged_into, person.id)`.as('personId'))
    .where('affiliation.id', '=', affiliationId)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  return row?.personId;
}

export async function endAffiliation(trx: Transaction, affiliationId: string, now: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('affiliation')
    .set({ endedAt: now.toString() })
    .where('id', '=', affiliationId)
    .where('endedAt', 'is', null)
    .execute();
}

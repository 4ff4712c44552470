import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { chunks } from './chunks.ts';
import type { Reader, Transaction } from './connect.ts';
import { appendMemberEvents, type NewMemberEvent } from './member-events.ts';
import type { RoleColumn } from './schema.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string | null;
}
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly RoleColumn[];
}

const columns = ['id', 'name', 'email', 'passwordHash'] as const;

/** Who has this address now; the address of a merged duplicate leads to the person it was merged into. */
export function findPersonByEmail(db: Reader, email: string): Promise<Person | undefined> {
  return db
    .selectFrom('person as found')
    .innerJoin('person', (join) =>
      join.on('person.id', '=', sql<string>`coalesce(found.merged_into, found.id)`).on('person.erasedAt', 'is', null),
    )
    .select(['person.id', 'person.name', 'person.email', 'person.passwordHash'])
    .where('found.email', '=', email)
    .executeTakeFirst();
}

export function findPerson(db: Reader, id: string): Promise<Person | undefined> {
  return db.selectFrom('person').select(columns).where('id', '=', id).executeTakeFirst();
}

/** The details of these people, by id. */
export async function findPeople(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, Record<ChangedField, string> & { readonly id: string }>> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'city', 'country'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Which of these addresses somebody has. */
export async function readTakenAddresses(db: Reader, emails: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('person')
    .select('email')
    .where(sql<boolean>`email = any(${emails}::text[])`)
    .execute();
  return new Set(rows.map(({ email }) => email));
}

/** What may be changed about a person; a member left out stays as it is. */
export interface PersonChange {
  readonly personId: string;
  /** Who changes it; left out: the clock. */
  readonly actorId?: string;
  readonly importId?: string;
  readonly name?: string;
  readonly email?: string;
  readonly city?: string;
  readonly country?: string;
}
export type ChangedField = 'name' | 'email' | 'city' | 'country';
export type PersonChanged =
  | { readonly outcome: 'changed'; readonly fields: readonly ChangedField[] }
  | { readonly outcome: 'address-taken' }
  | { readonly outcome: 'unknown' };

const changeable: readonly ChangedField[] = ['name', 'email', 'city', 'country'];

/**
 * Changes a person's details, says so in `changed` events, and keeps an address that was left where search finds it. An
 * address that somebody else has is refused, and nothing is changed; the address of a duplicate merged into this person
 * changes places with the present one.
 */
export async function changePerson(
  trx: Transaction,
  change: PersonChange,
  now: Temporal.Instant,
): Promise<PersonChanged> {
  const { personId } = change;
  const person = await trx
    .selectFrom('person')
    .select(changeable)
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (person === undefined) return { outcome: 'unknown' };
  const fields = changeable.filter((field) => change[field] !== undefined && change[field] !== person[field]);
  if (fields.includes('email') && !(await freeAddress(trx, personId, person.email, change.email ?? '')))
    return { outcome: 'address-taken' };
  if (fields.length === 0) return { outcome: 'changed', fields };
  await trx
    .updateTable('person')
    .set(Object.fromEntries(fields.map((field) => [field, change[field] ?? ''])))
    .where('id', '=', personId)
    .execute();
  if (fields.includes('email')) await leaveAddress(trx, personId, person.email, change.email ?? '', now);
  await appendMemberEvents(
    trx,
    fields.map((field) => changedEvent(change, field, person[field])),
    now,
  );
  return { outcome: 'changed', fields };
}

/**
 * As `changePerson` for many whose details before are known and locked, and whose new addresses nobody has: the caller
 * has made sure of both.
 */
export async function changePeople(
  trx: Transaction,
  changes: readonly {
    readonly personId: string;
    readonly before: Readonly<Partial<Record<ChangedField, string>>>;
    readonly after: Readonly<Partial<Record<ChangedField, string>>>;
  }[],
  by: { readonly actorId: string; readonly importId: string },
  now: Temporal.Instant,
): Promise<void> {
  const column = (field: ChangedField) => changes.map(({ after }) => after[field] ?? null);
  const ids = changes.map(({ personId }) => personId);
  await sql`
    insert into former_address (person_id, email, left_at)
    select person.id, person.email, ${now.toString()}::timestamptz
    from unnest(${ids}::uuid[], ${column('email')}::text[]) as given (id, email) join person on person.id = given.id
    where given.email <> person.email
    on conflict (person_id, email) do update set left_at = excluded.left_at`.execute(trx);
  await sql`
    update person set name = coalesce(given.name, person.name), email = coalesce(given.email, person.email),
      city = coalesce(given.city, person.city), country = coalesce(given.country, person.country)
    from unnest(${ids}::uuid[], ${column('name')}::text[], ${column('email')}::text[], ${column('city')}::text[],
      ${column('country')}::text[]) as given (id, name, email, city, country)
    where person.id = given.id`.execute(trx);
  await sql`
    delete from former_address using person
    where person.id = person_id and person.id = any(${ids}::uuid[]) and person.email = former_address.email`.execute(
    trx,
  );
  const events = changes.flatMap(({ personId, before, after }) =>
    changeable
      .filter((field) => after[field] !== undefined && after[field] !== before[field])
      .map((field) => changedEvent({ personId, ...by, ...after }, field, before[field] ?? '')),
  );
  await appendMemberEvents(trx, events, now);
}

function changedEvent(change: PersonChange, field: ChangedField, before: string): NewMemberEvent {
  const { personId, actorId, importId } = change;
  return {
    kind: 'changed',
    personId,
    facts: { field, before, after: change[field] ?? '' },
    ...(actorId === undefined ? {} : { actorId }),
    ...(importId === undefined ? {} : { importId }),
  };
}

/** Whether the address can be taken; one that a duplicate of the same person holds is exchanged for the present one. */
async function freeAddress(trx: Transaction, personId: string, present: string, wanted: string): Promise<boolean> {
  const holder = await trx
    .selectFrom('person')
    .select(['id', 'mergedInto'])
    .where('email', '=', wanted)
    .forUpdate()
    .executeTakeFirst();
  if (holder === undefined) return true;
  if (holder.mergedInto !== personId) return false;
  // Unique at every step: the duplicate lets go, the person gives up the present address, the duplicate takes it.
  const nobody = (id: string) => `${id}@changing.invalid`;
  for (const [id, email] of [
    [holder.id, nobody(holder.id)],
    [personId, nobody(personId)],
    [holder.id, present],
  ] as const) {
    await trx.updateTable('person').set({ email }).where('id', '=', id).execute();
  }
  return true;
}

async function leaveAddress(
  trx: Transaction,
  personId: string,
  left: string,
  taken: string,
  now: Temporal.Instant,
): Promise<void> {
  await trx.deleteFrom('formerAddress').where('personId', '=', personId).where('email', '=', taken).execute();
  await trx
    .insertInto('formerAddress')
    .values({ personId, email: left, leftAt: now.toString() })
    .onConflict((conflict) => conflict.columns(['personId', 'email']).doUpdateSet({ leftAt: now.toString() }))
    .execute();
}

/** The person with this address, made if nobody has it; the name of somebody already known is left alone. */
export async function ensurePerson(
  trx: Transaction,
  person: { name: string; email: string },
  now: Temporal.Instant,
): Promise<string> {
  const [id] = await ensurePeople(trx, [person], now);
  if (id === undefined) throw new Error('A person was neither found nor made');
  return id;
}

/** As `ensurePerson` for many, in the order given. */
export async function ensurePeople(
  trx: Transaction,
  people: readonly { name: string; email: string }[],
  now: Temporal.Instant,
): Promise<string[]> {
  const ids = new Map<string, string>();
  for (const some of chunks(people, 5000)) {
    await trx
      .insertInto('person')
      .values(some.map(({ name, email }) => ({ name, email, madeAt: now.toString() })))
      .onConflict((conflict) => conflict.column('email').doNothing())
      .execute();
    const emails = some.map(({ email }) => email);
    const rows = await trx
      .selectFrom('person')
      .select([sql<string>`coalesce(merged_into, id)`.as('id'), 'email'])
      .where('email', 'in', emails)
      .execute();
    for (const row of rows) ids.set(row.email, row.id);
  }
  return people.map(({ email }) => ids.get(email) ?? '');
}

export async function recordPassword(trx: Transaction, personId: string, passwordHash: string): Promise<void> {
  await trx.updateTable('person').set({ passwordHash }).where('id', '=', personId).execute();
}

export async function recordRoles(
  trx: Transaction,
  personId: string,
  roles: readonly RoleColumn[],
  now: Temporal.Instant,
): Promise<void> {
  await trx.deleteFrom('roleGrant').where('personId', '=', personId).execute();
  if (roles.length === 0) return;
  const grantedAt = now.toString();
  await trx
    .insertInto('roleGrant')
    .values(roles.map((role) => ({ personId, role, grantedAt })))
    .execute();
}

/** Locks the grants, so that two administrators who take the role from each other take turns. */
export async function lockAdministrators(trx: Transaction): Promise<string[]> {
  const rows = await trx
    .selectFrom('roleGrant')
    .select('personId')
    .where('role', '=', 'administrator')
    .orderBy('personId')
    .forUpdate()
    .execute();
  return rows.map((row) => row.personId);
}

export async function readStaff(db: Reader): Promise<StaffMember[]> {
  const rows = await db
    .selectFrom('roleGrant')
    .innerJoin('person', 'person.id', 'roleGrant.personId')
    .select(['person.id', 'person.name', 'person.email', 'roleGrant.role'])
    .orderBy('person.name')
    .orderBy('person.id')
    .orderBy('roleGrant.role')
    .execute();
  const staff = new Map<string, StaffMember>();
  for (const { id, name, email, role } of rows) {
    staff.set(id, { id, name, email, roles: [...(staff.get(id)?.roles ?? []), role] });
  }
  return [...staff.values()];
}

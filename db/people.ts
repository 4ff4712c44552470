import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
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

export function findPersonByEmail(db: Reader, email: string): Promise<Person | undefined> {
  return db.selectFrom('person').select(columns).where('email', '=', email).executeTakeFirst();
}

export function findPerson(db: Reader, id: string): Promise<Person | undefined> {
  return db.selectFrom('person').select(columns).where('id', '=', id).executeTakeFirst();
}

export async function readRoles(db: Reader, personId: string): Promise<RoleColumn[]> {
  const rows = await db
    .selectFrom('roleGrant')
    .select('role')
    .where('personId', '=', personId)
    .orderBy('role')
    .execute();
  return rows.map((row) => row.role);
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
    const rows = await trx.selectFrom('person').select(['id', 'email']).where('email', 'in', emails).execute();
    for (const row of rows) ids.set(row.email, row.id);
  }
  return people.map(({ email }) => ids.get(email) ?? '');
}

/** PostgreSQL takes 65,535 parameters a statement. */
export function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
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

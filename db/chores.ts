import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';

/** Work of the clock that goes through all members. */
export interface Chore {
  /** The last person who was looked at. */
  readonly position: string | null;
  readonly finishedAt: Temporal.Instant | null;
}

export function findChore(db: Reader, name: string): Promise<Chore | undefined> {
  return db.selectFrom('chore').select(['position', 'finishedAt']).where('name', '=', name).executeTakeFirst();
}

/** Takes the chore for this transaction; undefined while another worker has it. */
export async function lockChore(trx: Transaction, name: string): Promise<Chore | undefined> {
  await trx
    .insertInto('chore')
    .values({ name, position: null, finishedAt: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return trx
    .selectFrom('chore')
    .select(['position', 'finishedAt'])
    .where('name', '=', name)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** Notes how far it has come; with `finishedAt` that it is through. */
export async function moveChore(
  trx: Transaction,
  name: string,
  place: { position: string } | { finishedAt: Temporal.Instant },
): Promise<void> {
  const columns =
    'position' in place ? { position: place.position } : { position: null, finishedAt: place.finishedAt.toString() };
  await trx.updateTable('chore').set(columns).where('name', '=', name).execute();
}

export interface ChorePerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** So many people after one, by id. Whoever was merged into somebody, or erased, is left out. */
export async function readPeopleAfter(db: Reader, after: string | null, size: number): Promise<ChorePerson[]> {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('mergedInto', 'is', null)
    .where('erasedAt', 'is', null)
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(size)
    .execute();
}

/** As `readPeopleAfter`, only those with a period, of their own or of a duplicate, that ends between two instants. */
export async function readPeopleWhosePeriodEnds(
  db: Reader,
  between: { from: Temporal.Instant; to: Temporal.Instant },
  after: string | null,
  size: number,
): Promise<ChorePerson[]> {
  const { from, to } = between;
  return db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('erasedAt', 'is', null)
    .where(
      sql<boolean>`person.id in (
        select coalesce(owner.merged_into, owner.id) from member_event join person as owner on owner.id = person_id
        where kind = 'period' and facts ->> 'until' >= ${from.toString()} and facts ->> 'until' < ${to.toString()})`,
    )
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(size)
    .execute();
}

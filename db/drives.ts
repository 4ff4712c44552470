import { sql, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import { instantText } from './instants.ts';
import type { Database } from './schema.ts';

export type Drive = Selectable<Database['drive']>;

/** What staff may choose about a drive. */
export type DriveFacts = Omit<Drive, 'id' | 'madeAt' | 'amount'> & { readonly amount: number };

/** False: a drive with this id is there already, and stays as it is. */
export async function recordDrive(
  trx: Transaction,
  id: string,
  facts: DriveFacts,
  now: Temporal.Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('drive')
    .values({ id, ...columnsOf(facts), madeAt: now.toString() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function updateDrive(trx: Transaction, id: string, facts: DriveFacts): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('drive')
    .set(columnsOf(facts))
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function columnsOf({ beginsAt, endsAt, ...facts }: DriveFacts) {
  return { ...facts, beginsAt: beginsAt.toString(), endsAt: endsAt.toString() };
}

export function findDrive(db: Reader, id: string): Promise<Drive | undefined> {
  return db.selectFrom('drive').selectAll().where('id', '=', id).executeTakeFirst();
}

export function readDrives(db: Reader): Promise<Drive[]> {
  return db.selectFrom('drive').selectAll().orderBy('beginsAt', 'desc').orderBy('id').execute();
}

/**
 * How many people became members of a tier for the first time from `from` until before `until`. Renewals are not new; an
 * event that was withdrawn never was; a first period that was ended early (a refund, a lost dispute) does not count.
 * Records that were merged are one person.
 */
export async function countNewMembers(
  db: Reader,
  tier: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<number> {
  const row = await db
    .selectFrom((select) =>
      select
        .selectFrom('memberEvent')
        .innerJoin('person', 'person.id', 'memberEvent.personId')
        .select(['memberEvent.id', begins.as('begins'), survivor.as('survivor')])
        .distinctOn(survivor)
        .where('memberEvent.kind', '=', 'period')
        .where('memberEvent.tier', '=', tier)
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('memberEvent as withdrawal')
                .where('withdrawal.kind', '=', 'withdrawn')
                .whereRef(sql`withdrawal.facts ->> 'event'`, '=', sql`member_event.id::text`),
            ),
          ),
        )
        .orderBy(survivor)
        .orderBy(begins)
        .orderBy('memberEvent.id')
        .as('first'),
    )
    .select(({ fn }) => fn.countAll<string>().as('people'))
    .where('begins', '>=', instantText(from))
    .where('begins', '<', instantText(until))
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('memberEvent as end')
            .where('end.kind', '=', 'period-ended')
            .whereRef(sql`"end".facts ->> 'period'`, '=', sql`first.id::text`),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(row.people);
}

const begins = sql<Temporal.Instant>`(member_event.facts ->> 'from')::timestamptz`;
const survivor = sql<string>`coalesce(person.merged_into, person.id)`;

/** What was received less what went back, in minor units; gifts in kind are no money. */
export async function sumMoney(
  db: Reader,
  currency: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<number> {
  const row = await db
    .selectFrom('paymentEntry')
    .innerJoin('payment', 'payment.id', 'paymentEntry.paymentId')
    .select(({ fn }) => fn.sum<string | null>('paymentEntry.amountMinor').as('minor'))
    .where('paymentEntry.currency', '=', currency)
    .where('payment.method', '<>', 'in-kind')
    .where('paymentEntry.at', '>=', instantText(from))
    .where('paymentEntry.at', '<', instantText(until))
    .executeTakeFirstOrThrow();
  return Number(row.minor ?? 0);
}

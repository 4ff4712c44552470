import { sql, type Insertable, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { BodyRules, Database } from './schema.ts';

export type Body = Selectable<Database['body']>;
export type TermRow = Selectable<Database['term']>;
export type TermToRecord = Omit<Insertable<Database['term']>, 'id' | 'recordedAt'>;

/** Undefined: another body is at this address. */
export async function recordBody(
  trx: Transaction,
  body: { readonly slug: string; readonly name: string; readonly about: string; readonly rules: BodyRules },
  now: Temporal.Instant,
): Promise<string | undefined> {
  const row = await trx
    .insertInto('body')
    .values({ ...body, rules: JSON.stringify(body.rules), madeAt: now.toString() })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** Seats whose terms end together, after the cohorts that the body has. */
export async function recordCohort(
  trx: Transaction,
  bodyId: string,
  cohort: { readonly name: string; readonly endsOn: string | null; readonly termYears: number | null },
): Promise<string> {
  const { id } = await trx
    .insertInto('cohort')
    .values((values) => ({
      ...{ bodyId, name: cohort.name, endsOn: cohort.endsOn, termYears: cohort.termYears },
      position: values
        .selectFrom('cohort')
        .select(sql<number>`coalesce(max(position) + 1, 0)`.as('position'))
        .where('bodyId', '=', bodyId),
    }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Seats after those that the cohort has, in the order given. */
export async function recordSeats(
  trx: Transaction,
  cohortId: string,
  names: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const last = await trx
    .selectFrom('seat')
    .select(({ fn }) => fn.max<number | null>('position').as('position'))
    .where('cohortId', '=', cohortId)
    .executeTakeFirst();
  const first = (last?.position ?? -1) + 1;
  return trx
    .insertInto('seat')
    .values(names.map((name, place) => ({ cohortId, name, position: first + place, retiredOn: null })))
    .returning(['id', 'name'])
    .execute();
}

export async function updateBody(
  trx: Transaction,
  { id, name, about, rules }: Pick<Body, 'id' | 'name' | 'about' | 'rules'>,
): Promise<void> {
  await trx
    .updateTable('body')
    .set({ name, about, rules: JSON.stringify(rules) })
    .where('id', '=', id)
    .execute();
}

export async function updateSeat(trx: Transaction, id: string, retiredOn: string): Promise<void> {
  await trx.updateTable('seat').set({ retiredOn }).where('id', '=', id).execute();
}

/** The table itself refuses two people in one seat on one day, whoever asks. */
export async function recordTerm(trx: Transaction, term: TermToRecord, now: Temporal.Instant): Promise<void> {
  await trx
    .insertInto('term')
    .values({ ...term, recordedAt: now.toString() })
    .execute();
}

export async function markLeft(
  trx: Transaction,
  id: string,
  { leftOn, leftWhy }: { readonly leftOn: string; readonly leftWhy: string },
): Promise<void> {
  await trx.updateTable('term').set({ leftOn, leftWhy }).where('id', '=', id).execute();
}

/** A term with the body that it is in. */
export function findTerm(db: Reader, id: string): Promise<(TermRow & { bodyId: string }) | undefined> {
  return db
    .selectFrom('term')
    .innerJoin('seat', 'seat.id', 'term.seatId')
    .innerJoin('cohort', 'cohort.id', 'seat.cohortId')
    .selectAll('term')
    .select('cohort.bodyId')
    .where('term.id', '=', id)
    .executeTakeFirst();
}

export function findCohort(db: Reader, id: string): Promise<Selectable<Database['cohort']> | undefined> {
  return db.selectFrom('cohort').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findBody(db: Reader, which: { id: string } | { slug: string }): Promise<Body | undefined> {
  return db
    .selectFrom('body')
    .selectAll()
    .where((where) => ('id' in which ? where('id', '=', which.id) : where('slug', '=', which.slug)))
    .executeTakeFirst();
}

/** Whoever changes a body, its seats or who holds them takes turns. */
export function lockBody(trx: Transaction, id: string): Promise<Body | undefined> {
  return trx.selectFrom('body').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function readAllBodies(db: Reader): Promise<Body[]> {
  return db.selectFrom('body').selectAll().orderBy('name').orderBy('id').execute();
}

export function readCohorts(db: Reader, bodyIds: readonly string[]): Promise<Selectable<Database['cohort']>[]> {
  if (bodyIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('cohort')
    .selectAll()
    .where('bodyId', 'in', [...bodyIds])
    .orderBy('position')
    .execute();
}

/** Every term in the seats of these bodies, the newest first. */
export function readTerms(db: Reader, bodyIds: readonly string[]): Promise<TermRow[]> {
  if (bodyIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('term')
    .innerJoin('seat', 'seat.id', 'term.seatId')
    .innerJoin('cohort', 'cohort.id', 'seat.cohortId')
    .selectAll('term')
    .where('cohort.bodyId', 'in', [...bodyIds])
    .orderBy('term.startsOn', 'desc')
    .orderBy('term.id')
    .execute();
}

/** A seat with what its cohort says about its terms. */
export interface SeatRow {
  readonly id: string;
  readonly name: string;
  readonly bodyId: string;
  readonly cohortId: string;
  readonly cohort: string;
  /** A day that is the last of its cohort's terms; null: a term lasts until another begins. */
  readonly endsOn: string | null;
  readonly termYears: number | null;
  readonly retiredOn: string | null;
}

/** Seats by their ids, or all seats of some bodies, in the order in which the body lists them. */
export function readSeats(
  db: Reader,
  which: { ids: readonly string[] } | { bodyIds: readonly string[] },
): Promise<SeatRow[]> {
  const [column, ids] =
    'ids' in which ? (['seat.id', which.ids] as const) : (['cohort.bodyId', which.bodyIds] as const);
  if (ids.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('seat')
    .innerJoin('cohort', 'cohort.id', 'seat.cohortId')
    .select([
      'seat.id',
      'seat.name',
      'cohort.bodyId',
      'cohort.id as cohortId',
      'cohort.name as cohort',
      'cohort.endsOn',
      'cohort.termYears',
      'seat.retiredOn',
    ])
    .where(column, 'in', [...ids])
    .orderBy('cohort.position')
    .orderBy('seat.position')
    .execute();
}

/** Those of these seats that somebody holds on a day, with the term that stands in the way. */
export function readHeldSeats(
  db: Reader,
  seatIds: readonly string[],
  on: string,
): Promise<{ seatId: string; name: string; endsOn: string | null }[]> {
  if (seatIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('term')
    .select(['seatId', 'name', 'endsOn'])
    .where('seatId', 'in', [...seatIds])
    .where('startsOn', '<=', on)
    .where((where) => where.or([where('endsOn', 'is', null), where('endsOn', '>=', on)]))
    .where((where) => where.or([where('leftOn', 'is', null), where('leftOn', '>=', on)]))
    .execute();
}

export function readBodyNames(
  db: Reader,
  ids: readonly string[],
): Promise<{ id: string; slug: string; name: string }[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('body')
    .select(['id', 'slug', 'name'])
    .where('id', 'in', [...ids])
    .execute();
}

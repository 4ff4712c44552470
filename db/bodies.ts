import type { Reader } from './connect.ts';

/** A seat with what its cohort says about its terms. */
export interface SeatRow {
  readonly id: string;
  readonly name: string;
  readonly bodyId: string;
  readonly cohort: string;
  /** A day that is the last of its cohort's terms; null: a term lasts until another begins. */
  readonly endsOn: string | null;
  readonly termYears: number | null;
  readonly retiredOn: string | null;
}

/** Seats by their ids, or all seats of a body, in the order in which the body lists them. */
export function readSeats(db: Reader, which: { ids: readonly string[] } | { bodyId: string }): Promise<SeatRow[]> {
  return db
    .selectFrom('seat')
    .innerJoin('cohort', 'cohort.id', 'seat.cohortId')
    .select([
      'seat.id',
      'seat.name',
      'cohort.bodyId',
      'cohort.name as cohort',
      'cohort.endsOn',
      'cohort.termYears',
      'seat.retiredOn',
    ])
    .where((where) =>
      'ids' in which ? where('seat.id', 'in', [...which.ids]) : where('cohort.bodyId', '=', which.bodyId),
    )
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

import type { Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { Database, SeatingRecord } from './schema.ts';

export type Draw = Selectable<Database['tieDraw']>;
export type SeatingRow = Omit<Selectable<Database['seating']>, 'record'> & { readonly record: SeatingRecord };

export function readDraws(db: Reader, electionId: string): Promise<Draw[]> {
  return db.selectFrom('tieDraw').selectAll().where('electionId', '=', electionId).execute();
}

export async function appendDraw(trx: Transaction, draw: Omit<Draw, 'drawnAt'>, now: Temporal.Instant): Promise<void> {
  await trx
    .insertInto('tieDraw')
    .values({ ...draw, drawnAt: now.toString() })
    .execute();
}

export function readSeatings(db: Reader, electionId: string): Promise<SeatingRow[]> {
  return db.selectFrom('seating').selectAll().where('electionId', '=', electionId).execute();
}

export async function appendSeating(
  trx: Transaction,
  { record, ...seating }: Pick<SeatingRow, 'electionId' | 'contestId' | 'record' | 'seatedBy'>,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('seating')
    .values({ ...seating, record: JSON.stringify(record), seatedAt: now.toString() })
    .execute();
}

/** The terms of those who were elected; the seats are free in that time. */
export async function appendElectedTerms(
  trx: Transaction,
  electionId: string,
  terms: readonly {
    readonly seatId: string;
    readonly personId: string | null;
    readonly name: string;
    readonly startsOn: string;
    readonly endsOn: string | null;
  }[],
  { recordedAt, recordedBy }: { readonly recordedAt: Temporal.Instant; readonly recordedBy: string },
): Promise<void> {
  if (terms.length === 0) return;
  const common = { electionId, cameBy: 'elected' as const, recordedAt: recordedAt.toString(), recordedBy };
  await trx
    .insertInto('term')
    .values(terms.map((term) => ({ ...term, ...common })))
    .execute();
}

/** Strikes a candidate through. Nothing is taken off the ballot, whose names are on the board. */
export async function markWithdrawn(
  trx: Transaction,
  candidateId: string,
  { at, why }: { readonly at: Temporal.Instant; readonly why: string },
): Promise<void> {
  await trx
    .updateTable('candidate')
    .set({ withdrawnAt: at.toString(), withdrawnWhy: why })
    .where('id', '=', candidateId)
    .execute();
}

import type { Selectable } from 'kysely';
import type { Reader, Transaction } from './connect.ts';
import type { Database } from './schema.ts';

export type ElectionNotice = Selectable<Database['electionNotice']>;

/** Whom a notice goes to, each person once. */
export interface NoticeReader {
  readonly personId: string;
  readonly name: string;
  readonly address: string;
}

/** Everybody on the frozen roll, at the present address: a notice, unlike a ballot, may follow a change. */
export function readNoticeRoll(db: Reader, electionId: string, who: 'all' | 'not-voted'): Promise<NoticeReader[]> {
  return db
    .selectFrom('rollEntry')
    .innerJoin('person', 'person.id', 'rollEntry.personId')
    .select(['person.id as personId', 'person.name', 'person.email as address'])
    .where('rollEntry.electionId', '=', electionId)
    .where('person.erasedAt', 'is', null)
    .$if(who === 'not-voted', (query) => query.where('rollEntry.votedAt', 'is', null))
    .orderBy('person.id')
    .execute();
}

/** Who would be on the roll by the newest forecast. */
export function readNoticeForecast(db: Reader, electionId: string): Promise<NoticeReader[]> {
  return db
    .selectFrom('rollVerdict')
    .innerJoin('person', 'person.id', 'rollVerdict.personId')
    .select(['person.id as personId', 'person.name', 'person.email as address'])
    .where('rollVerdict.electionId', '=', electionId)
    .where('rollVerdict.isIn', '=', true)
    .where('person.erasedAt', 'is', null)
    .orderBy('person.id')
    .execute();
}

/** False: this notice is there already. */
export async function recordNotice(trx: Transaction, { madeAt, ...notice }: ElectionNotice): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('electionNotice')
    .values({ ...notice, madeAt: madeAt.toString() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export function findNotice(db: Reader, id: string): Promise<ElectionNotice | undefined> {
  return db.selectFrom('electionNotice').selectAll().where('id', '=', id).executeTakeFirst();
}

export function readNotices(db: Reader, electionId: string): Promise<ElectionNotice[]> {
  return db
    .selectFrom('electionNotice')
    .selectAll()
    .where('electionId', '=', electionId)
    .orderBy('madeAt', 'desc')
    .orderBy('id')
    .execute();
}

import type { Temporal } from 'temporal-polyfill';
import type { Announcements } from '../../api/announcing.ts';
import type { Reader } from '../../db/connect.ts';
import type { Election } from '../../db/elections.ts';
import { readLists } from '../../db/lists.ts';
import { readNoticeForecast, readNoticeRoll, type NoticeReader } from '../../db/notices.ts';
import { recipientsOf } from '../announcements.ts';

/** Whom a notice of this election can go to, each with how many that is at this moment. */
export async function readAudiences(
  db: Reader,
  election: Election,
  now: Temporal.Instant,
): Promise<Announcements['audiences']> {
  const isFrozen = election.rollFrozenAt !== null;
  const words = isFrozen ? 'Everybody on the roll' : 'Who would be on the roll, by the newest forecast';
  const audiences = [{ id: 'roll', words, people: (await readRollReaders(db, election, 'roll')).length }];
  if (election.stage === 'frozen') {
    const people = (await readRollReaders(db, election, 'not-voted')).length;
    audiences.push({ id: 'not-voted', words: 'Everybody on the roll who has not voted', people });
  }
  for (const list of await readLists(db)) {
    const people = (await recipientsOf(db, list.id, now)).length;
    audiences.push({ id: `list:${list.id}`, words: `The list ${list.name}`, people });
  }
  return audiences;
}

/** The members whom the election concerns. */
export function readRollReaders(db: Reader, election: Election, who: 'roll' | 'not-voted'): Promise<NoticeReader[]> {
  if (election.rollFrozenAt === null) return readNoticeForecast(db, election.id);
  return readNoticeRoll(db, election.id, who === 'roll' ? 'all' : 'not-voted');
}

import type { Temporal } from 'temporal-polyfill';
import type { OfficeList } from '../../api/lists.ts';
import type { Reader } from '../../db/connect.ts';
import { readListAnnouncements, type MailingList } from '../../db/lists.ts';
import { recipientsOf } from '../announcements.ts';

/** A list as staff see it: how many and since when, not who. */
export async function officeListOf(db: Reader, list: MailingList, now: Temporal.Instant): Promise<OfficeList> {
  const joined = (await recipientsOf(db, list.id, now)).map(({ joinedAt }) => joinedAt.toString()).toSorted();
  const { id, name, about, tellsOfVotes } = list;
  const announcements = await readListAnnouncements(db, id, 20);
  return {
    ...{ id, name, about, tellsOfVotes },
    people: joined.length,
    firstAt: joined[0] ?? null,
    lastAt: joined[joined.length - 1] ?? null,
    announcements: announcements.map(({ listId: _, madeAt, madeBy, ...announcement }) => ({
      ...announcement,
      at: madeAt.toString(),
      by: madeBy,
    })),
  };
}

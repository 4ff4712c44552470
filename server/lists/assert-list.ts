import type { Reader } from '../../db/connect.ts';
import { findList, type MailingList } from '../../db/lists.ts';
import { Problem } from '../problem.ts';

export async function assertList(db: Reader, listId: string): Promise<MailingList> {
  const list = await findList(db, listId);
  if (list === undefined) throw new Problem('not-found', { detail: 'There is no such list.' });
  return list;
}

import { readLists as readAll } from '../../db/lists.ts';
import type { Ports } from '../ports.ts';
import { officeListOf } from './office-list.ts';

/** Every list, for staff. */
export async function readLists({ db, clock }: Pick<Ports, 'db' | 'clock'>) {
  const now = clock.now();
  const lists = await readAll(db);
  return { lists: await Promise.all(lists.map((list) => officeListOf(db, list, now))) };
}

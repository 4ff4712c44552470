import type { readMyLists as contract } from '../../api/lists.ts';
import { readLists, readListsOf } from '../../db/lists.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';

/** Every list, and since when whoever is signed in is on it. */
export async function readMyLists({ db, config }: Ports, { caller }: AskOf<typeof contract>) {
  const me = caller.session?.person;
  const mine = me === undefined ? undefined : await readListsOf(db, me.id);
  const lists = (await readLists(db)).map(({ id, name, about }) => ({
    ...{ id, name, about },
    since: mine?.get(id)?.toString() ?? null,
  }));
  return { organisation: config.organisation, address: me?.email ?? null, lists };
}

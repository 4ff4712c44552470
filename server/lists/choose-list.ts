import type { chooseList as contract } from '../../api/lists.ts';
import { joinList, leaveList, readListsOf } from '../../db/lists.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertList } from './assert-list.ts';

/** Joins or leaves a list. Whoever is signed in has proved the address, so nothing is mailed. */
export async function chooseList({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { id: personId, email } = caller.session.person;
  return db.transaction().execute(async (trx) => {
    const { id, name, about } = await assertList(trx, path.listId);
    const choose = body.isOn ? joinList : leaveList;
    await choose(trx, { listId: id, personId, address: email }, clock.now());
    const since = (await readListsOf(trx, personId)).get(id);
    return { id, name, about, since: since?.toString() ?? null };
  });
}

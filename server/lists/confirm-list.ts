import type { confirmList as contract } from '../../api/lists.ts';
import { joinList } from '../../db/lists.ts';
import { findMailedLink, useMailedLink } from '../../db/mailed-links.ts';
import { findPersonByEmail } from '../../db/people.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';
import { assertList } from './assert-list.ts';

/** Puts the address that the link was mailed to on the list: as the person who has it, if somebody does. Signs nobody in. */
export async function confirmList({ db, clock }: Ports, { body }: AskOf<typeof contract>) {
  const now = clock.now();
  const tokenHash = hashToken(body.token);
  return db.transaction().execute(async (trx) => {
    const link = await findMailedLink(trx, { tokenHash, purpose: 'confirm-list' }, now);
    if (link === undefined || !(await useMailedLink(trx, tokenHash, now))) {
      throw new Problem('link-refused', { detail: 'Ask for a new one on the page of the lists.' });
    }
    const { id, name } = await assertList(trx, String(link.facts['list']));
    const address = String(link.facts['address']);
    const person = await findPersonByEmail(trx, address);
    await joinList(trx, { listId: id, personId: person?.id ?? null, address }, now);
    return { name };
  });
}

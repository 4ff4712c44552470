import type { sendAnnouncement as contract } from '../../api/lists.ts';
import { appendAudit } from '../../db/audit.ts';
import { recordListAnnouncement } from '../../db/lists.ts';
import { enqueueListMails, recipientsOf } from '../announcements.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertList } from './assert-list.ts';
import { officeListOf } from './office-list.ts';

/** Mails everybody on a list what an officer wrote. The officer reads back to how many people it goes. */
export async function sendAnnouncement(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const now = ports.clock.now();
  return ports.db.transaction().execute(async (trx) => {
    const list = await assertList(trx, path.listId);
    const recipients = await recipientsOf(trx, list.id, now);
    const { id, subject, text } = body;
    const madeBy = caller.session.person.name;
    const announcement = { id, listId: list.id, subject, text, people: recipients.length, madeAt: now, madeBy };
    // Sent already: the reply was lost, or the button was pressed twice. The same answer, and no second mail.
    if (!(await recordListAnnouncement(trx, announcement))) return officeListOf(trx, list, now);
    if (body.people !== recipients.length || recipients.length === 0) {
      // What is right is not said: the officer is to look it up, not to copy it.
      const detail = `It does not go to ${body.people} people. Look at the list again.`;
      throw new Problem('readback-differs', { detail, errors: [{ pointer: '#/body/people', detail }] });
    }
    const facts = { announcement: id };
    await enqueueListMails(ports, trx, { listId: list.id, key: id, facts, recipients });
    const audited = { list: list.id, subject, people: recipients.length };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'send-announcement', facts: audited });
    return officeListOf(trx, list, now);
  });
}

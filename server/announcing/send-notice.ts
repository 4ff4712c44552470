import type { sendNotice as contract } from '../../api/announcing.ts';
import { appendAudit } from '../../db/audit.ts';
import { chunks } from '../../db/chunks.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockElection, type Election } from '../../db/elections.ts';
import { findList } from '../../db/lists.ts';
import { recordNotice } from '../../db/notices.ts';
import { enqueueListMails, recipientsOf } from '../announcements.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { readRollReaders } from './audiences.ts';
import { announcementsOf, notYetOf } from './read-announcements.ts';

/** Mails what an officer wrote to whom the officer chose. The officer reads back to how many people it goes. */
export async function sendNotice(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const now = ports.clock.now();
  const { id, kind, audience, subject, markdown } = body;
  const election = await ports.db.transaction().execute(async (trx) => {
    const locked = assertFound(await lockElection(trx, path.electionId), 'office');
    const detail = notYetOf(kind, locked, now);
    if (detail !== null) throw new Problem('notice-not-due', { detail });
    const send = await audienceOf(ports, trx, locked, audience);
    const madeBy = caller.session.person.name;
    const notice = { id, electionId: locked.id, kind, audience, subject, markdown, people: send.people };
    // Sent already: the reply was lost, or the button was pressed twice. The same answer, and no second mail.
    if (!(await recordNotice(trx, { ...notice, madeAt: now, madeBy }))) return locked;
    assertPeople(body.people, send.people);
    await send.to(id);
    const facts = { kind, audience, subject, people: send.people };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'send-notice', electionId: locked.id, facts });
    return locked;
  });
  return announcementsOf(ports, election);
}

/** How many people that is, and how to mail them. */
async function audienceOf(ports: Ports, trx: Transaction, election: Election, audience: string) {
  const list = audience.startsWith('list:') ? audience.slice('list:'.length) : undefined;
  if (list === undefined) {
    const readers = await readRollReaders(trx, election, audience === 'not-voted' ? 'not-voted' : 'roll');
    const to = async (notice: string) => {
      for (const some of chunks(readers, 2000)) {
        const mails = some.map(({ personId, name, address }) => ({
          ...{ key: `notice:${notice}:${personId}`, kind: 'notice' as const, toAddress: address, toName: name },
          ...{ electionId: election.id, personId, facts: { notice } },
        }));
        await enqueueMails(ports, trx, mails);
      }
    };
    return { people: readers.length, to };
  }
  if ((await findList(trx, list)) === undefined) throw new Problem('not-found', { detail: 'There is no such list.' });
  const recipients = await recipientsOf(trx, list, ports.clock.now());
  const to = (notice: string) =>
    enqueueListMails(ports, trx, {
      ...{ listId: list, key: notice, electionId: election.id, facts: { notice }, recipients },
    });
  return { people: recipients.length, to };
}

function assertPeople(typed: number, people: number): void {
  if (typed === people && people > 0) return;
  // What is right is not said: the officer is to look it up, not to copy it.
  const detail = `It does not go to ${typed} people. Look at the number beside whom you chose.`;
  throw new Problem('readback-differs', { detail, errors: [{ pointer: '#/body/people', detail }] });
}

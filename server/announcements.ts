import type { Temporal } from 'temporal-polyfill';
import { chunks } from '../db/chunks.ts';
import type { Reader, Transaction } from '../db/connect.ts';
import { readLifeEvents, readListRecipients, readLists, type ListRecipient } from '../db/lists.ts';
import { recordMailedLinks } from '../db/mailed-links.ts';
import type { Facts } from '../db/schema.ts';
import { lifeOf } from '../membership/standing.ts';
import { enqueueMails } from './outbox.ts';
import type { Ports } from './ports.ts';
import { hashToken, newToken } from './secrets.ts';

/** Old mails are kept: whoever finds one years later can still leave by it. */
const leavingDays = 3 * 365;

/** Whom the mail of a list goes to: everybody on it who lives, each once. */
export async function recipientsOf(db: Reader, listId: string, now: Temporal.Instant): Promise<ListRecipient[]> {
  const recipients = await readListRecipients(db, listId);
  const ids = recipients.flatMap(({ personId }) => personId ?? []);
  const life = await readLifeEvents(db, ids);
  return recipients.filter(({ personId }) => lifeOf(life.get(personId ?? '') ?? [], now) === 'living');
}

/** Mails these people; `key` says what, so that whoever had it does not get it again. Each mail has its own way out. */
export async function enqueueListMails(
  ports: Pick<Ports, 'queue' | 'clock'>,
  trx: Transaction,
  what: { listId: string; key: string; electionId?: string; facts: Facts; recipients: readonly ListRecipient[] },
): Promise<void> {
  const now = ports.clock.now();
  const { listId, key, electionId, facts, recipients } = what;
  for (const some of chunks(recipients, 2000)) {
    const mails = some.map(({ membershipId, personId, name, address }) => ({
      key: `announcement:${key}:${personId ?? address}`,
      kind: 'announcement' as const,
      toAddress: address,
      toName: name,
      ...(electionId === undefined ? {} : { electionId }),
      ...(personId === null ? {} : { personId }),
      facts: { ...facts, list: listId, membership: membershipId },
      secret: { token: newToken() },
    }));
    const links = mails.map(({ facts: { membership }, secret }) => ({
      tokenHash: hashToken(secret.token),
      purpose: 'leave-list' as const,
      facts: { membership },
      expiresAt: now.add({ hours: 24 * leavingDays }),
    }));
    await recordMailedLinks(trx, links, now);
    await enqueueMails(ports, trx, mails);
  }
}

/** Tells the lists that want to know of votes that one opened or that its result was certified; each reader once. */
export async function announceVote(
  ports: Pick<Ports, 'queue' | 'clock'>,
  trx: Transaction,
  electionId: string,
  event: 'opened' | 'certified',
): Promise<void> {
  const lists = (await readLists(trx)).filter(({ tellsOfVotes }) => tellsOfVotes);
  for (const { id } of lists) {
    const recipients = await recipientsOf(trx, id, ports.clock.now());
    const key = `${electionId}:${event}`;
    await enqueueListMails(ports, trx, { listId: id, key, electionId, facts: { event }, recipients });
  }
}

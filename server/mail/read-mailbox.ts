import type { readMailbox as contract } from '../../api/mailbox.ts';
import { readMailboxPage } from '../../db/mail.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';

const perPage = 50;

/** A page of the mail that would have been sent. The door lets only this machine in, and only without an SMTP server. */
export async function readMailbox({ db }: Ports, { query }: Pick<AskOf<typeof contract>, 'query'>) {
  const { total, rows } = await readMailboxPage(db, { ...query, perPage });
  return {
    total,
    perPage,
    messages: rows.map(({ id, toAddress, subject, text, sentAt }) => ({
      id,
      to: toAddress,
      subject,
      text,
      sentAt: sentAt.toString(),
    })),
  };
}

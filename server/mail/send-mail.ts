import { findMail, markMailFailed, markMailSent, markMailWithheld, type Mail } from '../../db/mail.ts';
import type { MailKind } from '../../db/schema.ts';
import type { Ports } from '../ports.ts';
import { errorWords, PermanentMailError } from './mailer.ts';
import { writeLetter } from './write-letter.ts';

/**
 * Sends one mail of the ledger. Looks first whether it is sent; a crash between the mail server's yes and our mark sends
 * it once more under the same Message-ID. `isLastTry`: nothing will try again, so the failure goes to the office.
 */
export async function sendMail(ports: Ports, mailId: string, isLastTry: boolean): Promise<void> {
  const mail = await findMail(ports.db, mailId);
  if (mail?.state !== 'queued') return;
  const letter = await writeLetter(ports, mail);
  const overtaken = letter === undefined ? overtakenBy[mail.kind] : undefined;
  if (overtaken !== undefined) {
    await ports.db.transaction().execute((trx) => markMailWithheld(trx, mail.id, overtaken));
    return;
  }
  if (letter === undefined) {
    await fail(ports, mail, 'Not sent: the voter has voted, or voting has closed', true);
    return;
  }
  try {
    await ports.mailer.send({ id: mail.id, to: { name: mail.toName, address: mail.toAddress }, letter });
  } catch (error) {
    const isFinal = isLastTry || error instanceof PermanentMailError;
    await fail(ports, mail, errorWords(error), isFinal);
    if (!isFinal) throw error;
    return;
  }
  await ports.db.transaction().execute((trx) => markMailSent(trx, mail.id, ports.clock.now()));
}

/** Mails that may have nothing to say any more when they are sent, and why. */
const overtakenBy: Readonly<Partial<Record<MailKind, string>>> = {
  announcement: 'Left the list before it was sent',
  'dues-reminder': 'Renewed, or a newer reminder took its place, before it was sent',
  affirmation: 'Affirmed before it was sent',
  'open-vote': 'Voted, or the vote has closed, before it was sent',
  'open-vote-reminder': 'Voted, or the vote has closed, before it was sent',
  'round-review': 'Voted on all, or the review was over, before it was sent',
  'round-nomination': 'The nomination was gone before it was sent',
  'round-reference': 'The nomination was gone before it was sent',
};

async function fail({ db }: Ports, mail: Mail, error: string, isFinal: boolean): Promise<void> {
  await db.transaction().execute((trx) => markMailFailed(trx, mail.id, error, isFinal));
}

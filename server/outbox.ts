import type { Transaction } from '../db/connect.ts';
import { recordMails, type NewMail } from '../db/mail.ts';
import type { Ports } from './ports.ts';

/** Writes mails into the ledger and wakes the sender, in the caller's transaction: both or neither. */
export async function enqueueMails(
  { queue, clock }: Pick<Ports, 'queue' | 'clock'>,
  trx: Transaction,
  mails: readonly NewMail[],
): Promise<void> {
  const ids = await recordMails(trx, mails, clock.now());
  await queue.enqueue(
    trx,
    'send-mail',
    ids.map((mailId) => ({ mailId })),
    { isUrgent: mails.every(({ kind }) => kind === 'sign-in') },
  );
}

import { randomUUID } from 'node:crypto';
import type { NewMail } from '../db/mail.ts';
import { findSecret, type RollEntry } from '../db/roll.ts';
import { enqueueMails } from './outbox.ts';
import type { Ports } from './ports.ts';

/** The mail with a voter's personal link. `again` makes it another mail than the one at the opening. */
export function ballotMail(entry: Pick<RollEntry, 'id' | 'name' | 'email' | 'electionId'>, again?: string): NewMail {
  return {
    key: again === undefined ? `ballot:${entry.id}` : `ballot:${entry.id}:${again}`,
    kind: 'ballot',
    toAddress: entry.email,
    toName: entry.name,
    electionId: entry.electionId,
    rollEntryId: entry.id,
  };
}

/** Sends a voter's link once more; false when its secret is gone, because the voter has voted. */
export async function sendBallotAgain(
  ports: Pick<Ports, 'db' | 'clock' | 'queue'>,
  entry: RollEntry,
): Promise<boolean> {
  return ports.db.transaction().execute(async (trx) => {
    if ((await findSecret(trx, entry.id)) === undefined) return false;
    await enqueueMails(ports, trx, [ballotMail(entry, randomUUID())]);
    return true;
  });
}

import { randomUUID } from 'node:crypto';
import type { Reader } from '../db/connect.ts';
import type { NewMail } from '../db/mail.ts';
import { findRegistrar } from '../db/registrar.ts';
import { findSecret, type RollEntry } from '../db/roll.ts';
import { enqueueMails } from './outbox.ts';
import type { Ports } from './ports.ts';
import { Problem } from './problem.ts';

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

/** Where a person is the registrar, the server knows no link that it could send. */
export async function assertServerSends(db: Reader, electionId: string): Promise<void> {
  const registrar = await findRegistrar(db, electionId);
  if (registrar === undefined) return;
  const detail = `It came from ${registrar.name}, ${registrar.email}. If it is lost, the office asks for another.`;
  throw new Problem('registrar-sends-links', { detail });
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

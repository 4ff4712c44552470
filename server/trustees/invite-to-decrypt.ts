import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../db/connect.ts';
import { lockTrustees, recordTrusteeLink } from '../../db/trustees.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { hashToken, newToken } from '../secrets.ts';

/**
 * Asks every trustee whose share is missing, with a new link: the one for the key was mailed long ago, and a later one may
 * have been lost. Returns how many were asked.
 */
export async function inviteToDecrypt(
  ports: Pick<Ports, 'clock' | 'queue'>,
  trx: Transaction,
  electionId: string,
): Promise<number> {
  const now = ports.clock.now();
  const waiting = (await lockTrustees(trx, electionId)).filter(({ decryptedAt }) => decryptedAt === null);
  for (const { owner, name, email } of waiting) {
    const token = newToken();
    await recordTrusteeLink(trx, { electionId, owner }, hashToken(token), now);
    const mail = { key: `trustee-share:${randomUUID()}`, kind: 'trustee-share' } as const;
    await enqueueMails(ports, trx, [{ ...mail, toAddress: email, toName: name, electionId, secret: { token } }]);
  }
  return waiting.length;
}

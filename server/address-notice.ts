import type { Transaction } from '../db/connect.ts';
import { recordAddressChange } from '../db/address-changes.ts';
import { recordMailedLinks } from '../db/mailed-links.ts';
import { findPerson } from '../db/people.ts';
import { endOtherSessions } from '../db/sessions.ts';
import { enqueueMails } from './outbox.ts';
import type { Ports } from './ports.ts';
import { hashToken, newToken } from './secrets.ts';

/** How long the left address can undo the change. */
const undoHours = 72;

/** An address that was just changed. `by`: who changed it, as the mails say it: `you`, `the office`. */
export interface ChangedAddress {
  readonly personId: string;
  readonly oldAddress: string;
  readonly newAddress: string;
  readonly by: string;
  /** The wish that this fulfils; left out: none was recorded, and one is now. */
  readonly changeId?: string;
}

/**
 * Tells the left address that it was left, with a link that undoes it for 72 hours, and the new one that mail comes there
 * now; ends every session. Call it in the transaction that changed the address: the thief of a session, or of a clerk's
 * account, cannot do it silently.
 */
export async function noticeAddressChange(
  ports: Pick<Ports, 'queue' | 'clock'>,
  trx: Transaction,
  { personId, oldAddress, newAddress, by, changeId }: ChangedAddress,
): Promise<void> {
  if (oldAddress === newAddress) return;
  const now = ports.clock.now();
  const change = { personId, oldAddress, newAddress, state: 'done', madeBy: by } as const;
  const id = changeId ?? (await recordAddressChange(trx, change, now));
  const token = newToken();
  const expiresAt = now.add({ hours: undoHours });
  const link = { tokenHash: hashToken(token), purpose: 'undo-address', personId, facts: { changeId: id } } as const;
  await recordMailedLinks(trx, [{ ...link, expiresAt }], now);
  await endOtherSessions(trx, personId, null, now);
  const toName = (await findPerson(trx, personId))?.name ?? '';
  const facts = { by, newAddress, undoUntil: expiresAt.toString() };
  const mail = { kind: 'address-notice', toName, personId } as const;
  await enqueueMails(ports, trx, [
    { ...mail, key: `address-left:${id}`, toAddress: oldAddress, facts: { ...facts, side: 'left' }, secret: { token } },
    { ...mail, key: `address-now:${id}`, toAddress: newAddress, facts: { ...facts, side: 'now' } },
  ]);
}

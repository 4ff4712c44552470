import type { requestList as contract } from '../../api/lists.ts';
import { recordMailedLinks } from '../../db/mailed-links.ts';
import type { AskOf } from '../ask.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { hashToken, newToken } from '../secrets.ts';
import { assertList } from './assert-list.ts';

const days = 7;

/**
 * Mails an address the link that puts it on a list. Nobody is looked up: the answer, the work and the mail are the same
 * whoever has the address.
 */
export async function requestList(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  await ports.limits.take('list-network', caller.network);
  await ports.limits.take('list-address', body.email);
  const now = ports.clock.now();
  const expiresAt = now.add({ hours: 24 * days });
  const token = newToken();
  const tokenHash = hashToken(token);
  await ports.db.transaction().execute(async (trx) => {
    const { id } = await assertList(trx, path.listId);
    const link = { tokenHash, purpose: 'confirm-list', facts: { list: id, address: body.email }, expiresAt } as const;
    await recordMailedLinks(trx, [link], now);
    await enqueueMails(ports, trx, [
      {
        key: `list-confirm:${tokenHash}`,
        kind: 'list-confirm',
        toAddress: body.email,
        toName: '',
        facts: { list: id, until: expiresAt.toString() },
        secret: { token },
      },
    ]);
  });
  return {};
}

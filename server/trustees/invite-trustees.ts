import { randomUUID } from 'node:crypto';
import type { inviteTrustees as contract } from '../../api/office.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockElection } from '../../db/elections.ts';
import { lockTrustees, recordTrusteeLink } from '../../db/trustees.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { hashToken, newToken } from '../secrets.ts';
import { findTally } from './find-tally.ts';
import { inviteToDecrypt } from './invite-to-decrypt.ts';

/**
 * Mails every trustee whose part is missing a new link; the earlier ones stop working. Before the opening the part is the
 * key; after the close, once the tally is on the board, it is the share.
 */
export async function inviteTrustees(ports: Ports, { caller, path }: AskOf<typeof contract>) {
  const { electionId } = path;
  const at = ports.clock.now();
  return ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, electionId), 'office');
    const isTallied = election.stage === 'closed' && (await findTally(trx, electionId)) !== undefined;
    if (!isTallied) assertDraft(election);
    const invited = await (isTallied ? inviteToDecrypt : inviteToMakeKeys)(ports, trx, electionId);
    await appendAudit(trx, { at, actor: actorOf(caller), action: 'invite-trustees', electionId, facts: { invited } });
    return { invited };
  });
}

async function inviteToMakeKeys(ports: Ports, trx: Transaction, electionId: string): Promise<number> {
  const waiting = (await lockTrustees(trx, electionId)).filter(({ publicKey }) => publicKey === null);
  for (const { owner, name, email } of waiting) {
    const token = newToken();
    await recordTrusteeLink(trx, { electionId, owner }, hashToken(token), ports.clock.now());
    const mail = { key: `trustee-key:${randomUUID()}`, kind: 'trustee-key', toAddress: email, toName: name } as const;
    await enqueueMails(ports, trx, [{ ...mail, electionId, facts: { owner }, secret: { token } }]);
  }
  return waiting.length;
}

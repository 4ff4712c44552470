import { randomUUID } from 'node:crypto';
import type { inviteTrustees as contract } from '../../api/office.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockElection } from '../../db/elections.ts';
import { lockTrustees, recordTrusteeLink } from '../../db/trustees.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { hashToken, newToken } from '../secrets.ts';

/** Mails every trustee without a key a new link; the earlier ones stop working. */
export async function inviteTrustees(ports: Ports, { caller, path }: AskOf<typeof contract>) {
  const { electionId } = path;
  const at = ports.clock.now();
  return ports.db.transaction().execute(async (trx) => {
    assertDraft(assertFound(await lockElection(trx, electionId), 'office'));
    const waiting = (await lockTrustees(trx, electionId)).filter(({ publicKey }) => publicKey === null);
    for (const { owner, name, email } of waiting) {
      const token = newToken();
      await recordTrusteeLink(trx, { electionId, owner }, hashToken(token), at);
      const mail = { key: `trustee-key:${randomUUID()}`, kind: 'trustee-key', toAddress: email, toName: name } as const;
      await enqueueMails(ports, trx, [{ ...mail, electionId, facts: { owner }, secret: { token } }]);
    }
    const facts = { invited: waiting.length };
    await appendAudit(trx, { at, actor: actorOf(caller), action: 'invite-trustees', electionId, facts });
    return facts;
  });
}

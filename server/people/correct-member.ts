import type { correctMember as contract } from '../../api/members.ts';
import { appendAudit } from '../../db/audit.ts';
import { findRecord } from '../../db/member-timeline.ts';
import { changePerson } from '../../db/people.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { noticeAddressChange } from '../address-notice.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertPerson, memberViewOf } from './member-view.ts';

/** Corrects somebody's details, with the reason. A change of address is told to both addresses, so that theft is noticed. */
export async function correctMember(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { db, clock } = ports;
  const now = clock.now();
  const { personId } = path;
  const { reason, ...details } = body;
  await db.transaction().execute(async (trx) => {
    const before = assertPerson(await findRecord(trx, personId));
    if (before.mergedInto !== null || before.erasedAt !== null)
      throw new Problem('not-found', { detail: 'This record stands aside for another. Correct that one.' });
    const changed = await changePerson(trx, { personId, actorId: caller.session.person.id, ...details }, now);
    if (changed.outcome === 'address-taken')
      throw new Problem('address-taken', { detail: 'If they are one person, merge the two records.' });
    if (changed.outcome === 'unknown' || changed.fields.length === 0) return;
    const facts = { reason, changed: changed.fields.join(', ') };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'correct-member', personId, facts });
    const addresses = { oldAddress: before.email, newAddress: details.email };
    if (changed.fields.includes('email'))
      await noticeAddressChange(ports, trx, { personId, ...addresses, by: 'the office' });
  });
  return memberViewOf(db, { personId, caller, now });
}

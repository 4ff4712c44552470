import type { recordAct as contract } from '../../api/members.ts';
import { appendAudit } from '../../db/audit.ts';
import { appendMemberEvents, readMemberEvents } from '../../db/member-events.ts';
import { findRecord, lockRecord } from '../../db/member-timeline.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertPerson, memberViewOf } from './member-view.ts';
import { eventFor, planAct } from '../plan-act.ts';

/** Records what staff decided or were told about a member. Two who decide at once take turns, and the second sees the first. */
export async function recordAct({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const now = clock.now();
  const { personId } = path;
  const { act } = body;
  await db.transaction().execute(async (trx) => {
    await lockRecord(trx, personId);
    const person = assertPerson(await findRecord(trx, personId));
    if (person.mergedInto !== null)
      throw new Problem('act-refused', { detail: 'This record was merged into another. Record it there.' });
    const plan = { events: await readMemberEvents(trx, personId), organisation: await readOrganisation(trx, now), now };
    const by = { personId, actorId: caller.session.person.id };
    const happenings = planAct(act, plan);
    await appendMemberEvents(
      trx,
      happenings.map((happening) => eventFor(happening, by)),
      now,
    );
    const { act: name, ...facts } = act;
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: `member-${name}`, personId, facts });
  });
  return memberViewOf(db, { personId, caller, now });
}

import type { recordTerm as contract } from '../../api/bodies.ts';
import { appendAudit } from '../../db/audit.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertSeat } from './assert-body.ts';
import { bodyDeskOf } from './body-desk.ts';
import { keepTerm, placeTerm } from './place-term.ts';
import { todayOf } from './today.ts';

/** Records who holds a seat, or held it, as it came about before this program knew of it. */
export async function recordTerm({ db, clock }: Ports, { caller, path, body: form }: AskOf<typeof contract>) {
  const [now, actor] = [clock.now(), actorOf(caller)];
  return db.transaction().execute(async (trx) => {
    const { seat, body } = await assertSeat(trx, path.seatId);
    const term = await placeTerm(trx, seat, body, form);
    await keepTerm(trx, seat, term, { cameBy: 'recorded', note: '', recordedBy: actor, now });
    const { personId, name, startsOn, endsOn } = term;
    const facts = { body: body.slug, seat: seat.name, name, startsOn, endsOn };
    const about = personId === null ? {} : { personId };
    await appendAudit(trx, { at: now, actor, action: 'record-term', facts, ...about });
    return bodyDeskOf(trx, body, await todayOf(trx, now));
  });
}

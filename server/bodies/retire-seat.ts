import type { retireSeat as contract } from '../../api/bodies.ts';
import { appendAudit } from '../../db/audit.ts';
import { readTerms, updateSeat } from '../../db/bodies.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertSeat } from './assert-body.ts';
import { bodyDeskOf } from './body-desk.ts';
import { lastDayOf } from './in-seat.ts';
import { todayOf } from './today.ts';

/** Gives up a seat. Whoever holds it, or is elected to it, serves the term to its end first. */
export async function retireSeat({ db, clock }: Ports, { caller, path, body: { lastDay } }: AskOf<typeof contract>) {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const { seat, body } = await assertSeat(trx, path.seatId);
    const held = (await readTerms(trx, [body.id])).find((term) => {
      const last = lastDayOf(term);
      return term.seatId === seat.id && (last === null || last > lastDay);
    });
    if (held !== undefined) {
      const until = lastDayOf(held);
      const next = until === null ? 'Record first when that term ends.' : `Choose ${until} or a later day.`;
      const detail = `${held.name} holds ${seat.name} ${until === null ? 'without end' : `until ${until}`}. ${next}`;
      throw new Problem('seat-taken', { detail });
    }
    await updateSeat(trx, seat.id, lastDay);
    const facts = { body: body.slug, seat: seat.name, lastDay };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'retire-seat', facts });
    return bodyDeskOf(trx, body, await todayOf(trx, now));
  });
}

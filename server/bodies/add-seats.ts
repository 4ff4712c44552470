import type { addSeats as contract } from '../../api/bodies.ts';
import { appendAudit } from '../../db/audit.ts';
import { findCohort, readSeats, recordSeats } from '../../db/bodies.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertBody } from './assert-body.ts';
import { bodyDeskOf } from './body-desk.ts';
import { assertNamedOnce } from './named-once.ts';
import { todayOf } from './today.ts';

/** Adds seats to a cohort. They are vacant, and the fixed number of the rules grows by them. */
export async function addSeats({ db, clock }: Ports, { caller, path, body: form }: AskOf<typeof contract>) {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const cohort = await findCohort(trx, path.cohortId);
    const body = await assertBody(trx, cohort?.bodyId);
    const seats = await readSeats(trx, { bodyIds: [body.id] });
    assertNamedOnce([...seats.map(({ name }) => name), ...form.seats], '#/body/seats');
    await recordSeats(trx, path.cohortId, form.seats);
    const facts = { body: body.slug, cohort: cohort?.name ?? '', seats: form.seats.join(', ') };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'add-seats', facts });
    return bodyDeskOf(trx, body, await todayOf(trx, now));
  });
}

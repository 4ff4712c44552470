import type { addCohort as contract } from '../../api/bodies.ts';
import { appendAudit } from '../../db/audit.ts';
import { readCohorts, readSeats, recordCohort, recordSeats } from '../../db/bodies.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertBody } from './assert-body.ts';
import { bodyDeskOf } from './body-desk.ts';
import { assertNamedOnce } from './named-once.ts';
import { todayOf } from './today.ts';

/** Adds seats whose terms end together, after those that the body has. */
export async function addCohort({ db, clock }: Ports, { caller, path, body: form }: AskOf<typeof contract>) {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const body = await assertBody(trx, path.bodyId);
    const cohorts = await readCohorts(trx, [body.id]);
    const seats = await readSeats(trx, { bodyIds: [body.id] });
    assertNamedOnce([...cohorts.map(({ name }) => name), form.name], '#/body/name');
    assertNamedOnce([...seats.map(({ name }) => name), ...form.seats], '#/body/seats');
    await recordSeats(trx, await recordCohort(trx, body.id, form), form.seats);
    const facts = { body: body.slug, cohort: form.name, seats: form.seats.join(', '), endsOn: form.endsOn };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'add-cohort', facts });
    return bodyDeskOf(trx, body, await todayOf(trx, now));
  });
}

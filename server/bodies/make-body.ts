import type { makeBody as contract } from '../../api/bodies.ts';
import { appendAudit } from '../../db/audit.ts';
import { recordBody, recordCohort, recordSeats } from '../../db/bodies.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertNamedOnce } from './named-once.ts';

/** Makes a body with its rules, cohorts and seats. Nobody holds a seat yet. */
export async function makeBody({ db, clock }: Ports, { caller, body }: AskOf<typeof contract>) {
  const { cohorts: forms, ...facts } = body;
  const seatNames = forms.flatMap(({ seats }) => seats);
  const cohortNames = forms.map(({ name }) => name);
  assertNamedOnce(cohortNames, '#/body/cohorts');
  assertNamedOnce(seatNames, '#/body/cohorts');
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const id = await recordBody(trx, facts, now);
    if (id === undefined) throw new Problem('body-exists', { detail: 'Choose another address, or change that body.' });
    const cohorts = [];
    for (const form of forms) {
      const cohortId = await recordCohort(trx, id, form);
      cohorts.push({ id: cohortId, name: form.name, seats: await recordSeats(trx, cohortId, form.seats) });
    }
    const audited = { body: facts.slug, name: facts.name, seats: seatNames.length };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'make-body', facts: audited });
    return { id, slug: facts.slug, cohorts };
  });
}

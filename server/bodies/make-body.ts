import type { CohortForm, makeBody as contract } from '../../api/bodies.ts';
import { appendAudit } from '../../db/audit.ts';
import { recordBody, recordCohort, recordSeats } from '../../db/bodies.ts';
import type { Transaction } from '../../db/connect.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertNamedOnce } from './named-once.ts';

/** Makes a body with its rules, cohorts and seats. Nobody holds a seat yet. */
export async function makeBody({ db, clock }: Ports, { caller, body }: AskOf<typeof contract>) {
  const { cohorts: forms, ...facts } = body;
  assertNamedOnce(
    forms.map(({ name }) => name),
    '#/body/cohorts',
  );
  assertNamedOnce(
    forms.flatMap(({ seats }) => seats),
    '#/body/cohorts',
  );
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const id = await recordBody(trx, facts, now);
    if (id === undefined) throw new Problem('body-exists', { detail: 'Choose another address, or change that body.' });
    const cohorts = [];
    for (const form of forms) cohorts.push(await addCohort(trx, id, form));
    const seats = forms.flatMap((form) => form.seats).length;
    const audited = { body: facts.slug, name: facts.name, seats };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'make-body', facts: audited });
    return { id, slug: facts.slug, cohorts };
  });
}

async function addCohort(trx: Transaction, bodyId: string, form: CohortForm) {
  const id = await recordCohort(trx, bodyId, form);
  return { id, name: form.name, seats: await recordSeats(trx, id, form.seats) };
}

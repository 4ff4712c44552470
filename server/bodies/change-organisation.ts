import type { changeOrganisation as contract } from '../../api/bodies.ts';
import {
  findOrganisation,
  isWithin,
  lockOrganisations,
  needOrganisation,
  updateOrganisation,
  type Organisation,
} from '../../db/affiliations.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertOrganisation, organisationsOf } from './organisations-view.ts';

/** Changes the name of an organisation, and which one it belongs to; a parent that is not known yet is made. */
export async function changeOrganisation({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    await lockOrganisations(trx);
    const before = assertOrganisation(await findOrganisation(trx, { id: path.organisationId }));
    await assertFreeName(trx, before, body.name);
    const parentId = body.parent === '' ? null : await needOrganisation(trx, body.parent, now);
    if (parentId !== null && (await isWithin(trx, parentId, before.id))) {
      const detail = `${body.parent} belongs to ${before.name} already. Change that first.`;
      throw new Problem('organisation-circle', { detail });
    }
    await updateOrganisation(trx, { id: before.id, name: body.name, parentId });
    const facts = { before: before.name, name: body.name, parent: body.parent };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'change-organisation', facts });
    return organisationsOf(trx);
  });
}

async function assertFreeName(trx: Transaction, { id }: Organisation, name: string): Promise<void> {
  const other = await findOrganisation(trx, { name });
  if (other === undefined || other.id === id) return;
  throw new Problem('organisation-exists', { detail: 'If the two are one, merge this spelling into that one.' });
}

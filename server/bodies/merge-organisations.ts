import type { mergeOrganisations as contract } from '../../api/bodies.ts';
import { findOrganisation, isWithin, lockOrganisations, updateOrganisation } from '../../db/affiliations.ts';
import { appendAudit } from '../../db/audit.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertOrganisation, organisationsOf } from './organisations-view.ts';

/** Reads one spelling as another. Whoever disclosed it, or writes it again, counts for the other; nothing is rewritten. */
export async function mergeOrganisations({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    await lockOrganisations(trx);
    const spelling = assertOrganisation(await findOrganisation(trx, { id: path.organisationId }));
    const meant = assertOrganisation(await findOrganisation(trx, { id: body.into }));
    if (await isWithin(trx, meant.id, spelling.id)) {
      const detail =
        meant.id === spelling.id
          ? 'Choose the other spelling.'
          : `${meant.name} belongs to ${spelling.name}. Take that away first, or merge the other way.`;
      throw new Problem('organisation-circle', { detail });
    }
    await updateOrganisation(trx, { id: spelling.id, parentId: null, mergedInto: meant.id });
    const facts = { spelling: spelling.name, name: meant.name };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'merge-organisations', facts });
    return organisationsOf(trx);
  });
}

import type { Temporal } from 'temporal-polyfill';
import type { AffiliationKind } from '../../api/bodies.ts';
import { needOrganisation, recordAffiliation } from '../../db/affiliations.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { Problem } from '../problem.ts';
import { affiliationsOf } from './affiliation-view.ts';

/** Enough for everybody; more would be an attempt to fill the table. */
const mostAtOnce = 50;

/** Records what a person disclosed, to us or to the office. `actor` is whoever writes it down. */
export async function disclose(
  trx: Transaction,
  disclosed: { readonly personId: string; readonly organisation: string; readonly kind: AffiliationKind },
  actor: string,
  now: Temporal.Instant,
) {
  const { personId, organisation, kind } = disclosed;
  const { affiliations } = await affiliationsOf(trx, personId);
  if (affiliations.length >= mostAtOnce)
    throw new Problem('affiliation-exists', { detail: `At most ${mostAtOnce} hold at once. End those that are over.` });
  const organisationId = await needOrganisation(trx, organisation, now);
  if (!(await recordAffiliation(trx, { personId, organisationId, kind }, now)))
    throw new Problem('affiliation-exists', { detail: 'It is in the list. Nothing has changed.' });
  await appendAudit(trx, { at: now, actor, action: 'disclose-affiliation', personId, facts: { organisation, kind } });
  return affiliationsOf(trx, personId);
}

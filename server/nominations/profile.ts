import type { Temporal } from 'temporal-polyfill';
import type { AffiliationKind } from '../../api/nominations.ts';
import { endAffiliation, needOrganisation, readAffiliations, recordAffiliation } from '../../db/affiliations.ts';
import type { Transaction } from '../../db/connect.ts';
import { findCandidacy, markCandidacy, placeCandidate } from '../../db/nominations.ts';

export interface Profile {
  readonly name: string;
  readonly statement: string;
  readonly previousService: string;
  readonly affiliations: readonly { readonly organisation: string; readonly kind: AffiliationKind }[];
}

/** Writes what a nominee says of themselves, and brings the ballot of a draft up to date. */
export async function recordProfile(
  trx: Transaction,
  candidacy: { readonly id: string; readonly personId: string },
  { affiliations, ...words }: Profile,
  now: Temporal.Instant,
): Promise<void> {
  await markCandidacy(trx, candidacy.id, words);
  await disclose(trx, candidacy.personId, affiliations, now);
  await refreshCandidate(trx, candidacy.id);
}

/** These are the person's affiliations now: new ones begin, those left out end, nothing is taken out. */
async function disclose(
  trx: Transaction,
  personId: string,
  given: Profile['affiliations'],
  now: Temporal.Instant,
): Promise<void> {
  const keyOf = ({ organisation, kind }: Profile['affiliations'][number]) => `${kind} ${organisation.toLowerCase()}`;
  const before = await readAffiliations(trx, [personId]);
  const keys = new Set(given.map(keyOf));
  for (const one of before) if (!keys.has(keyOf(one))) await endAffiliation(trx, one.id, now);
  const known = new Set(before.map(keyOf));
  for (const one of given) {
    if (known.has(keyOf(one))) continue;
    const organisationId = await needOrganisation(trx, one.organisation, now);
    await recordAffiliation(trx, { personId, organisationId, kind: one.kind }, now);
  }
}

/** Where an approved nominee stands on the ballot of a draft, the ballot says what the nominee says. */
export async function refreshCandidate(trx: Transaction, candidacyId: string): Promise<void> {
  const candidacy = await findCandidacy(trx, candidacyId);
  if (candidacy?.state !== 'approved' || candidacy.personId === null) return;
  await placeCandidate(trx, candidacy, affiliationWords(await readAffiliations(trx, [candidacy.personId])));
}

const kindWords: Readonly<Record<AffiliationKind, string>> = {
  employee: 'employee',
  officer: 'officer',
  director: 'director',
  consultant: 'consultant',
  owner: 'owner',
};

/** `Example Works (employee), Harbour Trust (director)` */
function affiliationWords(affiliations: Profile['affiliations']): string {
  return affiliations.map(({ organisation, kind }) => `${organisation} (${kindWords[kind]})`).join(', ');
}

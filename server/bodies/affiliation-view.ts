import type { Affiliation } from '../../api/bodies.ts';
import { readAffiliations, type AffiliationRow } from '../../db/affiliations.ts';
import type { Reader } from '../../db/connect.ts';

export function affiliationOf({ id, organisation, kind, root }: AffiliationRow): Affiliation {
  return { id, organisation, kind, countsFor: root };
}

/** What a person disclosed and what still holds, the oldest first. */
export async function affiliationsOf(db: Reader, personId: string): Promise<{ affiliations: Affiliation[] }> {
  return { affiliations: (await readAffiliations(db, [personId])).map(affiliationOf) };
}

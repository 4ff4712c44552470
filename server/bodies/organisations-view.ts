import type { Organisations } from '../../api/bodies.ts';
import { readOrganisations, type Organisation } from '../../db/affiliations.ts';
import type { Reader } from '../../db/connect.ts';
import { Problem } from '../problem.ts';

/** Every organisation with its other spellings, whose people count as its own. */
export async function organisationsOf(db: Reader): Promise<Organisations> {
  const rows = await readOrganisations(db);
  return {
    organisations: rows
      .filter(({ mergedInto }) => mergedInto === null)
      .map(({ id, name, parentId, people }) => {
        const spellings = rows.filter(({ mergedInto }) => mergedInto === id);
        const alsoCalled = spellings.map((one) => one.name);
        return { id, name, parentId, alsoCalled, people: spellings.reduce((sum, one) => sum + one.people, people) };
      }),
  };
}

export function assertOrganisation(organisation: Organisation | undefined): Organisation {
  if (organisation === undefined || organisation.mergedInto !== null)
    throw new Problem('not-found', { detail: 'There is no such organisation any more. Load the page again.' });
  return organisation;
}

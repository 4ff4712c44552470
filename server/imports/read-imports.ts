import type { ImportMap, readImports as contract } from '../../api/imports.ts';
import { readBatches, readMaps } from '../../db/imports.ts';
import { termsAt } from '../../membership/terms-at.ts';
import type { AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { summaryOf } from './import-view.ts';

/** The newest imports and bulk acts, the maps that were saved, and the tiers that a map can name. */
export async function readImports({ db, clock }: Ports, _: AskOf<typeof contract>) {
  const now = clock.now();
  const { tiers } = await readOrganisation(db, now);
  return {
    imports: (await readBatches(db, 100)).map(summaryOf),
    maps: (await readMaps(db)).map(({ name, map }) => ({ name, map: map as ImportMap })),
    tiers: tiers.flatMap((tier) => {
      const terms = termsAt(tier, now);
      return terms === undefined ? [] : [{ id: tier.id, name: terms.name }];
    }),
  };
}

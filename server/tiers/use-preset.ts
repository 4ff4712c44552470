import type { usePreset as contract } from '../../api/tiers.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockTiers, readTiers } from '../../db/tiers.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { installPreset } from '../install-preset.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { tiersViewOf } from './tiers-view.ts';

/** Gives an installation that has no tiers those of the preset, with its rules. */
export async function usePreset({ db, clock }: Pick<Ports, 'db' | 'clock'>, { caller }: AskOf<typeof contract>) {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    await lockTiers(trx);
    if ((await readTiers(trx)).length > 0) {
      throw new Problem('tier-exists', { detail: 'The preset is only for an installation without tiers.' });
    }
    const actor = actorOf(caller);
    await installPreset(trx, actor, now);
    await appendAudit(trx, { at: now, actor, action: 'use-preset' });
    return tiersViewOf(trx, now);
  });
}

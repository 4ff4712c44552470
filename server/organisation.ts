import type { Temporal } from 'temporal-polyfill';
import type { Reader } from '../db/connect.ts';
import { findRules, readTiers } from '../db/tiers.ts';
import { presetRules } from '../membership/preset.ts';
import type { Organisation } from '../membership/standing.ts';

/** The tiers and the rules in force at an instant; before anybody made rules, those of the preset. */
export async function readOrganisation(db: Reader, at: Temporal.Instant): Promise<Organisation> {
  return { tiers: await readTiers(db), rules: (await findRules(db, at)) ?? presetRules };
}

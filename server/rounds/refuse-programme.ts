import type { ProgrammeForm } from '../../api/rounds.ts';
import type { Reader } from '../../db/connect.ts';
import { readBodies } from '../../db/rounds.ts';
import { tierAt } from '../../membership/terms-at.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { instantOf } from '../zone.ts';
import { followEachOther } from './round-dates.ts';

/** Refuses what could not work: no such group, nobody appointed to the tier, reviews that reach over the next cut-off. */
export async function refuseProgramme(
  { clock }: Pick<Ports, 'clock'>,
  db: Reader,
  { bodyId, tier, zone, rules }: ProgrammeForm,
): Promise<void> {
  instantOf('2027-01-15T12:00', zone, '#/body/zone');
  if (!(await readBodies(db)).some(({ id }) => id === bodyId)) throw wrong('bodyId', 'Choose a working group');
  const now = clock.now();
  const { tiers } = await readOrganisation(db, now);
  if (tierAt(tiers, tier, now)?.terms.approval !== 'appointment') {
    throw wrong('tier', 'Choose a tier that is held by appointment');
  }
  if (!followEachOther({ zone, ...rules })) {
    throw wrong('rules/reviewUntilDay', 'Each review must be over when the next round is cut off');
  }
}

function wrong(place: string, detail: string): Problem {
  return new Problem('malformed-request', { detail, errors: [{ pointer: `#/body/${place}`, detail }] });
}

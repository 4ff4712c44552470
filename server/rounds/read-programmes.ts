import type { OfficeProgramme } from '../../api/rounds.ts';
import { readBodies, readProgrammes as readAll } from '../../db/rounds.ts';
import { tierAt } from '../../membership/terms-at.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { officeProgrammeOf } from './office-view.ts';

/** Every programme, and what a programme can be made of: bodies, and tiers that are held by appointment. */
export async function readProgrammes(ports: Ports) {
  const { db, clock } = ports;
  const now = clock.now();
  const programmes: OfficeProgramme[] = [];
  for (const programme of await readAll(db)) programmes.push(await officeProgrammeOf(ports, db, programme));
  const { tiers } = await readOrganisation(db, now);
  const known = tiers.flatMap(({ id }) => tierAt(tiers, id, now) ?? []);
  const appointed = known.filter(({ terms }) => terms.approval === 'appointment');
  return {
    ...{ now: now.toString(), programmes, groups: await readBodies(db) },
    tiers: appointed.map(({ id, terms }) => ({ id, name: terms.name })),
  };
}

import { readAllBodies } from '../../db/bodies.ts';
import type { Ports } from '../ports.ts';
import { officeBodiesOf } from './body-view.ts';
import { todayOf } from './today.ts';

/** Every body, and how many of its seats are held. */
export async function readPublicBodies({ db, clock, config }: Pick<Ports, 'db' | 'clock' | 'config'>) {
  const today = await todayOf(db, clock.now());
  const bodies = await officeBodiesOf(db, await readAllBodies(db), today);
  return {
    organisation: config.organisation,
    bodies: bodies.map(({ slug, name, fixedNumber, cohorts }) => ({
      ...{ slug, name, fixedNumber },
      vacant: cohorts.flatMap(({ seats }) => seats).filter(({ isVacant }) => isVacant).length,
    })),
  };
}

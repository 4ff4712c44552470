import { readAllBodies } from '../../db/bodies.ts';
import type { Ports } from '../ports.ts';
import { officeBodiesOf } from './body-view.ts';
import { todayOf } from './today.ts';

/** Every body, and who holds its seats today. */
export async function readBodies({ db, clock }: Pick<Ports, 'db' | 'clock'>) {
  const today = await todayOf(db, clock.now());
  return { today, bodies: await officeBodiesOf(db, await readAllBodies(db), today) };
}

import { readDrives as readAll } from '../../db/drives.ts';
import type { Ports } from '../ports.ts';
import { driveViewOf } from './drive-view.ts';

/** Every drive, newest first. */
export async function readDrives({ db, clock, config }: Pick<Ports, 'db' | 'clock' | 'config'>) {
  const now = clock.now();
  const drives = await Promise.all((await readAll(db)).map((drive) => driveViewOf(db, drive, now)));
  return { organisation: config.organisation, now: now.toString(), drives };
}

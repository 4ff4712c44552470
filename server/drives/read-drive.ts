import { findDrive } from '../../db/drives.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { driveViewOf } from './drive-view.ts';

/** One drive, counted at this moment. */
export async function readDrive(
  { db, clock, config }: Pick<Ports, 'db' | 'clock' | 'config'>,
  { path }: { readonly path: { readonly driveId: string } },
) {
  const now = clock.now();
  const drive = await findDrive(db, path.driveId);
  if (drive === undefined) throw new Problem('not-found', { detail: 'There is no drive at this address.' });
  return { organisation: config.organisation, now: now.toString(), drive: await driveViewOf(db, drive, now) };
}

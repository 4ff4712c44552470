import type { changeDrive as contract } from '../../api/drives.ts';
import { appendAudit } from '../../db/audit.ts';
import { findDrive, updateDrive } from '../../db/drives.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { driveFactsOf, driveViewOf } from './drive-view.ts';

/** Changes a drive; the log keeps the goal that it had. */
export async function changeDrive({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const before = await findDrive(trx, path.driveId);
    await updateDrive(trx, path.driveId, await driveFactsOf(trx, body));
    const drive = await findDrive(trx, path.driveId);
    if (before === undefined || drive === undefined) {
      throw new Problem('not-found', { detail: 'There is no drive at this address.' });
    }
    const facts = { drive: drive.id, before: before.amount, after: drive.amount };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'change-drive', facts });
    return driveViewOf(trx, drive, now);
  });
}

import type { startDrive as contract } from '../../api/drives.ts';
import { appendAudit } from '../../db/audit.ts';
import { findDrive, recordDrive } from '../../db/drives.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { driveFactsOf, driveViewOf } from './drive-view.ts';

/** Makes a drive at an address of its own. */
export async function startDrive({ db, clock }: Ports, { caller, body }: AskOf<typeof contract>) {
  const { id, ...form } = body;
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const isNew = await recordDrive(trx, id, await driveFactsOf(trx, form), now);
    const drive = await findDrive(trx, id);
    if (!isNew || drive === undefined) {
      throw new Problem('drive-exists', { detail: 'Choose another address, or change that drive.' });
    }
    const facts = { drive: id, title: form.title };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'start-drive', facts });
    return driveViewOf(trx, drive, now);
  });
}

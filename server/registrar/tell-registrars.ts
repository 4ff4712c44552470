import { findElection, lockElection } from '../../db/elections.ts';
import { findRegistrar, markTold, readRegistrarsDue } from '../../db/registrar.ts';
import type { Ports } from '../ports.ts';
import { mailRegistrar } from '../registrar-mail.ts';

/** Asks registrars for credentials once the roll is frozen, and to send the links once the list is published. */
export async function tellRegistrars(ports: Pick<Ports, 'db' | 'clock' | 'queue'>): Promise<void> {
  for (const electionId of await readRegistrarsDue(ports.db)) {
    await ports.db.transaction().execute(async (trx) => {
      await lockElection(trx, electionId);
      // Another worker may have done it while this one waited for the lock.
      if (!(await readRegistrarsDue(trx)).includes(electionId)) return;
      const registrar = await findRegistrar(trx, electionId);
      const election = await findElection(trx, electionId);
      if (registrar === undefined || election === undefined) return;
      const isDraft = election.stage === 'draft';
      if (!isDraft) await markTold(trx, electionId, ports.clock.now());
      await mailRegistrar(ports, trx, registrar, isDraft ? 'make' : 'send');
    });
  }
}

import type { inviteRegistrar as contract, voidCredentials as voidContract } from '../../api/registrar.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockElection } from '../../db/elections.ts';
import { findRegistrar, readReplacements, voidList, type Registrar } from '../../db/registrar.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertDraft, assertFound, phaseOf } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { mailRegistrar } from '../registrar-mail.ts';
import { isToReplace, taskOf } from './find-registrar.ts';

/** Mails the registrar a new link to what must be done next, once more; earlier ones stop working. Not when nothing must be done. */
export async function inviteRegistrar(ports: Ports, { caller, path }: AskOf<typeof contract>) {
  const { electionId } = path;
  return ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, electionId), 'office');
    const registrar = await findAsked(trx, electionId);
    const at = ports.clock.now();
    const lost = (await readReplacements(trx, electionId)).filter(isToReplace).length;
    const step = taskOf(election, registrar, lost, phaseOf(election, at));
    if (step === 'wait-for-roll') throw rollNotFrozen();
    if (step === 'wait-for-opening' || step === 'done') return { invited: false };
    await mailRegistrar(ports, trx, registrar, step, { endsEarlier: true });
    await appendAudit(trx, { at, actor: actorOf(caller), action: 'invite-registrar', electionId, facts: { step } });
    return { invited: true };
  });
}

/** Voids the list before anything is published, and asks for a new one: a file was lost, or the roll was amended. */
export async function voidCredentials(ports: Ports, { caller, path }: AskOf<typeof voidContract>) {
  const { electionId } = path;
  return ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, electionId), 'office');
    assertDraft(election);
    if (election.rollFrozenAt === null) throw rollNotFrozen();
    const registrar = await findAsked(trx, electionId);
    await voidList(trx, electionId);
    await mailRegistrar(ports, trx, registrar, 'make', { endsEarlier: true });
    const facts = { hash: registrar.listHash ?? '' };
    const at = ports.clock.now();
    await appendAudit(trx, { at, actor: actorOf(caller), action: 'void-credentials', electionId, facts });
    return { invited: true };
  });
}

async function findAsked(trx: Transaction, electionId: string): Promise<Registrar> {
  const registrar = await findRegistrar(trx, electionId);
  if (registrar === undefined)
    throw new Problem('not-found', { detail: 'In this election the server is the registrar.' });
  return registrar;
}

function rollNotFrozen(): Problem {
  return new Problem('roll-not-frozen', { detail: 'The credentials are made for the frozen roll.' });
}

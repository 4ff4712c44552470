import type { inviteRegistrar as contract, voidCredentials as voidContract } from '../../api/registrar.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockElection } from '../../db/elections.ts';
import { findRegistrar, readReplacements, voidList, type Registrar } from '../../db/registrar.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { mailRegistrar, type RegistrarStep } from '../registrar-mail.ts';

/** Mails the registrar a new link to what must be done next, once more; the earlier one stops working. */
export async function inviteRegistrar(ports: Ports, { caller, path }: AskOf<typeof contract>) {
  const { electionId } = path;
  return ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, electionId), 'office');
    const registrar = await findAsked(trx, electionId);
    if (election.stage === 'draft' && election.rollFrozenAt === null) throw rollNotFrozen();
    const lost = (await readReplacements(trx, electionId)).some(({ decidedAt }) => decidedAt === null);
    const step = stepOf(election.stage === 'draft', registrar, lost);
    await mailRegistrar(ports, trx, registrar, step);
    const at = ports.clock.now();
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
    await mailRegistrar(ports, trx, registrar, 'make');
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

function stepOf(isDraft: boolean, { mailedAt }: Registrar, hasLost: boolean): RegistrarStep {
  if (isDraft) return 'make';
  if (mailedAt === null) return 'send';
  return hasLost ? 'replace' : 'done';
}

function rollNotFrozen(): Problem {
  return new Problem('roll-not-frozen', { detail: 'The credentials are made for the frozen roll.' });
}

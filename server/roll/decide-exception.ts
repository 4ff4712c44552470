import type { decideException as contract } from '../../api/roll.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockElection } from '../../db/elections.ts';
import { findEntryOfPerson } from '../../db/roll.ts';
import { appendAmendment, findException, markException, type RollException } from '../../db/roll-amendments.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertFound, assertRollCanChange } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { rollChangesOf } from './roll-changes-of.ts';
import { assertAnother, assertUndecided, tellMember } from './two-people.ts';

/** Refuses what a member asked for, or supports it: that proposes the amendment, which another officer decides. */
export async function decideException(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { electionId, exceptionId } = path;
  const decidedBy = caller.session.person.id;
  const { isSupported, reason } = body;
  const decision = isSupported ? 'supported' : 'refused';
  await ports.db.transaction().execute(async (trx) => {
    assertRollCanChange(assertFound(await lockElection(trx, electionId), 'office'));
    const exception = await findException(trx, electionId, { id: exceptionId });
    if (exception === undefined) throw new Problem('not-found', { detail: 'There is no such request.' });
    assertUndecided(exception.decidedAt);
    assertAnother(decidedBy, [exception.personId]);
    const now = ports.clock.now();
    const amendmentId = isSupported ? await propose(ports, trx, exception, { reason, proposedBy: decidedBy }) : null;
    await markException(trx, exceptionId, { decision, decisionReason: reason, decidedBy, amendmentId }, now);
    if (!isSupported) await tellMember(ports, trx, { ...exception, decisionReason: reason }, false);
    await appendAudit(trx, {
      ...{ at: now, actor: actorOf(caller), action: 'decide-exception', electionId },
      personId: exception.personId,
      facts: { decision, reason },
    });
  });
  return rollChangesOf(ports.db, electionId, decidedBy);
}

async function propose(
  { clock }: Ports,
  trx: Transaction,
  { electionId, personId }: RollException,
  by: { reason: string; proposedBy: string },
): Promise<string> {
  if ((await findEntryOfPerson(trx, electionId, personId)) !== undefined)
    throw new Problem('roll-changed', { detail: 'This member is on the roll by now.' });
  const amendment = { electionId, change: 'added', people: [personId], note: '', ...by } as const;
  return appendAmendment(trx, amendment, clock.now());
}

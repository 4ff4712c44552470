import type { decideAmendment as contract } from '../../api/roll.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockElection, markElection } from '../../db/elections.ts';
import { readRollPeople } from '../../db/roll.ts';
import {
  appendEntries,
  findAmendment,
  findException,
  markAmendment,
  readAmended,
  removeEntries,
  type Addressed,
  type Amendment,
  type RollException,
} from '../../db/roll-amendments.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertFound, assertRollCanChange } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashRoll } from '../roll-hash.ts';
import { rollChangesOf } from './roll-changes-of.ts';
import { assertAnother, assertUndecided, tellMember } from './two-people.ts';

/** Accepts or refuses an amendment that another officer proposed; an accepted one changes the roll and its hash. */
export async function decideAmendment(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { electionId, amendmentId } = path;
  const decidedBy = caller.session.person.id;
  const state = body.isAccepted ? 'accepted' : 'refused';
  await ports.db.transaction().execute(async (trx) => {
    assertRollCanChange(assertFound(await lockElection(trx, electionId), 'office'));
    const amendment = await findAmendment(trx, electionId, amendmentId);
    if (amendment === undefined) throw new Problem('not-found', { detail: 'There is no such amendment.' });
    assertUndecided(amendment.decidedAt);
    const people = await readAmended(trx, amendmentId);
    assertAnother(decidedBy, [amendment.proposedBy, ...people.map(({ id }) => id)]);
    if (body.isAccepted) await amend(trx, amendment, people);
    const now = ports.clock.now();
    await markAmendment(trx, amendmentId, { state, decidedBy }, now);
    const exception = await findException(trx, electionId, { amendmentId });
    if (exception !== undefined) await tell(ports, trx, exception, body.isAccepted);
    const facts = { change: amendment.change, reason: amendment.reason, decision: state };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'decide-amendment', electionId, facts });
  });
  return rollChangesOf(ports.db, electionId, decidedBy);
}

async function amend(trx: Transaction, { electionId, change }: Amendment, people: readonly Addressed[]): Promise<void> {
  if (people.some(({ isOnRoll }) => isOnRoll === (change === 'added')))
    throw new Problem('roll-changed', { detail: 'Another amendment has done this for somebody. Refuse this one.' });
  const ids = people.map(({ id }) => id);
  await (change === 'added' ? appendEntries(trx, electionId, people) : removeEntries(trx, electionId, ids));
  const roll = await readRollPeople(trx, electionId);
  if (roll.length === 0) throw new Problem('roll-changed', { detail: 'This would leave nobody on the roll.' });
  await markElection(trx, electionId, { rollSize: roll.length, rollHash: hashRoll(roll) });
}

/** The reason of the officer who supported it is no reason for refusing it. */
async function tell(ports: Ports, trx: Transaction, exception: RollException, isAccepted: boolean): Promise<void> {
  const decisionReason = isAccepted ? exception.decisionReason : 'One officer supported it, and another did not agree.';
  await tellMember(ports, trx, { ...exception, decisionReason }, isAccepted);
}

import type { proposeAmendment as contract } from '../../api/roll.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockElection } from '../../db/elections.ts';
import { appendAmendment, readAddressed } from '../../db/roll-amendments.ts';
import type { AmendmentChange } from '../../db/schema.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertFound, assertRollCanChange } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { rollChangesOf } from './roll-changes-of.ts';

/** Proposes to add people to the frozen roll or to take them off; another officer decides. */
export async function proposeAmendment({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { electionId } = path;
  const { change, addresses, reason, note } = body;
  const proposedBy = caller.session.person.id;
  await db.transaction().execute(async (trx) => {
    assertRollCanChange(assertFound(await lockElection(trx, electionId), 'office'));
    const found = await readAddressed(trx, electionId, addresses);
    const errors = addresses.flatMap((address, place) => {
      const detail = objection(change, found.get(address), address);
      return detail === undefined ? [] : [{ pointer: `#/body/addresses/${place}`, detail }];
    });
    if (errors.length > 0) throw new Problem('malformed-request', { errors, detail: errors[0]?.detail ?? '' });
    const people = [...new Set([...found.values()].map(({ id }) => id))];
    const now = clock.now();
    await appendAmendment(trx, { electionId, change, people, reason, note, proposedBy }, now);
    const facts = { change, people: people.length, reason };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'propose-amendment', electionId, facts });
  });
  return rollChangesOf(db, electionId, proposedBy);
}

function objection(
  change: AmendmentChange,
  person: { isOnRoll: boolean } | undefined,
  address: string,
): string | undefined {
  if (person === undefined) return `Nobody is known by ${address}`;
  if (change === 'added' && person.isOnRoll) return `${address} is on the roll already`;
  if (change === 'removed' && !person.isOnRoll) return `${address} is not on the roll`;
  return undefined;
}

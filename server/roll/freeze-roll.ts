import { Temporal } from 'temporal-polyfill';
import type { freezeRoll as contract } from '../../api/roll.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { findElection, lockElection, markElection, type Election } from '../../db/elections.ts';
import { freezeEntries, readRollPeople } from '../../db/roll.ts';
import { lockMemberEvents } from '../../db/roll-events.ts';
import { countOpenItems } from '../../db/roll-report.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashRoll } from '../roll-hash.ts';
import { assertNotFrozen } from './assert-not-frozen.ts';
import { makeVerdicts } from './make-verdicts.ts';
import { rollStateOf } from './roll-state-of.ts';

/**
 * Freezes the roll out of the members' events. Once: what is wrong afterwards is put right by amendments, each decided by
 * two people, because freezing again would let one person change the roll.
 */
export async function freezeRoll(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { electionId } = path;
  await ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, electionId), 'office');
    assertDraft(election);
    assertNotFrozen(election);
    const now = ports.clock.now();
    assertRecordPast(election, now);
    await lockMemberEvents(trx);
    await makeVerdicts(ports, trx, election);
    await freezeEntries(trx, electionId);
    const roll = await readRollPeople(trx, electionId);
    assertReadBack(roll.length, body.size);
    await assertAcknowledged(trx, electionId, body.openItems);
    const rollHash = hashRoll(roll);
    await markElection(trx, electionId, {
      rollFrozenAt: now.toString(),
      ...{ rollSize: roll.length, rollFrozenSize: roll.length, rollHash, rollFrozenHash: rollHash },
    });
    const facts = { onRoll: roll.length, openItems: body.openItems, hash: rollHash };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'freeze-roll', electionId, facts });
  });
  return rollStateOf(ports, assertFound(await findElection(ports.db, electionId), 'office'), body.openItems);
}

function assertRecordPast({ recordAt }: Election, now: Temporal.Instant): void {
  if (Temporal.Instant.compare(recordAt, now) <= 0) return;
  throw new Problem('record-date-ahead', {
    recordAt: recordAt.toString(),
    detail: 'Until the record date passes, members can still join, pay and affirm.',
  });
}

function assertReadBack(size: number, typed: number): void {
  if (size === 0) throw new Problem('roll-empty', { detail: 'No member may vote at the record date.' });
  if (size === typed) return;
  // What is right is not said: the officer is to look it up, not to copy it.
  const detail = `There are not ${typed} people on the roll`;
  throw new Problem('readback-differs', {
    errors: [{ pointer: '#/body/size', detail }],
    detail: `${detail}. Work it out again and look at it before you freeze it.`,
  });
}

/** The report that the officer saw is the report that is frozen. */
async function assertAcknowledged(trx: Transaction, electionId: string, seen: number): Promise<void> {
  const election = assertFound(await findElection(trx, electionId), 'office');
  const openItems = await countOpenItems(trx, election);
  if (openItems === seen) return;
  throw new Problem('roll-changed', { openItems, detail: 'The report shows other items now. Look at it again.' });
}

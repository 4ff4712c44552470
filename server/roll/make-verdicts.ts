import { isDeepStrictEqual } from 'node:util';
import type { Temporal } from 'temporal-polyfill';
import {
  countEventsUpTo,
  hasVoteEnded,
  isOfEverybody,
  readConsidered,
  readMerged,
  readNewestEvent,
} from '../../db/roll-events.ts';
import { appendVerdicts, dropForecast, markWorkedOut } from '../../db/roll-verdicts.ts';
import type { Transaction } from '../../db/connect.ts';
import type { RollBasis } from '../../db/schema.ts';
import type { Election } from '../../db/elections.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { basisOf } from '../roll-basis.ts';
import { workOut } from './work-out.ts';

/**
 * Works the roll of a draft out anew and keeps everybody's verdict. The caller holds the election's lock, and the lock of
 * the members' events where the verdicts are to be frozen: then a forecast is kept as it is if nothing has changed that a
 * verdict is made of, because the same events by the same rules give the same verdicts.
 */
export async function makeVerdicts(ports: Pick<Ports, 'clock' | 'proofs'>, trx: Transaction, election: Election) {
  const madeAt = ports.clock.now();
  const upTo = await readNewestEvent(trx);
  const [merged, events] = [await readMerged(trx), await countEventsUpTo(trx, upTo)];
  const basis = basisOf(await readOrganisation(trx, election.recordAt), { merged, events });
  if (await holds(trx, election, { madeAt, basis, upTo })) return;
  await dropForecast(trx, election.id);
  const people = await readConsidered(trx);
  const { recordAt, affirmBy, applyBy } = election;
  for await (const verdicts of workOut(ports, trx, people, { recordAt, affirmBy, applyBy, upTo, basis })) {
    await appendVerdicts(trx, election.id, verdicts);
  }
  await markWorkedOut(trx, election.id, { madeAt, upTo, basis });
}

/** Whether the forecast is of these events, by these rules, of these people and after these votes. */
async function holds(
  trx: Transaction,
  { id, rollMadeAt, rollEventsUpto, rollBasis }: Election,
  { madeAt, basis, upTo }: { madeAt: Temporal.Instant; basis: RollBasis; upTo: string },
): Promise<boolean> {
  if (rollMadeAt === null || rollEventsUpto !== upTo) return false;
  if (!isDeepStrictEqual(rollBasis, JSON.parse(JSON.stringify(basis)))) return false;
  return (await isOfEverybody(trx, id)) && !(await hasVoteEnded(trx, { after: rollMadeAt, by: madeAt }));
}

import { readConsidered, readMerged, readNewestEvent } from '../../db/roll-events.ts';
import { appendVerdicts, dropForecast, markWorkedOut } from '../../db/roll-verdicts.ts';
import type { Transaction } from '../../db/connect.ts';
import type { Election } from '../../db/elections.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { basisOf } from '../roll-basis.ts';
import { workOut } from './work-out.ts';

/** Works the roll of a draft out anew and keeps everybody's verdict. The caller holds the election's lock. */
export async function makeVerdicts(ports: Pick<Ports, 'clock' | 'proofs'>, trx: Transaction, election: Election) {
  const madeAt = ports.clock.now();
  const basis = basisOf(await readOrganisation(trx, election.recordAt), await readMerged(trx));
  const upTo = await readNewestEvent(trx);
  await dropForecast(trx, election.id);
  const people = await readConsidered(trx);
  const { recordAt, affirmBy } = election;
  for await (const verdicts of workOut(ports, trx, people, { recordAt, affirmBy, upTo, basis })) {
    await appendVerdicts(trx, election.id, verdicts);
  }
  await markWorkedOut(trx, election.id, { madeAt, upTo, basis });
}

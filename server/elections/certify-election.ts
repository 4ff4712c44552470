import type { ContestResult } from '../../api/elections.ts';
import type { certifyElection as contract, OfficeView } from '../../api/office.ts';
import { appendAudit } from '../../db/audit.ts';
import { findData, findPayloadHash } from '../../db/board.ts';
import type { Transaction } from '../../db/connect.ts';
import {
  findElection,
  lockElection,
  markElection,
  readContests,
  type ContestRow,
  type Election,
} from '../../db/elections.ts';
import { announceVote } from '../announcements.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { readResult } from '../result.ts';
import { differencesBetweenCounts } from '../two-counts.ts';
import { officeView } from './office-view.ts';

/** Certifies a result. The officer reads back how many people are elected. */
export async function certifyElection(
  ports: Ports,
  { caller, path, body }: AskOf<typeof contract>,
): Promise<OfficeView> {
  const now = ports.clock.now();
  await ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, path.electionId), 'office');
    if (election.stage !== 'tallied')
      throw new Problem('election-not-tallied', { detail: 'Certify when the result is there.' });
    const contests = await readContests(trx, election.id);
    const result = (await readResult(trx, election, contests)) ?? [];
    assertNoOpenTie(contests, result);
    await assertCountsAgree(ports, trx, election);
    const people = result.filter((_, place) => contests[place]?.kind === 'people');
    const elected = people.reduce((sum, contest) => sum + contest.elected.length, 0);
    if (body.elected !== elected) {
      // What is right is not said: the officer is to look it up, not to copy it.
      const detail = `Not ${body.elected} people are elected. Look at the result again.`;
      throw new Problem('readback-differs', { detail, errors: [{ pointer: '#/body/elected', detail }] });
    }
    const actor = actorOf(caller);
    const certifiedBy = caller.session.person.name;
    await markElection(trx, election.id, { stage: 'certified', certifiedAt: now.toString(), certifiedBy });
    await announceVote(ports, trx, election.id, 'certified');
    await appendAudit(trx, { at: now, actor, action: 'certify-election', electionId: election.id, facts: { elected } });
  });
  return officeView(ports, assertFound(await findElection(ports.db, path.electionId), 'office'));
}

/** A draw and withdrawals since the publication change what is counted: both programs count once more. */
async function assertCountsAgree(ports: Ports, trx: Transaction, election: Election): Promise<void> {
  const hash = await findPayloadHash(trx, election.id, 'Result');
  const text = hash === undefined ? undefined : await findData(trx, election.id, hash);
  const differences = await differencesBetweenCounts(ports, trx, election, text ?? '');
  if (differences.length === 0) return;
  throw new Problem('counts-differ', {
    detail: `${differences.join(' ')} Do not announce the result. Ask whoever runs this server to look at the log.`,
  });
}

/** Where a public draw breaks ties, it is held before anybody certifies who is elected. */
function assertNoOpenTie(contests: readonly ContestRow[], result: readonly ContestResult[]): void {
  const place = result.findIndex(({ tied }) => tied !== null);
  if (place === -1) return;
  const title = contests[place]?.title ?? '';
  throw new Problem('tie-open', {
    detail: `${title}: the votes do not decide the last seats. Hold a public draw and record it on the page Seating first.`,
  });
}

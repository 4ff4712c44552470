import type { importRoll as contract } from '../../api/office.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockElection, markElection } from '../../db/elections.ts';
import { ensurePeople } from '../../db/people.ts';
import { recordRoll } from '../../db/roll.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashRoll } from '../roll-hash.ts';
import { planImport } from './plan-import.ts';

/** Makes the file the roll, whole, in one transaction; refuses when the counts are not those that the officer saw. */
export async function importRoll({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { electionId } = path;
  return db.transaction().execute(async (trx) => {
    assertDraft(assertFound(await lockElection(trx, electionId), 'office'));
    const { dryRun, people } = await planImport(trx, electionId, body.csv);
    if (dryRun.rollAfter !== body.rollAfter || dryRun.leftOut !== body.leftOut) {
      throw new Problem('roll-changed', {
        ...dryRun,
        rows: undefined,
        detail: 'Make the dry run again and look at it.',
      });
    }
    const now = clock.now();
    const ids = await ensurePeople(trx, people, now);
    await recordRoll(
      trx,
      electionId,
      people.map((person, place) => ({ ...person, personId: ids[place] ?? '' })),
    );
    await markElection(trx, electionId, { rollSize: people.length, rollHash: hashRoll(people) });
    const facts = { onRoll: people.length, leftOut: dryRun.leftOut, removed: dryRun.removed };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'import-roll', electionId, facts });
    return dryRun;
  });
}

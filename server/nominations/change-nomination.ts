import type { changeNomination as contract, withdrawNomination as withdrawContract } from '../../api/nominations.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockElection } from '../../db/elections.ts';
import {
  deleteEndorsement,
  findCandidacy,
  markCandidacy,
  markNomination,
  readNominations,
  readNominationsBy,
  type Candidacy,
} from '../../db/nominations.ts';
import type { AskOf, Person } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertNominating } from './window.ts';

/** Changes what one wrote about somebody. */
export async function changeNomination(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  return withNomination(ports, caller, path.nominationId, async (trx, { now }) => {
    await markNomination(trx, path.nominationId, { statement: body.statement, changedAt: now });
  });
}

/** Takes a nomination back. Nobody is asked any more who has not answered and whom nobody else nominated. */
export async function withdrawNomination(ports: Ports, { caller, path }: AskOf<typeof withdrawContract>) {
  return withNomination(ports, caller, path.nominationId, async (trx, { candidacy, personId, now }) => {
    await markNomination(trx, path.nominationId, { withdrawnAt: now });
    await deleteEndorsement(trx, candidacy.id, personId);
    const left = await readNominations(trx, [candidacy.id]);
    if (candidacy.state !== 'invited' || left.length > 0) return;
    await markCandidacy(trx, candidacy.id, { state: 'withdrawn', withdrawnAt: now });
  });
}

/** One's own nomination of somebody else, while nominations are open. */
async function withNomination(
  { db, clock }: Ports,
  { session }: Person,
  id: string,
  act: (trx: Transaction, it: { candidacy: Candidacy; personId: string; now: string }) => Promise<void>,
) {
  await db.transaction().execute(async (trx) => {
    const mine = (await readNominationsBy(trx, session.person.id)).find((one) => one.id === id);
    const election = mine && (await lockElection(trx, mine.electionId));
    const found = mine && (await readNominationsBy(trx, session.person.id)).find((one) => one.id === id);
    const candidacy = found && (await findCandidacy(trx, found.candidacyId));
    if (candidacy === undefined || found === undefined || found.withdrawnAt !== null)
      throw new Problem('not-found', { detail: 'You have no such nomination.' });
    const now = clock.now();
    assertNominating(assertFound(election, 'announced'), now);
    await act(trx, { candidacy, personId: found.personId, now: now.toString() });
  });
  return {};
}

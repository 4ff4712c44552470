import type { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../../db/connect.ts';
import { lockElection, type Election } from '../../db/elections.ts';
import { findCandidacy, type Candidacy } from '../../db/nominations.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';

/** Something that an officer does about a nominee of a draft, under the election's lock; returns the election's id. */
export async function withCandidacy(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  id: string,
  act: (trx: Transaction, it: { candidacy: Candidacy; election: Election; now: Temporal.Instant }) => Promise<void>,
): Promise<string> {
  const { electionId } = needed(await findCandidacy(db, id));
  await db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, electionId), 'office');
    const candidacy = needed(await findCandidacy(trx, id));
    assertDraft(election);
    await act(trx, { candidacy, election, now: clock.now() });
  });
  return electionId;
}

export function needed(candidacy: Candidacy | undefined): Candidacy {
  if (candidacy === undefined || candidacy.joinedInto !== null)
    throw new Problem('not-found', { detail: 'This nominee is not there any more. Load the list again.' });
  return candidacy;
}

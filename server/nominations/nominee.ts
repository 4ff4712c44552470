import type { Temporal } from 'temporal-polyfill';
import type { MyCandidacy, Nominee } from '../../api/nominations.ts';
import type { Transaction, Reader } from '../../db/connect.ts';
import { lockElection, type Election } from '../../db/elections.ts';
import { findMailedLink } from '../../db/mailed-links.ts';
import { findCandidacy, readCandidaciesOf, type Candidacy } from '../../db/nominations.ts';
import type { Visitor } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';
import { candidacyView } from './candidacy-view.ts';
import { needContest, type OpenContest } from './contests.ts';

export interface NomineesAct {
  readonly trx: Transaction;
  readonly candidacy: Candidacy;
  readonly election: Election;
  readonly contest: OpenContest;
  readonly now: Temporal.Instant;
}

/**
 * Whose nomination it is: whoever holds the link that was mailed to the nominee, or is signed in as the nominee. A link
 * of a nomination that was joined into another leads there.
 */
export async function findNominee(
  { db, clock, limits }: Pick<Ports, 'db' | 'clock' | 'limits'>,
  { session, network }: Visitor,
  nominee: Nominee,
): Promise<Candidacy> {
  if ('token' in nominee) {
    await limits.take('code-network', network);
    const by = { tokenHash: hashToken(nominee.token), purpose: 'nomination' } as const;
    const link = await findMailedLink(db, by, clock.now());
    const candidacy = link === undefined ? undefined : await follow(db, String(link.facts['candidacyId']));
    if (candidacy === undefined)
      throw new Problem('link-refused', { detail: 'Open the newest mail about your nomination, or ask the office.' });
    return candidacy;
  }
  if (session === undefined) throw new Problem('not-signed-in', { detail: 'Sign in, or open the link in our mail.' });
  const mine = (await readCandidaciesOf(db, session.person)).find(({ id }) => id === nominee.candidacyId);
  if (mine === undefined) throw new Problem('not-found', { detail: 'You have no such nomination.' });
  return mine;
}

async function follow(db: Reader, id: string): Promise<Candidacy | undefined> {
  const candidacy = await findCandidacy(db, id);
  const into = candidacy?.joinedInto ?? null;
  return into === null ? candidacy : findCandidacy(db, into);
}

/** Something that a nominee does, under the election's lock, by the clock as it is then; answers what came of it. */
export async function asNominee(
  ports: Ports,
  caller: Visitor,
  nominee: Nominee,
  act: (it: NomineesAct) => Promise<void>,
): Promise<MyCandidacy> {
  const { id, electionId } = await findNominee(ports, caller, nominee);
  await ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, electionId), 'office');
    const candidacy = await follow(trx, id);
    if (candidacy === undefined) throw new Problem('not-found');
    const contest = await needContest(trx, electionId, candidacy.contestId);
    await act({ trx, candidacy, election, contest, now: ports.clock.now() });
  });
  return candidacyView(ports, await findNominee(ports, caller, nominee), caller, nominee);
}

/** Refuses what a nomination in another state does not allow. */
export function notThere(detail: string): Problem {
  return new Problem('candidacy-not-there', { detail });
}

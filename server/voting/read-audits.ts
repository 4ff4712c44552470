import type { readAudits as contract } from '../../api/board.ts';
import { readAuditedBallots } from '../../db/audited-ballots.ts';
import { findElection } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';

/** How many stand on a page: each is as long as a ballot and more. */
const perPage = 20;

/** The ballots that voters opened instead of casting them, the newest first. They say nothing about who. */
export async function readAudits({ db }: Ports, { path, query }: Pick<AskOf<typeof contract>, 'path' | 'query'>) {
  const election = assertFound(await findElection(db, path.electionId), 'public');
  const { page } = query;
  const { total, ballots } = await readAuditedBallots(db, election.id, { page, perPage });
  return { total, page, perPage, ballots: ballots.map(({ at, ...ballot }) => ({ ...ballot, at: at.toString() })) };
}

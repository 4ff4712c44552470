import { ballotFileText, endingsFor } from '../../counting/files/written.ts';
import { findMethod } from '../../counting/methods.ts';
import { papersOf } from '../../counting/papers.ts';
import { findData, findPayloadHash } from '../../db/board.ts';
import { findElection, readContests } from '../../db/elections.ts';
import { decodeElection } from '../../protocol/election.ts';
import { decodeResult } from '../../protocol/result.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { winnersOf } from '../result.ts';

interface Wanted {
  readonly electionId: string;
  readonly contestId: string;
  /** `blt`, `abif` or `csv`. */
  readonly ending: string;
}

/**
 * The opened ballots of a contest as a file that other counting programs read, those that the method does not allow among
 * them. They are public in the record already, in the order in which the mixing left them; here equal ones stand together.
 */
export async function readBallotFile({ db }: Pick<Ports, 'db'>, wanted: Wanted): Promise<string> {
  const election = assertFound(await findElection(db, wanted.electionId), 'public');
  const contests = await readContests(db, election.id);
  const place = contests.findIndex(({ id }) => id === wanted.contestId);
  const contest = contests[place];
  const method = findMethod(contest?.method ?? '');
  const ending = method === undefined ? undefined : endingsFor(method).find((one) => one === wanted.ending);
  const hash = await findPayloadHash(db, election.id, 'Result');
  const text = hash === undefined ? undefined : await findData(db, election.id, hash);
  if (contest === undefined || method === undefined || ending === undefined || text === undefined)
    throw new Problem('not-found', { detail: 'There is no such file. Look at the page of the election.' });
  const opened = decodeResult(text, decodeElection(election.electionText ?? '').questions)[place];
  return ballotFileText(ending, method, {
    ...{ title: `${election.name}: ${contest.title}`, seats: winnersOf(contest) },
    candidates: contest.candidates.map(({ name }) => name),
    withdrawn: contest.candidates.flatMap(({ withdrawnAt }, at) => (withdrawnAt === null ? [] : [at])),
    papers: opened?.kind === 'ballots' ? papersOf(opened.ballots) : [],
  });
}

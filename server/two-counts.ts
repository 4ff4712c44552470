import type { CountedTwice } from '../counting/compare-counts.ts';
import type { Transaction } from '../db/connect.ts';
import { readContests, type Election } from '../db/elections.ts';
import { decodeElection } from '../protocol/election.ts';
import { decodeResult } from '../protocol/result.ts';
import type { Ports } from './ports.ts';
import { readCountAsks } from './result.ts';

/**
 * Counts every contest a second time by a program of its own, and says where the two differ, a sentence for each contest.
 * `result` is the text that is to be published, or was.
 */
export async function differencesBetweenCounts(
  { proofs }: Pick<Ports, 'proofs'>,
  trx: Transaction,
  election: Election,
  result: string,
): Promise<readonly string[]> {
  const contests = await readContests(trx, election.id);
  const { asks } = await readCountAsks(trx, election, contests);
  const opened = decodeResult(result, decodeElection(election.electionText ?? '').questions);
  const twice = contests.flatMap(({ title }, place): CountedTwice[] => {
    const [ask, one] = [asks[place], opened[place]];
    return ask === undefined || one === undefined ? [] : [{ title, opened: one, ...ask }];
  });
  return proofs.run('compareCounts', twice);
}

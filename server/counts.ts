import { countOpened } from '../counting/counts.ts';
import { findMethod, type MethodRules, type Outcome } from '../counting/methods.ts';
import { findData, findPayloadHash } from '../db/board.ts';
import type { Reader } from '../db/connect.ts';
import type { Election } from '../db/elections.ts';
import { decodeElection } from '../protocol/election.ts';
import { decodeResult } from '../protocol/result.ts';

/** How one contest is counted. */
export interface CountAsk {
  readonly method: string;
  readonly rules: MethodRules;
}

/**
 * What was counted before, by the hash of the result and all that decides: a thousand opened ballots are not read again for
 * every page and every mail. A result never changes, and a count depends on nothing else.
 */
const counted = new Map<string, readonly Outcome[]>();
const MOST_KEPT = 100;

/** The count of each contest, from the result on the board. */
export async function countsOf(
  db: Reader,
  { id, electionText }: Pick<Election, 'id' | 'electionText'>,
  asks: readonly CountAsk[],
): Promise<readonly Outcome[]> {
  const hash = await findPayloadHash(db, id, 'Result');
  if (hash === undefined) throw new Error('A tallied election has no result on its board');
  const key = `${hash} ${JSON.stringify(asks)}`;
  const known = counted.get(key);
  if (known !== undefined) return known;
  const text = (await findData(db, id, hash)) ?? '';
  const result = decodeResult(text, decodeElection(electionText ?? '').questions);
  const outcomes = asks.map(({ method: name, rules }, place) => {
    const [method, opened] = [findMethod(name), result[place]];
    const outcome = method === undefined || opened === undefined ? undefined : countOpened(method, opened, rules);
    if (outcome === undefined) throw new Error(`${name} does not count what was opened`);
    return outcome;
  });
  const [oldest] = counted.keys();
  if (counted.size >= MOST_KEPT && oldest !== undefined) counted.delete(oldest);
  counted.set(key, outcomes);
  return outcomes;
}

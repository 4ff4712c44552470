import type { ContestResult } from '../api/elections.ts';
import { findMethod } from '../counting/methods.ts';
import { readPayloads } from '../db/board.ts';
import type { Reader } from '../db/connect.ts';
import type { ContestRow, Election } from '../db/elections.ts';
import { decodeResult } from '../protocol/result.ts';

/** The count of the result that is on the board; null while there is none. */
export async function readResult(
  db: Reader,
  election: Election,
  contests: readonly ContestRow[],
): Promise<ContestResult[] | null> {
  if (election.stage !== 'tallied' && election.stage !== 'certified') return null;
  const [text] = await readPayloads(db, election.id, 'Result');
  if (text === undefined) throw new Error('A tallied election has no result on its board');
  const sums = decodeResult(text);
  return contests.map((contest, place) => countContest(contest, sums[place] ?? []));
}

/** From the opened sums to who is elected. */
function countContest({ method, seats, max, candidates }: ContestRow, votes: readonly number[]): ContestResult {
  const counted = findMethod(method)?.count(votes, { seats, candidates: candidates.length, max });
  if (counted === undefined) throw new Error(`There is no method called ${method}`);
  const { elected, tied } = counted;
  return {
    votes: [...votes],
    elected: [...elected],
    tied: tied === null ? null : { candidates: [...tied.candidates], seats: tied.seats },
    ...{ broken: null, lot: null, motion: null },
  };
}

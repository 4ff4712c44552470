import type { RollFacts } from '../api/values.ts';
import type { Reader } from '../db/connect.ts';
import type { Election } from '../db/elections.ts';
import { readAcceptedAmendments } from '../db/roll-amendments.ts';

/** What everybody may know of an election's roll: its size, hash and amendments, and no name. */
export async function rollFacts(db: Reader, election: Election): Promise<RollFacts> {
  const amendments = await readAcceptedAmendments(db, election.id);
  return {
    size: election.rollSize,
    hash: election.rollHash ?? '',
    frozenAt: election.rollFrozenAt?.toString() ?? null,
    frozenSize: election.rollFrozenSize ?? 0,
    frozenHash: election.rollFrozenHash ?? '',
    amendments: amendments.map(({ change, people, reason, decidedAt }) => ({
      ...{ change, people, reason },
      at: decidedAt?.toString() ?? '',
    })),
  };
}

import { findData, readPayloads } from '../../db/board.ts';
import type { Reader } from '../../db/connect.ts';
import type { Election } from '../../db/elections.ts';
import { decodeSized } from '../../protocol/tally.ts';

export interface BoardTally {
  readonly encryptedTally: string;
  readonly totalWeight: number;
}

/** The encrypted tally that is on the board. */
export async function findTally(db: Reader, electionId: string): Promise<BoardTally | undefined> {
  const [sized] = await readPayloads(db, electionId, 'EncryptedTally');
  if (sized === undefined) return undefined;
  const { hash, totalWeight } = decodeSized(sized);
  const encryptedTally = await findData(db, electionId, hash);
  return encryptedTally === undefined ? undefined : { encryptedTally, totalWeight };
}

/** What the trustees open: the tally, and where ballots are mixed, with the last shuffle in it, once enough have. */
export async function findTallyToOpen(db: Reader, election: Election): Promise<BoardTally | undefined> {
  return findTally(db, election.id);
}

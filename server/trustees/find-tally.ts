import { findData, readPayloads } from '../../db/board.ts';
import type { Reader } from '../../db/connect.ts';
import type { Election } from '../../db/elections.ts';
import { readTrustees } from '../../db/trustees.ts';
import { decodeOwned } from '../../protocol/decryption.ts';
import { decodeSized } from '../../protocol/tally.ts';
import { readMixing } from '../mixing.ts';
import type { Ports } from '../ports.ts';

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

/** What the next one mixes: the tally with the last shuffle in it, if there is one. */
export async function findTallyToMix(
  { proofs }: Pick<Ports, 'proofs'>,
  db: Reader,
  { id, electionText }: Election,
): Promise<BoardTally | undefined> {
  const tally = await findTally(db, id);
  const last = (await readPayloads(db, id, 'Shuffle')).at(-1);
  if (tally === undefined || last === undefined) return tally;
  const shuffle = await findData(db, id, decodeOwned(last).payload);
  if (shuffle === undefined) throw new Error('A shuffle on the board is not there');
  const { encryptedTally } = tally;
  return {
    ...tally,
    encryptedTally: await proofs.run('withShuffle', { election: electionText ?? '', encryptedTally, shuffle }),
  };
}

/** What the trustees open: the tally, and where ballots are mixed, with the last shuffle in it, once enough have. */
export async function findTallyToOpen(
  ports: Pick<Ports, 'proofs'>,
  db: Reader,
  election: Election,
): Promise<BoardTally | undefined> {
  const mixing = await readMixing(db, election, await readTrustees(db, election.id));
  return mixing?.isOver === false ? undefined : findTallyToMix(ports, db, election);
}

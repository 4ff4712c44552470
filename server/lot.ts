import { findData, readPayloads } from '../db/board.ts';
import type { Reader } from '../db/connect.ts';
import type { ContestRow, Election } from '../db/elections.ts';
import { readDraws } from '../db/seating.ts';
import { decodeOwned } from '../protocol/decryption.ts';
import { lotOrder, lotSeed } from '../protocol/lot.ts';
import { decodeSized } from '../protocol/tally.ts';
import type { OwnedText } from '../protocol/result.ts';
import { decodeTrustees, isEnough } from '../protocol/trustees.ts';

/** What breaks ties in a contest: all its candidates by their ids, the first first. */
export interface Lot {
  readonly order: readonly string[];
  readonly by: 'lot' | 'draw';
}

/**
 * For each contest the lot that was opened with its tally, or the public draw that was recorded; null while there is
 * neither. Where there is a lot, no draw is looked at: it could be held again until it pleases.
 */
export async function readLots(
  db: Reader,
  election: Pick<Election, 'id' | 'ties' | 'trusteesText'>,
  contests: readonly ContestRow[],
): Promise<(Lot | null)[]> {
  const seed = election.ties === 'lot' ? await findSeed(db, election) : undefined;
  const draws = seed === undefined ? await readDraws(db, election.id) : [];
  return contests.map(({ id, kind, candidates }) => {
    if (kind === 'motion') return null;
    const ids = candidates.map((candidate) => candidate.id);
    if (seed !== undefined) return { order: lotOrder(seed, id, ids), by: 'lot' };
    const draw = draws.find(({ contestId }) => contestId === id);
    if (draw === undefined) return null;
    // Whoever ties with nobody was not drawn, and comes in any place.
    return { order: [...draw.drawn, ...ids.filter((one) => !draw.drawn.includes(one))], by: 'draw' };
  });
}

/** Undefined for elections of former times too, whose keys opened no lot. */
async function findSeed(
  db: Reader,
  { id: electionId, trusteesText }: Pick<Election, 'id' | 'trusteesText'>,
): Promise<string | undefined> {
  if (trusteesText === null) return undefined;
  const trustees = decodeTrustees(trusteesText);
  const [sized] = await readPayloads(db, electionId, 'EncryptedTally');
  if (sized === undefined) return undefined;
  const encryptedTally = await findData(db, electionId, decodeSized(sized).hash);
  const owned = await readPayloads(db, electionId, 'PartialDecryption');
  const decryptions: OwnedText[] = [];
  for (const { owner, payload } of owned.map(decodeOwned)) {
    const text = await findData(db, electionId, payload);
    if (text !== undefined) decryptions.push({ owner, text });
  }
  if (
    encryptedTally === undefined ||
    !isEnough(
      trustees,
      decryptions.map(({ owner }) => owner),
    )
  )
    return undefined;
  return lotSeed({ encryptedTally, trustees, decryptions });
}

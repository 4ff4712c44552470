import { readPayloads } from '../db/board.ts';
import type { Reader } from '../db/connect.ts';
import type { Election } from '../db/elections.ts';
import type { Trustee } from '../db/trustees.ts';
import { decodeOwned, type OwnedDecryption } from '../protocol/decryption.ts';
import { decodeElection } from '../protocol/election.ts';
import { decodeTrustees, fewestThatOpen } from '../protocol/trustees.ts';

export interface Mixing {
  /** What stands on the board, in its order. */
  readonly shuffles: readonly OwnedDecryption[];
  /** Who has, the server by the number after the last trustee. */
  readonly shufflers: readonly number[];
  /** The server's number, where it has a key. */
  readonly server: number | undefined;
  readonly needed: number;
  readonly isOver: boolean;
}

/** How far the mixing has come; undefined where nothing is mixed. Once there is a tally. */
export async function readMixing(
  db: Reader,
  election: Election,
  people: readonly Trustee[],
): Promise<Mixing | undefined> {
  if (!isMixed(election)) return undefined;
  const shuffles = (await readPayloads(db, election.id, 'Shuffle')).map(decodeOwned);
  const trustees = decodeTrustees(election.trusteesText ?? '');
  const needed = fewestThatOpen(trustees);
  const shufflers = shuffles.map(({ owner }) => owner);
  const all = trustees.owners.length;
  const server = all > people.length ? all : undefined;
  return { shuffles, shufflers, needed, isOver: shufflers.length >= needed, server };
}

/** Whether ballots of the election are opened one by one, and so are mixed before. */
function isMixed({ electionText }: Pick<Election, 'electionText'>): boolean {
  return decodeElection(electionText ?? '').questions.some(({ kind }) => kind === 'ballots');
}

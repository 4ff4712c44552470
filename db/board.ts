import { createHash } from 'node:crypto';
import { encodeEvent, hashOf, type EventType } from '../protocol/board.ts';
import type { Reader, Transaction } from './connect.ts';
import type { Election } from './elections.ts';
import { markElection } from './elections.ts';

export interface Head {
  readonly height: number;
  readonly hash: string;
}

/** The columns of the election's row that the board moves; read under `lockElection`. */
export type BoardRow = Pick<Election, 'id' | 'headHeight' | 'headHash' | 'entries'>;

/**
 * Appends payloads and the event that names the last of them, under the election's row lock. A payload that another one
 * names by hash comes before it.
 */
export async function appendEvent(
  trx: Transaction,
  election: BoardRow,
  type: EventType,
  payloads: readonly string[],
): Promise<Head & { readonly position: number; readonly board: BoardRow }> {
  const last = payloads.at(-1);
  const payload = last === undefined ? undefined : hashOf(last);
  const height = election.headHeight + 1;
  const event = encodeEvent({ parent: election.headHash ?? undefined, height, type, payload });
  const hash = hashOf(event);
  const contents = [...payloads.map((content) => ({ content, kind: 'data' })), { content: event, kind: 'event' }];
  const rows = contents.map(({ content, kind }, offset) => ({
    electionId: election.id,
    position: election.entries + offset,
    name: `${hashOf(content)}.${kind}.json`,
    content,
  }));
  await trx.insertInto('boardEntry').values(rows).execute();
  const position = election.entries + payloads.length;
  await trx
    .insertInto('boardEvent')
    .values({ electionId: election.id, height, hash, type, payload: payload ?? null, position })
    .execute();
  const board = { id: election.id, headHeight: height, headHash: hash, entries: position + 1 };
  const { headHeight, headHash, entries } = board;
  await markElection(trx, election.id, { headHeight, headHash, entries });
  return { height, hash, position, board };
}

export interface BallotPlace {
  readonly height: number;
  readonly credential: string;
  readonly tracker: string;
}

export function findBallot(db: Reader, electionId: string, tracker: string): Promise<BallotPlace | undefined> {
  return db
    .selectFrom('ballot')
    .select(['height', 'credential', 'tracker'])
    .where('electionId', '=', electionId)
    .where('tracker', '=', tracker)
    .executeTakeFirst();
}

/** The ballot of this credential that counts: the last on the board. */
export function findLastBallot(db: Reader, electionId: string, credential: string): Promise<BallotPlace | undefined> {
  return db
    .selectFrom('ballot')
    .select(['height', 'credential', 'tracker'])
    .where('electionId', '=', electionId)
    .where('credential', '=', credential)
    .orderBy('height', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function findEventHash(db: Reader, electionId: string, height: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('boardEvent')
    .select('hash')
    .where('electionId', '=', electionId)
    .where('height', '=', height)
    .executeTakeFirst();
  return row?.hash;
}

export interface NewBallot {
  readonly text: string;
  readonly tracker: string;
  readonly credential: string;
  readonly ciphertexts: readonly string[];
}

/** Takes the ciphertexts of a ballot; false when one of them stands on the board already (a copied ballot). */
export async function claimCiphertexts(trx: Transaction, electionId: string, ballot: NewBallot): Promise<boolean> {
  const rows = ballot.ciphertexts.map((text) => ({ electionId, hash: createHash('sha256').update(text).digest() }));
  if (rows.length === 0) return true;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('ballotCiphertext')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === BigInt(rows.length);
}

/** Appends the ballot's event and its index row. */
export async function appendBallot(trx: Transaction, election: BoardRow, ballot: NewBallot): Promise<Head> {
  const { height, hash, position } = await appendEvent(trx, election, 'Ballot', [ballot.text]);
  const { tracker, credential } = ballot;
  await trx
    .insertInto('ballot')
    .values({ electionId: election.id, height, tracker, credential, position: position - 1 })
    .execute();
  return { height, hash };
}

/** The members of the archive from `from` on, at most `most`; `until` holds a reader to one consistent prefix. */
export function readEntries(
  db: Reader,
  electionId: string,
  range: { from: number; until: number; most: number },
): Promise<{ position: number; name: string; content: string }[]> {
  return db
    .selectFrom('boardEntry')
    .select(['position', 'name', 'content'])
    .where('electionId', '=', electionId)
    .where('position', '>=', range.from)
    .where('position', '<', Math.min(range.until, range.from + range.most))
    .orderBy('position')
    .execute();
}

/** Every member of the archive that stands before `until`, a hundred at a time. */
export async function* streamEntries(db: Reader, electionId: string, until: number) {
  for (let from = 0; from < until; from += 100) yield* await readEntries(db, electionId, { from, until, most: 100 });
}

/** The texts of all ballots in board order. */
export async function readBallotTexts(db: Reader, electionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('ballot')
    .innerJoin('boardEntry', (join) =>
      join
        .onRef('boardEntry.electionId', '=', 'ballot.electionId')
        .onRef('boardEntry.position', '=', 'ballot.position'),
    )
    .select('boardEntry.content')
    .where('ballot.electionId', '=', electionId)
    .orderBy('ballot.height')
    .execute();
  return rows.map((row) => row.content);
}

/** The payloads of the events of one type, in board order. */
export async function readPayloads(db: Reader, electionId: string, type: EventType): Promise<string[]> {
  const rows = await db
    .selectFrom('boardEvent')
    .innerJoin('boardEntry', (join) =>
      join
        .onRef('boardEntry.electionId', '=', 'boardEvent.electionId')
        .on((on) => on(on.ref('boardEntry.position'), '=', on('boardEvent.position', '-', 1))),
    )
    .select('boardEntry.content')
    .where('boardEvent.electionId', '=', electionId)
    .where('boardEvent.type', '=', type)
    .where('boardEvent.payload', 'is not', null)
    .orderBy('boardEvent.height')
    .execute();
  return rows.map((row) => row.content);
}

/** A payload by its hash: what an event's payload names in turn. */
export async function findData(db: Reader, electionId: string, hash: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('boardEntry')
    .select('content')
    .where('electionId', '=', electionId)
    .where('name', '=', `${hash}.data.json`)
    .executeTakeFirst();
  return row?.content;
}

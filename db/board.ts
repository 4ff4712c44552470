import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { encodeEvent, hashOf, type EventType } from '../protocol/board.ts';
import { hot, type Reader, type Transaction } from './connect.ts';
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

/** Which of these trackers are on the board. */
export async function findTrackers(
  db: Reader,
  electionId: string,
  trackers: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('ballot')
    .modifyFront(hot)
    .select('tracker')
    .where('electionId', '=', electionId)
    .where(sql<boolean>`tracker = any(${trackers})`)
    .execute();
  return new Set(rows.map(({ tracker }) => tracker));
}

/** The text of the event of a height. */
export async function findEvent(db: Reader, electionId: string, height: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('boardEvent')
    .innerJoin('boardEntry', (join) =>
      join
        .onRef('boardEntry.electionId', '=', 'boardEvent.electionId')
        .onRef('boardEntry.position', '=', 'boardEvent.position'),
    )
    .select('boardEntry.content')
    .where('boardEvent.electionId', '=', electionId)
    .where('boardEvent.height', '=', height)
    .executeTakeFirst();
  return row?.content;
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

/**
 * Takes the ciphertexts of ballots; false when one of them was taken before, or stands in two of them. Only the end of
 * the transaction gives back what was taken.
 */
export async function claimCiphertexts(
  trx: Transaction,
  electionId: string,
  ballots: readonly Pick<NewBallot, 'ciphertexts'>[],
): Promise<boolean> {
  const keys = ballots.flatMap(({ ciphertexts }) => ciphertexts.map((text) => claimKey(electionId, text)));
  if (keys.length === 0) return true;
  const { numAffectedRows } = await sql`${hot}
    insert into claimed_ciphertext (key) select unnest(${keys}::uuid[]) on conflict do nothing`.execute(trx);
  return numAffectedRows === BigInt(keys.length);
}

/** As the migration made those of older ballots. */
function claimKey(electionId: string, ciphertext: string): string {
  const inner = hash('sha256', ciphertext, 'buffer');
  return hash('sha256', Buffer.concat([Buffer.from(electionId), inner]), 'hex').slice(0, 32);
}

export interface BallotEvent extends Head {
  /** The text of the event. */
  readonly event: string;
}

/**
 * Appends each ballot and its event, in this order, moves the head and counts, all in one statement. `voters`: how many
 * of them had not voted.
 */
export async function appendBallots(
  trx: Transaction,
  board: BoardRow,
  ballots: readonly NewBallot[],
  voters: number,
): Promise<BallotEvent[]> {
  const links = chain(board, ballots);
  const last = links.at(-1);
  if (last === undefined) return [];
  const texts = (what: (link: (typeof links)[number]) => string) => sql`${links.map(what)}::text[]`;
  const numbers = (what: (link: (typeof links)[number]) => number) => sql`${links.map(what)}::int[]`;
  await sql`${hot}
    with given as (
      select ${board.id} as id, one.* from unnest(
        ${numbers(({ height }) => height)}, ${numbers(({ position }) => position)}, ${texts(({ payload }) => payload)},
        ${texts(({ hash }) => hash)}, ${texts(({ event }) => event)}, ${texts(({ ballot }) => ballot.text)},
        ${texts(({ ballot }) => ballot.tracker)}, ${texts(({ ballot }) => ballot.credential)}
      ) as one (height, position, payload, hash, event, ballot, tracker, credential)
    ), entries as (
      insert into board_entry (election_id, position, name, content)
      select id, position, payload || '.data.json', ballot from given
      union all select id, position + 1, hash || '.event.json', event from given
    ), events as (
      insert into board_event (election_id, height, hash, type, payload, position)
      select id, height, hash, 'Ballot', payload, position + 1 from given
    ), index as (
      insert into ballot (election_id, height, tracker, credential, position)
      select id, height, tracker, credential, position from given
    )
    update election set head_height = ${last.height}, head_hash = ${last.hash}, entries = ${last.position + 2},
      ballots = ballots + ${links.length}, voted = voted + ${voters} where id = ${board.id}`.execute(trx);
  return links;
}

/** The events of ballots that follow each other. A tracker is the hash of its ballot in another spelling. */
function chain(board: BoardRow, ballots: readonly NewBallot[]) {
  let parent = board.headHash ?? undefined;
  return ballots.map((ballot, place) => {
    const payload = Buffer.from(ballot.tracker, 'base64').toString('hex');
    const height = board.headHeight + 1 + place;
    const event = encodeEvent({ parent, height, type: 'Ballot', payload });
    const hash = hashOf(event);
    parent = hash;
    return { ballot, payload, height, hash, event, position: board.entries + 2 * place };
  });
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

/** The hash of the payload of the first event of a type; undefined while there is none. */
export async function findPayloadHash(db: Reader, electionId: string, type: EventType): Promise<string | undefined> {
  const row = await db
    .selectFrom('boardEvent')
    .select('payload')
    .where('electionId', '=', electionId)
    .where('type', '=', type)
    .where('payload', 'is not', null)
    .orderBy('height')
    .limit(1)
    .executeTakeFirst();
  return row?.payload ?? undefined;
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

/** The key with which heads of this board are signed; none where the election is older than signed heads. */
export async function findBoardKey(db: Reader, electionId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('boardKey')
    .select('privateKey')
    .where('electionId', '=', electionId)
    .executeTakeFirst();
  return row?.privateKey;
}

export async function recordBoardKey(trx: Transaction, electionId: string, privateKey: string): Promise<void> {
  await trx.insertInto('boardKey').values({ electionId, privateKey }).execute();
}

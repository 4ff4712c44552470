import type { Selectable, Updateable } from 'kysely';
import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { hot, type Reader, type Transaction } from './connect.ts';
import { instantText } from './instants.ts';
import type { ContestKind, Database, FrozenCap, Majority, MethodColumn, MotionText, OptionsText } from './schema.ts';

export type Election = Selectable<Database['election']>;

/** A candidate, an answer of a motion, or an option. */
export interface CandidateRow {
  readonly id: string;
  readonly name: string;
  readonly affiliation: string;
  /** Markdown. Of an option, its text. */
  readonly statement: string;
  readonly personId: string | null;
  /** The nomination that it came from; null: the office wrote it down. */
  readonly candidacyId: string | null;
  readonly withdrawnAt: Temporal.Instant | null;
  /** The reason, as everybody may read it. */
  readonly withdrawnWhy: string | null;
  /** Of an option. */
  readonly majority: Majority | null;
  /** None of the above. */
  readonly isDefault: boolean;
}

export interface ContestRow {
  readonly id: string;
  readonly kind: ContestKind;
  readonly title: string;
  readonly method: MethodColumn;
  /** How many are elected: as many as there are named seats; 0 where nobody is. */
  readonly seats: number;
  readonly max: number;
  readonly bodyId: string | null;
  readonly termsStartOn: string | null;
  readonly motion: MotionText | null;
  readonly options: OptionsText | null;
  /** Of a frozen election; null: no limit, or a draft. */
  readonly affiliationCap: FrozenCap | null;
  readonly namedSeats: readonly NamedSeat[];
  readonly candidates: readonly CandidateRow[];
}

/** A seat that a contest fills, and the last day of the term in it. */
export interface NamedSeat {
  readonly id: string | null;
  readonly name: string;
  readonly endsOn: string | null;
}

/** The moments of an election, in local time as promised and as instants. */
export interface TimetableColumns {
  readonly zone: string;
  readonly opensLocal: string;
  readonly closesLocal: string;
  readonly opensAt: Temporal.Instant;
  readonly closesAt: Temporal.Instant;
  readonly recordLocal: string;
  readonly recordAt: Temporal.Instant;
  readonly affirmLocal: string | null;
  readonly affirmBy: Temporal.Instant | null;
  readonly applyLocal: string | null;
  readonly applyBy: Temporal.Instant | null;
  readonly nominationsOpenLocal: string | null;
  readonly nominationsOpenAt: Temporal.Instant | null;
  readonly nominationsCloseLocal: string | null;
  readonly nominationsCloseAt: Temporal.Instant | null;
  readonly candidatesLocal: string | null;
  readonly candidatesAt: Temporal.Instant | null;
  readonly seatingLocal: string | null;
  readonly seatingAt: Temporal.Instant | null;
}

/** What an officer may change while the election is a draft. */
export interface ElectionDefinition extends TimetableColumns {
  readonly name: string;
  readonly description: string;
  readonly isRegular: boolean;
  readonly ties: 'lot' | 'draw';
  readonly quorum: { readonly numerator: number; readonly denominator: number } | null;
}

export function findElection(db: Reader, id: string): Promise<Election | undefined> {
  return db.selectFrom('election').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Takes the row lock that casting, closing and tallying share: under it the board has one order. */
export function lockElection(trx: Transaction, id: string): Promise<Election | undefined> {
  return trx.selectFrom('election').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

const boxColumns = [
  ...(['id', 'stage', 'datesAnnouncedAt', 'opensAt', 'closesAt'] as const),
  ...(['headHeight', 'headHash', 'entries', 'ballots', 'voted'] as const),
] as const;

/** What casting reads and moves of an election: everything but its texts. */
export type BallotBox = Pick<Election, (typeof boxColumns)[number]>;

/** Takes the same lock as `lockElection`; with the key that signs the board's heads, where it has one. */
export function lockBallotBox(
  trx: Transaction,
  id: string,
): Promise<(BallotBox & { readonly boardKey: string | null }) | undefined> {
  return trx
    .selectFrom('election')
    .leftJoin('boardKey', 'boardKey.electionId', 'election.id')
    .modifyFront(hot)
    .select([...boxColumns, 'boardKey.privateKey as boardKey'])
    .where('id', '=', id)
    .forUpdate('election')
    .executeTakeFirst();
}

/** What is looked at before anything is locked: what a ballot is verified against, and whether this person may vote. */
export function findPaper(
  db: Reader,
  id: string,
  personId: string,
): Promise<(BallotBox & { readonly electionText: string | null; readonly isOnRoll: boolean }) | undefined> {
  return db
    .selectFrom('election')
    .modifyFront(hot)
    .select([...boxColumns, 'electionText'])
    .select(
      sql<boolean>`exists (select 1 from roll_entry where election_id = election.id and person_id in
        (select ${personId}::uuid union all select id from person where merged_into = ${personId}))`.as('isOnRoll'),
    )
    .where('id', '=', id)
    .executeTakeFirst();
}

export function readElections(db: Reader, which: 'all' | 'public'): Promise<Election[]> {
  return db
    .selectFrom('election')
    .selectAll()
    .$if(which === 'public', (query) =>
      query.where((where) => where.or([where('stage', '!=', 'draft'), where('datesAnnouncedAt', 'is not', null)])),
    )
    .orderBy('closesAt', 'desc')
    .orderBy('id')
    .execute();
}

export async function appendElection(
  trx: Transaction,
  id: string,
  definition: ElectionDefinition,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('election')
    .values({ id, ...definitionColumns(definition), draftedAt: now.toString() })
    .execute();
}

export async function recordDefinition(trx: Transaction, id: string, definition: ElectionDefinition): Promise<void> {
  await trx.updateTable('election').set(definitionColumns(definition)).where('id', '=', id).execute();
}

function definitionColumns({ quorum, ...rest }: ElectionDefinition) {
  const { name, description, zone, isRegular, ties } = rest;
  const { opensLocal, closesLocal, recordLocal, affirmLocal, applyLocal, seatingLocal, candidatesLocal } = rest;
  const { nominationsOpenLocal, nominationsCloseLocal } = rest;
  return {
    ...{ name, description, zone, isRegular, ties },
    ...{ opensLocal, closesLocal, recordLocal, affirmLocal, applyLocal, seatingLocal, candidatesLocal },
    ...{ nominationsOpenLocal, nominationsCloseLocal },
    opensAt: rest.opensAt.toString(),
    closesAt: rest.closesAt.toString(),
    recordAt: rest.recordAt.toString(),
    affirmBy: rest.affirmBy?.toString() ?? null,
    applyBy: rest.applyBy?.toString() ?? null,
    seatingAt: rest.seatingAt?.toString() ?? null,
    candidatesAt: rest.candidatesAt?.toString() ?? null,
    nominationsOpenAt: rest.nominationsOpenAt?.toString() ?? null,
    nominationsCloseAt: rest.nominationsCloseAt?.toString() ?? null,
    quorumNumerator: quorum?.numerator ?? null,
    quorumDenominator: quorum?.denominator ?? null,
  };
}

export async function markElection(
  trx: Transaction,
  id: string,
  columns: Updateable<Database['election']>,
): Promise<void> {
  await trx.updateTable('election').set(columns).where('id', '=', id).execute();
}

/** A contest as an officer defines it; candidates that came by nomination are not in it and stay as they are. */
export type ContestToRecord = Omit<ContestRow, 'candidates'> & {
  readonly candidates: readonly Pick<CandidateRow, 'id' | 'name' | 'affiliation' | 'statement' | 'majority'>[];
};

/** Replaces the contests of a draft. Those whose ids stay keep what refers to them, their nominated candidates too. */
export async function recordContests(
  trx: Transaction,
  electionId: string,
  contests: readonly ContestToRecord[],
): Promise<void> {
  const nominated = await parkCandidates(trx, electionId);
  const ids = contests.map(({ id }) => id);
  await trx
    .deleteFrom('contest')
    .where('electionId', '=', electionId)
    .$if(ids.length > 0, (query) => query.where('id', 'not in', ids))
    .execute();
  // Out of each other's way: two contests that change places would share one for a moment.
  await sql`update contest set position = -1 - position where election_id = ${electionId}`.execute(trx);
  for (const [position, contest] of contests.entries()) {
    await recordContest(trx, electionId, position, contest);
    const mine = nominated.filter(({ contestId }) => contestId === contest.id);
    const written = contest.candidates.map(({ majority, ...candidate }) => ({
      ...candidate,
      majority: json(majority),
    }));
    const rows = [...written, ...mine.map(({ contestId: _, ...candidate }) => candidate)];
    if (rows.length === 0) continue;
    await trx
      .insertInto('candidate')
      .values(rows.map((row, place) => ({ electionId, contest: position, position: place, ...row })))
      .execute();
  }
}

/** Takes the candidates of a draft off their places, and returns those who came by nomination. */
async function parkCandidates(trx: Transaction, electionId: string) {
  const nominated = await trx
    .selectFrom('candidate')
    .innerJoin('contest', (join) =>
      join.onRef('contest.electionId', '=', 'candidate.electionId').onRef('contest.position', '=', 'candidate.contest'),
    )
    .select([
      ...(['candidate.id', 'candidate.name', 'candidate.affiliation', 'candidate.statement'] as const),
      ...(['candidate.personId', 'candidate.candidacyId', 'contest.id as contestId'] as const),
    ])
    .where('candidate.electionId', '=', electionId)
    .where('candidacyId', 'is not', null)
    .orderBy('candidate.position')
    .execute();
  await trx.deleteFrom('candidate').where('electionId', '=', electionId).execute();
  return nominated;
}

async function recordContest(
  trx: Transaction,
  electionId: string,
  position: number,
  { namedSeats, candidates: _, motion, options, affiliationCap: __, ...contest }: ContestToRecord,
): Promise<void> {
  const columns = { electionId, position, ...contest, motion: json(motion), options: json(options) };
  await trx
    .insertInto('contest')
    .values(columns)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
  await trx.deleteFrom('contestSeat').where('contestId', '=', contest.id).execute();
  if (namedSeats.length === 0) return;
  await trx
    .insertInto('contestSeat')
    .values(
      namedSeats.map(({ id, name, endsOn }, place) => ({
        ...{ contestId: contest.id, position: place, seatId: id, name, endsOn },
      })),
    )
    .execute();
}

function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** Puts an answer that is nobody at the end of a ballot that is about to be frozen. `place`: the contest's. */
export async function appendDefault(trx: Transaction, electionId: string, place: number, name: string): Promise<void> {
  const position = sql<number>`(select coalesce(max(position), -1) + 1 from candidate
    where election_id = ${electionId} and contest = ${place})`;
  await trx
    .insertInto('candidate')
    .values({ electionId, contest: place, position, name, affiliation: '', statement: '', isDefault: true })
    .execute();
}

/** Freezes how much of the body one affiliation may hold. */
export async function recordCap(trx: Transaction, contestId: string, cap: FrozenCap | null): Promise<void> {
  await trx
    .updateTable('contest')
    .set({ affiliationCap: json(cap) })
    .where('id', '=', contestId)
    .execute();
}

export async function readContests(db: Reader, electionId: string): Promise<ContestRow[]> {
  const [contests, seats, candidates] = await Promise.all([
    db.selectFrom('contest').selectAll().where('electionId', '=', electionId).orderBy('position').execute(),
    db
      .selectFrom('contestSeat')
      .innerJoin('contest', 'contest.id', 'contestSeat.contestId')
      .select(['contestId', 'seatId as id', 'name', 'endsOn'])
      .where('electionId', '=', electionId)
      .orderBy('contestSeat.position')
      .execute(),
    db
      .selectFrom('candidate')
      .selectAll()
      .where('electionId', '=', electionId)
      .orderBy('contest')
      .orderBy('position')
      .execute(),
  ]);
  return contests.map(({ position, electionId: _, ...contest }) => ({
    ...contest,
    namedSeats: seats
      .filter(({ contestId }) => contestId === contest.id)
      .map(({ id, name, endsOn }) => ({ id, name, endsOn })),
    candidates: candidates
      .filter((candidate) => candidate.contest === position)
      .map(({ electionId: _, contest: __, position: ___, ...candidate }) => candidate),
  }));
}

/** Elections that members may know of and that have not closed, next to open first. */
export function readUpcomingElections(db: Reader, now: Temporal.Instant): Promise<Election[]> {
  return db
    .selectFrom('election')
    .selectAll()
    .where((where) =>
      where.or([
        where('stage', '=', 'frozen'),
        where.and([
          where('stage', '=', 'draft'),
          where.or([where('datesAnnouncedAt', 'is not', null), where('rollFrozenAt', 'is not', null)]),
        ]),
      ]),
    )
    .where('closesAt', '>', instantText(now))
    .orderBy('opensAt')
    .orderBy('id')
    .execute();
}

/** Elections whose opening has come and whose voters were not told yet. */
export async function readDueToAnnounce(db: Reader, now: Temporal.Instant): Promise<string[]> {
  const rows = await db
    .selectFrom('election')
    .select('id')
    .where('stage', '=', 'frozen')
    .where('announcedAt', 'is', null)
    .where('opensAt', '<=', instantText(now))
    .execute();
  return rows.map((row) => row.id);
}

/** Elections whose close has come and is not on the board yet. */
export async function readDueToClose(db: Reader, now: Temporal.Instant): Promise<string[]> {
  const rows = await db
    .selectFrom('election')
    .select('id')
    .where('stage', '=', 'frozen')
    .where('closesAt', '<=', instantText(now))
    .execute();
  return rows.map((row) => row.id);
}

/** How many voters cast their first ballot on each UTC day, oldest first. */
export async function readVotersPerDay(db: Reader, electionId: string): Promise<{ day: string; voters: number }[]> {
  return db
    .selectFrom('rollEntry')
    .select([
      sql<string>`to_char(voted_at at time zone 'UTC', 'YYYY-MM-DD')`.as('day'),
      sql<number>`count(*)::int`.as('voters'),
    ])
    .where('electionId', '=', electionId)
    .where('votedAt', 'is not', null)
    .groupBy('day')
    .orderBy('day')
    .execute();
}

import type { Selectable, Updateable } from 'kysely';
import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import { instantText } from './instants.ts';
import type { Database, MethodColumn } from './schema.ts';

export type Election = Selectable<Database['election']>;

export interface ContestRow {
  readonly title: string;
  readonly method: MethodColumn;
  readonly seats: number;
  readonly max: number;
  readonly candidates: readonly { readonly name: string; readonly affiliation: string; readonly statement: string }[];
}

/** What an officer may change while the election is a draft. */
export interface ElectionDefinition {
  readonly name: string;
  readonly description: string;
  readonly zone: string;
  readonly opensLocal: string;
  readonly closesLocal: string;
  readonly opensAt: Temporal.Instant;
  readonly closesAt: Temporal.Instant;
  readonly recordLocal: string;
  readonly recordAt: Temporal.Instant;
  readonly affirmLocal: string | null;
  readonly affirmBy: Temporal.Instant | null;
  readonly isRegular: boolean;
  readonly quorum: { readonly numerator: number; readonly denominator: number } | null;
}

export function findElection(db: Reader, id: string): Promise<Election | undefined> {
  return db.selectFrom('election').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Takes the row lock that casting, closing and tallying share: under it the board has one order. */
export function lockElection(trx: Transaction, id: string): Promise<Election | undefined> {
  return trx.selectFrom('election').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function readElections(db: Reader, which: 'all' | 'public'): Promise<Election[]> {
  return db
    .selectFrom('election')
    .selectAll()
    .$if(which === 'public', (query) => query.where('stage', '!=', 'draft'))
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

function definitionColumns(definition: ElectionDefinition) {
  const { quorum, opensAt, closesAt, recordAt, affirmBy, ...rest } = definition;
  return {
    ...rest,
    opensAt: opensAt.toString(),
    closesAt: closesAt.toString(),
    recordAt: recordAt.toString(),
    affirmBy: affirmBy?.toString() ?? null,
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

export async function recordContests(
  trx: Transaction,
  electionId: string,
  contests: readonly ContestRow[],
): Promise<void> {
  await trx.deleteFrom('candidate').where('electionId', '=', electionId).execute();
  await trx.deleteFrom('contest').where('electionId', '=', electionId).execute();
  for (const [position, { candidates, ...contest }] of contests.entries()) {
    await trx
      .insertInto('contest')
      .values({ electionId, position, ...contest })
      .execute();
    if (candidates.length === 0) continue;
    await trx
      .insertInto('candidate')
      .values(candidates.map((candidate, place) => ({ electionId, contest: position, position: place, ...candidate })))
      .execute();
  }
}

export async function readContests(db: Reader, electionId: string): Promise<ContestRow[]> {
  const [contests, candidates] = await Promise.all([
    db.selectFrom('contest').selectAll().where('electionId', '=', electionId).orderBy('position').execute(),
    db
      .selectFrom('candidate')
      .selectAll()
      .where('electionId', '=', electionId)
      .orderBy('contest')
      .orderBy('position')
      .execute(),
  ]);
  return contests.map(({ position, title, method, seats, max }) => ({
    title,
    method,
    seats,
    max,
    candidates: candidates
      .filter((candidate) => candidate.contest === position)
      .map(({ name, affiliation, statement }) => ({ name, affiliation, statement })),
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

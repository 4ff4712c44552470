import { sql, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { Database, ProgrammeRules, ReviewMark } from './schema.ts';

/** Programmes, their rounds, and what reviewers do in them. Whoever was merged is the person they were merged into. */

export type Programme = Selectable<Database['programme']> & { readonly bodyName: string };
export type Round = Selectable<Database['reviewRound']>;

const survivor = sql<string>`coalesce(person.merged_into, person.id)`;

function programmes(db: Reader) {
  return db
    .selectFrom('programme')
    .innerJoin('body', 'body.id', 'programme.bodyId')
    .selectAll('programme')
    .select('body.name as bodyName');
}

export function readProgrammes(db: Reader): Promise<Programme[]> {
  return programmes(db).orderBy('programme.name').orderBy('programme.slug').execute();
}

export function findProgramme(db: Reader, slug: string): Promise<Programme | undefined> {
  return programmes(db).where('programme.slug', '=', slug).executeTakeFirst();
}

export function findProgrammeById(db: Reader, id: string): Promise<Programme | undefined> {
  return programmes(db).where('programme.id', '=', id).executeTakeFirst();
}

/** Whoever moves this programme on, or adds a nominee to it, waits until this transaction ends. */
export async function lockProgramme(trx: Transaction, id: string): Promise<void> {
  await trx.selectFrom('programme').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
}

export interface ProgrammeFacts {
  readonly name: string;
  readonly about: string;
  readonly bodyId: string;
  readonly tier: string;
  readonly zone: string;
  readonly rules: ProgrammeRules;
}

/** False: there is one at this address already. */
export async function recordProgramme(
  trx: Transaction,
  slug: string,
  { rules, ...facts }: ProgrammeFacts,
  now: Temporal.Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('programme')
    .values({ slug, ...facts, rules: JSON.stringify(rules), madeAt: now.toString() })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function changeProgramme(
  trx: Transaction,
  id: string,
  { rules, ...facts }: ProgrammeFacts,
): Promise<void> {
  await trx
    .updateTable('programme')
    .set({ ...facts, rules: JSON.stringify(rules) })
    .where('id', '=', id)
    .execute();
}

/** What a programme can be made of. */
export function readBodies(db: Reader): Promise<{ id: string; name: string }[]> {
  return db.selectFrom('body').select(['id', 'name']).orderBy('name').orderBy('id').execute();
}

/** The people who hold a seat of a body on a day. */
export function readSeatHolders(
  db: Reader,
  bodyId: string,
  on: string,
): Promise<{ personId: string | null; name: string }[]> {
  return db
    .selectFrom('term')
    .innerJoin('seat', 'seat.id', 'term.seatId')
    .innerJoin('cohort', 'cohort.id', 'seat.cohortId')
    .leftJoin('person', 'person.id', 'term.personId')
    .select([sql<string | null>`coalesce(person.merged_into, person.id)`.as('personId'), 'term.name'])
    .where('cohort.bodyId', '=', bodyId)
    .where('startsOn', '<=', on)
    .where((where) => where.or([where('term.endsOn', 'is', null), where('term.endsOn', '>=', on)]))
    .where((where) => where.or([where('leftOn', 'is', null), where('leftOn', '>=', on)]))
    .orderBy('term.name')
    .execute();
}

/** Newest first. */
export function readRounds(db: Reader, programmeId: string): Promise<Round[]> {
  return db
    .selectFrom('reviewRound')
    .selectAll()
    .where('programmeId', '=', programmeId)
    .orderBy('cutOffAt', 'desc')
    .execute();
}

export function findRound(db: Reader, id: string): Promise<Round | undefined> {
  return db.selectFrom('reviewRound').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findLastRound(db: Reader, programmeId: string): Promise<Round | undefined> {
  return db
    .selectFrom('reviewRound')
    .selectAll()
    .where('programmeId', '=', programmeId)
    .orderBy('cutOffAt', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The round that is reviewed at an instant; voting ends by the clock, whether or not the decision was made. */
export function findOpenRound(db: Reader, programmeId: string, now: Temporal.Instant): Promise<Round | undefined> {
  return db
    .selectFrom('reviewRound')
    .selectAll()
    .where('programmeId', '=', programmeId)
    .where('decidedAt', 'is', null)
    .where('reviewEndsAt', '>', sql<Temporal.Instant>`${now.toString()}::timestamptz`)
    .executeTakeFirst();
}

/** Whoever votes, recuses, joins or decides in this round takes turns. */
export async function lockRound(trx: Transaction, id: string): Promise<Round> {
  return trx.selectFrom('reviewRound').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
}

export interface NewRound {
  readonly programmeId: string;
  readonly cutOffOn: string;
  readonly reviewUntilOn: string;
  readonly zone: string;
  readonly cutOffAt: Temporal.Instant;
  readonly reviewEndsAt: Temporal.Instant;
  readonly rules: ProgrammeRules;
}

/** Writes a round down with its reviewers, and with every nominee who waits since before its cut-off. */
export async function recordRound(
  trx: Transaction,
  { cutOffAt, reviewEndsAt, rules, ...round }: NewRound,
  reviewers: readonly string[],
  now: Temporal.Instant,
): Promise<string> {
  const { id } = await trx
    .insertInto('reviewRound')
    .values({
      ...round,
      cutOffAt: cutOffAt.toString(),
      reviewEndsAt: reviewEndsAt.toString(),
      rules: JSON.stringify(rules),
      openedAt: now.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (reviewers.length > 0) {
    await trx
      .insertInto('reviewRoundReviewer')
      .values(reviewers.map((personId) => ({ roundId: id, personId })))
      .execute();
  }
  await sql`
    insert into review_nominee (round_id, nominee_id, number)
    select ${id}, id, 1 + (select count(*) from review_nominee where nominee_id = programme_nominee.id)
    from programme_nominee where programme_id = ${round.programmeId} and state = 'active'
      and exists (select from programme_nomination
        where nominee_id = programme_nominee.id and confirmed_at < ${cutOffAt.toString()}::timestamptz)`.execute(trx);
  return id;
}

export async function markReminded(trx: Transaction, roundId: string, now: Temporal.Instant): Promise<void> {
  await trx.updateTable('reviewRound').set({ remindedAt: now.toString() }).where('id', '=', roundId).execute();
}

export async function markDecided(trx: Transaction, roundId: string, now: Temporal.Instant): Promise<void> {
  await trx.updateTable('reviewRound').set({ decidedAt: now.toString() }).where('id', '=', roundId).execute();
}

export async function markAnnounced(
  trx: Transaction,
  roundId: string,
  by: { announcement: string; announcedBy: string },
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('reviewRound')
    .set({ ...by, announcedAt: now.toString() })
    .where('id', '=', roundId)
    .execute();
}

export interface Reviewer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export function readReviewers(db: Reader, roundId: string): Promise<Reviewer[]> {
  return db
    .selectFrom('reviewRoundReviewer')
    .innerJoin('person as known', 'known.id', 'reviewRoundReviewer.personId')
    .innerJoin('person', (join) => join.on('person.id', '=', sql<string>`coalesce(known.merged_into, known.id)`))
    .select(['person.id', 'person.name', 'person.email'])
    .distinct()
    .where('roundId', '=', roundId)
    .orderBy('person.name')
    .orderBy('person.id')
    .execute();
}

/** A nominee as one round reviews them. */
export interface Reviewed {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly memberId: string | null;
  readonly number: number;
  readonly state: Database['programmeNominee']['state'];
  readonly acceptedIn: string | null;
  readonly eventId: string | null;
}

/** In an order that says nothing about them; whoever was joined into another is among them. */
export function readReviewed(db: Reader, roundId: string): Promise<Reviewed[]> {
  return db
    .selectFrom('reviewNominee')
    .innerJoin('programmeNominee', 'programmeNominee.id', 'reviewNominee.nomineeId')
    .leftJoin('person', 'person.id', 'programmeNominee.memberId')
    .select([
      ...(['programmeNominee.id', 'programmeNominee.name', 'programmeNominee.email'] as const),
      sql<string | null>`coalesce(person.merged_into, person.id)`.as('memberId'),
      ...(['reviewNominee.number', 'state', 'acceptedIn', 'eventId'] as const),
    ])
    .where('roundId', '=', roundId)
    .orderBy('programmeNominee.name')
    .orderBy('programmeNominee.id')
    .execute();
}

/** The newest vote of each reviewer on each nominee of a round. */
export function readMarks(
  db: Reader,
  roundId: string,
): Promise<{ nomineeId: string; personId: string; mark: ReviewMark }[]> {
  return db
    .selectFrom('reviewMark')
    .innerJoin('person', 'person.id', 'reviewMark.personId')
    .select(['nomineeId', survivor.as('personId'), 'mark'])
    .distinctOn(['nomineeId', survivor])
    .where('roundId', '=', roundId)
    .orderBy('nomineeId')
    .orderBy(survivor)
    .orderBy('reviewMark.id', 'desc')
    .execute();
}

export function readRecusals(
  db: Reader,
  roundId: string,
): Promise<{ nomineeId: string; personId: string; reason: string }[]> {
  return db
    .selectFrom('reviewRecusal')
    .innerJoin('person', 'person.id', 'reviewRecusal.personId')
    .select(['nomineeId', survivor.as('personId'), 'reason'])
    .where('roundId', '=', roundId)
    .execute();
}

/** Which of a person's records reviews in a round. */
async function recordAsReviewer(trx: Transaction, roundId: string, personId: string): Promise<string> {
  const row = await trx
    .selectFrom('reviewRoundReviewer')
    .innerJoin('person', 'person.id', 'reviewRoundReviewer.personId')
    .select('person.id')
    .where('roundId', '=', roundId)
    .where(survivor, '=', personId)
    .limit(1)
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function recordMark(
  trx: Transaction,
  { personId, ...mark }: { roundId: string; nomineeId: string; personId: string; mark: ReviewMark },
  now: Temporal.Instant,
): Promise<void> {
  const record = await recordAsReviewer(trx, mark.roundId, personId);
  await trx
    .insertInto('reviewMark')
    .values({ ...mark, personId: record, at: now.toString() })
    .execute();
}

export async function recordRecusal(
  trx: Transaction,
  { personId, ...recusal }: { roundId: string; nomineeId: string; personId: string; reason: string },
  now: Temporal.Instant,
): Promise<void> {
  const record = await recordAsReviewer(trx, recusal.roundId, personId);
  await trx
    .insertInto('reviewRecusal')
    .values({ ...recusal, personId: record, at: now.toString() })
    .execute();
}

export type Decision = Selectable<Database['reviewDecision']>;

/** Writes what was decided; each nominee who is accepted, or has had the last round, leaves the reviews. */
export async function recordDecision(trx: Transaction, { decidedAt, ...decision }: Decision): Promise<void> {
  await trx
    .insertInto('reviewDecision')
    .values({ ...decision, decidedAt: decidedAt.toString() })
    .execute();
  const { outcome, nomineeId, roundId } = decision;
  if (outcome === 'carried') return;
  await trx
    .updateTable('programmeNominee')
    .set(outcome === 'accepted' ? { state: outcome, acceptedIn: roundId } : { state: outcome })
    .where('id', '=', nomineeId)
    .execute();
}

/** What was decided about these nominees, in whatever round, oldest first. */
export function readDecisions(
  db: Reader,
  nomineeIds: readonly string[],
): Promise<(Decision & { readonly cutOffOn: string; readonly announcedAt: Temporal.Instant | null })[]> {
  return db
    .selectFrom('reviewDecision')
    .innerJoin('reviewRound', 'reviewRound.id', 'reviewDecision.roundId')
    .selectAll('reviewDecision')
    .select(['cutOffOn', 'announcedAt'])
    .where(sql<boolean>`nominee_id = any(${nomineeIds}::uuid[])`)
    .orderBy('cutOffAt')
    .execute();
}

/** Everybody whose acceptance is public, with the round's words, newest round first. */
export function readRoster(
  db: Reader,
  programmeId: string,
): Promise<{ id: string; name: string; cutOffOn: string; announcement: string }[]> {
  return db
    .selectFrom('reviewRound')
    .innerJoin('programmeNominee', 'acceptedIn', 'reviewRound.id')
    .select([
      ...(['programmeNominee.id', 'programmeNominee.name', 'cutOffOn'] as const),
      sql<string>`coalesce(announcement, '')`.as('announcement'),
    ])
    .where('reviewRound.programmeId', '=', programmeId)
    .where('announcedAt', 'is not', null)
    .orderBy('cutOffAt', 'desc')
    .orderBy('programmeNominee.name')
    .orderBy('programmeNominee.id')
    .execute();
}

import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import { instantText } from './instants.ts';
import type { CandidacyState, ConditionChecked, Database } from './schema.ts';

/** Every write here is made under the election's row lock (`lockElection`): nominations of one election take turns. */

export type Candidacy = Selectable<Database['candidacy']>;

/** A nomination with the name of whoever made it, as it is now. */
export type NominationRow = Selectable<Database['nomination']> & { readonly nominator: string };

export type Acknowledgement = Omit<Selectable<Database['candidacyAcknowledgement']>, 'candidacyId'>;

export interface Decision {
  readonly candidacyId: string;
  readonly outcome: 'approved' | 'refused';
  readonly checks: readonly ConditionChecked[];
  readonly reason: string;
  readonly onAppeal: boolean;
  readonly decidedAt: Temporal.Instant;
  readonly decidedById: string;
  readonly decider: string;
}

/** A person and the duplicates that were merged into them. */
function recordsOf(personId: string) {
  return sql<string>`(select id from person where id = ${personId} or merged_into = ${personId})`;
}

export function findCandidacy(db: Reader, id: string): Promise<Candidacy | undefined> {
  return db.selectFrom('candidacy').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The candidacy of this address or of this person in a contest; those that were joined into another are left out. */
export function findCandidacyIn(
  db: Reader,
  contestId: string,
  who: { readonly email: string; readonly personId: string | undefined },
): Promise<Candidacy | undefined> {
  const { email, personId } = who;
  return (
    db
      .selectFrom('candidacy')
      .selectAll()
      .where('contestId', '=', contestId)
      .where('joinedInto', 'is', null)
      .where((where) =>
        where.or([
          where('email', '=', email),
          ...(personId === undefined ? [] : [where('personId', 'in', recordsOf(personId))]),
        ]),
      )
      // Who it is counts more than what they are called.
      .orderBy(sql`person_id is null`)
      .executeTakeFirst()
  );
}

/** All candidacies of an election, in the order in which they came; those joined into another are left out. */
export function readCandidacies(db: Reader, electionId: string): Promise<Candidacy[]> {
  return db
    .selectFrom('candidacy')
    .selectAll()
    .where('electionId', '=', electionId)
    .where('joinedInto', 'is', null)
    .orderBy('madeAt')
    .orderBy('id')
    .execute();
}

/** What a person is proposed for: by who they are, or by the address of which they have shown that it is theirs. */
export function readCandidaciesOf(
  db: Reader,
  person: { readonly id: string; readonly email: string },
  electionId?: string,
): Promise<Candidacy[]> {
  return db
    .selectFrom('candidacy')
    .selectAll()
    .where('joinedInto', 'is', null)
    .$if(electionId !== undefined, (query) => query.where('electionId', '=', electionId ?? ''))
    .where((where) =>
      where.or([
        where('personId', 'in', recordsOf(person.id)),
        where.and([where('personId', 'is', null), where('email', '=', person.email)]),
      ]),
    )
    .orderBy('madeAt', 'desc')
    .orderBy('id')
    .execute();
}

export async function appendCandidacy(
  trx: Transaction,
  candidacy: Omit<Insertable<Database['candidacy']>, 'madeAt' | 'invitedAt' | 'answeredAt'>,
  now: Temporal.Instant,
): Promise<Candidacy> {
  return trx
    .insertInto('candidacy')
    .values({ ...candidacy, madeAt: now.toString() })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function markCandidacy(
  trx: Transaction,
  id: string,
  columns: Updateable<Database['candidacy']>,
): Promise<void> {
  await trx.updateTable('candidacy').set(columns).where('id', '=', id).execute();
}

function nominations(db: Reader) {
  return db
    .selectFrom('nomination')
    .innerJoin('person', 'person.id', 'nomination.personId')
    .selectAll('nomination')
    .select('person.name as nominator');
}

export function findNomination(db: Reader, id: string): Promise<NominationRow | undefined> {
  return nominations(db).where('nomination.id', '=', id).executeTakeFirst();
}

/** The nominations that stand behind candidacies, oldest first; those that were withdrawn are left out. */
export async function readNominations(db: Reader, candidacyIds: readonly string[]): Promise<NominationRow[]> {
  if (candidacyIds.length === 0) return [];
  return nominations(db)
    .where('candidacyId', 'in', [...candidacyIds])
    .where('withdrawnAt', 'is', null)
    .orderBy('nomination.madeAt')
    .orderBy('nomination.id')
    .execute();
}

/** What a person nominated, in one election or in all, newest first. */
export function readNominationsBy(
  db: Reader,
  personId: string,
  electionId?: string,
): Promise<(NominationRow & { electionId: string; contestId: string; state: CandidacyState })[]> {
  return nominations(db)
    .innerJoin('candidacy', 'candidacy.id', 'nomination.candidacyId')
    .select(['candidacy.electionId', 'candidacy.contestId', 'candidacy.state'])
    .where('nomination.personId', 'in', recordsOf(personId))
    .$if(electionId !== undefined, (query) => query.where('candidacy.electionId', '=', electionId ?? ''))
    .orderBy('nomination.madeAt', 'desc')
    .orderBy('nomination.id')
    .execute();
}

export async function appendNomination(
  trx: Transaction,
  nomination: Omit<Insertable<Database['nomination']>, 'madeAt'>,
  now: Temporal.Instant,
): Promise<string> {
  const { id } = await trx
    .insertInto('nomination')
    .values({ ...nomination, madeAt: now.toString() })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function markNomination(
  trx: Transaction,
  id: string,
  columns: Updateable<Database['nomination']>,
): Promise<void> {
  await trx.updateTable('nomination').set(columns).where('id', '=', id).execute();
}

/** Counts somebody as standing behind a candidacy, once. */
export async function recordEndorsement(
  trx: Transaction,
  endorsement: { readonly candidacyId: string; readonly personId: string },
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('endorsement')
    .values({ ...endorsement, givenAt: now.toString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteEndorsement(trx: Transaction, candidacyId: string, personId: string): Promise<void> {
  await trx.deleteFrom('endorsement').where('candidacyId', '=', candidacyId).where('personId', '=', personId).execute();
}

/** Who stands behind candidacies besides the nominees themselves. A person with two records counts once. */
export async function readEndorsers(
  db: Reader,
  candidacyIds: readonly string[],
): Promise<{ candidacyId: string; personId: string; name: string }[]> {
  if (candidacyIds.length === 0) return [];
  return db
    .selectFrom('endorsement')
    .innerJoin('candidacy', 'candidacy.id', 'endorsement.candidacyId')
    .innerJoin('person as given', 'given.id', 'endorsement.personId')
    .innerJoin('person', (join) => join.on('person.id', '=', sql<string>`coalesce(given.merged_into, given.id)`))
    .select(['endorsement.candidacyId', 'person.id as personId', 'person.name'])
    .distinct()
    .where('endorsement.candidacyId', 'in', [...candidacyIds])
    .where(sql<boolean>`person.id is distinct from candidacy.person_id`)
    .orderBy('person.name')
    .orderBy('person.id')
    .execute();
}

/** Keeps what was declared at this moment, in these words; what was declared before in the same words stays. */
export async function recordAcknowledgements(
  trx: Transaction,
  candidacyId: string,
  given: readonly { readonly id: string; readonly text: string; readonly isPublic: boolean }[],
  now: Temporal.Instant,
): Promise<void> {
  const before = await readAcknowledgements(trx, candidacyId);
  await trx.deleteFrom('candidacyAcknowledgement').where('candidacyId', '=', candidacyId).execute();
  if (given.length === 0) return;
  const values = given.map(({ id, text, isPublic }) => {
    const same = before.find((one) => one.acknowledgementId === id && one.text === text);
    return { candidacyId, acknowledgementId: id, text, isPublic, givenAt: (same?.givenAt ?? now).toString() };
  });
  await trx.insertInto('candidacyAcknowledgement').values(values).execute();
}

export function readAcknowledgements(db: Reader, candidacyId: string): Promise<Acknowledgement[]> {
  return db
    .selectFrom('candidacyAcknowledgement')
    .select(['acknowledgementId', 'text', 'isPublic', 'givenAt'])
    .where('candidacyId', '=', candidacyId)
    .orderBy('acknowledgementId')
    .execute();
}

export async function appendDecision(
  trx: Transaction,
  decision: Omit<Insertable<Database['candidacyDecision']>, 'checks' | 'decidedAt'> & {
    readonly checks: readonly ConditionChecked[];
  },
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('candidacyDecision')
    .values({ ...decision, checks: JSON.stringify(decision.checks), decidedAt: now.toString() })
    .execute();
}

/** What was decided about candidacies, oldest first. */
export async function readDecisions(db: Reader, candidacyIds: readonly string[]): Promise<Decision[]> {
  if (candidacyIds.length === 0) return [];
  return db
    .selectFrom('candidacyDecision')
    .innerJoin('person', 'person.id', 'candidacyDecision.decidedById')
    .select([
      'candidacyId',
      'outcome',
      'checks',
      'reason',
      'onAppeal',
      'decidedAt',
      'decidedById',
      'person.name as decider',
    ])
    .where('candidacyId', 'in', [...candidacyIds])
    .orderBy('candidacyDecision.id')
    .execute();
}

/** Nominees about whom officers have yet to decide: those who accepted, and the refused who answered. */
export async function countUndecided(db: Reader, electionId: string): Promise<number> {
  const row = await db
    .selectFrom('candidacy')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('electionId', '=', electionId)
    .where('joinedInto', 'is', null)
    .where((where) =>
      where.or([
        where('state', '=', 'accepted'),
        where.and([
          where('state', '=', 'refused'),
          where('appealedAt', 'is not', null),
          sql<boolean>`not exists (select from candidacy_decision where candidacy_id = candidacy.id and on_appeal)`,
        ]),
      ]),
    )
    .executeTakeFirst();
  return row?.count ?? 0;
}

/** How many are proposed for each contest and have not said no: all that is told before the candidates are announced. */
export async function countNominees(db: Reader, electionId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('candidacy')
    .select(['contestId', sql<number>`count(*)::int`.as('count')])
    .where('electionId', '=', electionId)
    .where('joinedInto', 'is', null)
    .where('state', 'not in', ['declined', 'withdrawn', 'lapsed'])
    .groupBy('contestId')
    .execute();
  return new Map(rows.map(({ contestId, count }) => [contestId, count]));
}

/** Those of these contests that somebody was ever nominated for. */
export async function readNominatedContests(db: Reader, contestIds: readonly string[]): Promise<string[]> {
  if (contestIds.length === 0) return [];
  const rows = await db
    .selectFrom('candidacy')
    .select('contestId')
    .distinct()
    .where('contestId', 'in', [...contestIds])
    .execute();
  return rows.map(({ contestId }) => contestId);
}

/** Moves all that stands behind one candidacy to another one of the same contest, of the same nominee. */
export async function joinCandidacy(trx: Transaction, fromId: string, intoId: string): Promise<void> {
  await trx.updateTable('nomination').set({ candidacyId: intoId }).where('candidacyId', '=', fromId).execute();
  await sql`
    insert into endorsement (candidacy_id, person_id, given_at)
    select ${intoId}, person_id, given_at from endorsement where candidacy_id = ${fromId}
    on conflict do nothing`.execute(trx);
  await trx.deleteFrom('endorsement').where('candidacyId', '=', fromId).execute();
  await trx
    .updateTable('candidacy')
    .set({ joinedInto: intoId })
    .where((where) => where.or([where('id', '=', fromId), where('joinedInto', '=', fromId)]))
    .execute();
}

/** Puts an approved nominee on the ballot of a draft, or brings what stands there up to date. */
export async function placeCandidate(trx: Transaction, candidacy: Candidacy, affiliation: string): Promise<void> {
  const { id: candidacyId, electionId, contestId, personId, statement } = candidacy;
  const columns = { name: candidacy.ballotName ?? candidacy.name, affiliation, statement, personId };
  const { numUpdatedRows } = await trx
    .updateTable('candidate')
    .set(columns)
    .where('candidacyId', '=', candidacyId)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  await sql`
    insert into candidate (election_id, contest, position, name, affiliation, statement, person_id, candidacy_id)
    select ${electionId}, contest.position,
      coalesce((select max(position) + 1 from candidate where election_id = ${electionId} and contest = contest.position), 0),
      ${columns.name}, ${affiliation}, ${statement}, ${personId}, ${candidacyId}
    from contest where contest.id = ${contestId}`.execute(trx);
  await countChoices(trx, contestId);
}

/** Takes a nominee off the ballot of a draft. */
export async function removeCandidate(
  trx: Transaction,
  { id, contestId }: Pick<Candidacy, 'id' | 'contestId'>,
): Promise<void> {
  await trx.deleteFrom('candidate').where('candidacyId', '=', id).execute();
  await countChoices(trx, contestId);
}

/** Where voters may say something of all, as many as there are. */
async function countChoices(trx: Transaction, contestId: string): Promise<void> {
  await sql`
    update contest set max = greatest(1, (
      select count(*) from candidate where candidate.election_id = contest.election_id and contest = contest.position))
    where id = ${contestId} and method <> 'choose'`.execute(trx);
}

/** A nominee who has not answered, and when nominations close. */
export type Unanswered = Candidacy & { readonly closesAt: Temporal.Instant | null };

/** Nominees who have not answered, in elections whose nominations close after one instant and until another. */
export function readUnanswered(
  db: Reader,
  closing: { readonly after: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<Unanswered[]> {
  return db
    .selectFrom('candidacy')
    .innerJoin('election', 'election.id', 'candidacy.electionId')
    .selectAll('candidacy')
    .select('election.nominationsCloseAt as closesAt')
    .where('state', '=', 'invited')
    .where('joinedInto', 'is', null)
    .where('election.nominationsCloseAt', '>', instantText(closing.after))
    .where('election.nominationsCloseAt', '<=', instantText(closing.until))
    .orderBy('candidacy.id')
    .execute();
}

/** Elections whose nominations are over, with nominees who have said nothing. */
export async function readElectionsToLapse(db: Reader, now: Temporal.Instant): Promise<string[]> {
  const rows = await db
    .selectFrom('candidacy')
    .innerJoin('election', 'election.id', 'candidacy.electionId')
    .select('election.id')
    .distinct()
    .where('state', '=', 'invited')
    .where('joinedInto', 'is', null)
    .where('election.nominationsCloseAt', '<=', instantText(now))
    .execute();
  return rows.map(({ id }) => id);
}

/** Lets whoever has not answered lapse; returns them. A second worker finds none. */
export function lapseUnanswered(trx: Transaction, electionId: string): Promise<Candidacy[]> {
  return trx
    .updateTable('candidacy')
    .set({ state: 'lapsed' })
    .where('electionId', '=', electionId)
    .where('state', '=', 'invited')
    .where('joinedInto', 'is', null)
    .returningAll()
    .execute();
}

/**
 * Takes what was written by and about somebody out of nominations. That they were nominated, and by whom, stays under the
 * pseudonym; what stands on a frozen ballot stays there, and nobody erased stands in an election that is still a draft.
 */
export async function forgetNominations(
  trx: Transaction,
  {
    ids,
    addresses,
    pseudonym,
  }: { readonly ids: readonly string[]; readonly addresses: readonly string[]; readonly pseudonym: string },
): Promise<void> {
  const { rows } = await sql<{ id: string; contestId: string; stage: string }>`
    select candidacy.id, contest_id as "contestId", stage from candidacy join election on election.id = election_id
    where person_id = any(${ids}::uuid[]) or email = any(${addresses}::text[])`.execute(trx);
  for (const { id, contestId, stage } of rows) if (stage === 'draft') await removeCandidate(trx, { id, contestId });
  const mine = sql`any(${rows.map(({ id }) => id)}::uuid[])`;
  await sql`
    update nomination set statement = '' where person_id = any(${ids}::uuid[]) or candidacy_id = ${mine}`.execute(trx);
  await sql`
    update nomination set nominee_name = ${pseudonym}, nominee_email = candidacy_id || '@erased.invalid'
    where candidacy_id = ${mine}`.execute(trx);
  await sql`update candidacy_decision set reason = '', checks = '[]' where candidacy_id = ${mine}`.execute(trx);
  await sql`
    update candidacy set name = ${pseudonym}, email = id || '@erased.invalid', statement = '', previous_service = '',
      photo_id = null, ballot_name = null, appeal = case when appeal is null then null else '' end,
      state = case when state in ('invited', 'accepted', 'approved')
        and exists (select from election where election.id = election_id and stage = 'draft') then 'withdrawn' else state end
    where id = ${mine}`.execute(trx);
  await sql`delete from photo where not exists (select from candidacy where photo_id = photo.id)`.execute(trx);
}

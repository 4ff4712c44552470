import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { AmendmentChange, RollBasis, RollReason } from './schema.ts';

export interface VerdictRow {
  readonly personId: string;
  readonly isIn: boolean;
  /** What keeps the person out. */
  readonly codes: readonly string[];
  readonly reasons: readonly RollReason[];
}

/** Takes a forecast away, because what it was worked out by is no longer so. */
export async function dropForecast(trx: Transaction, electionId: string): Promise<void> {
  await trx.deleteFrom('rollVerdict').where('electionId', '=', electionId).execute();
  await trx
    .updateTable('election')
    .set({ rollMadeAt: null, rollEventsUpto: null, rollBasis: null })
    .where('id', '=', electionId)
    .execute();
}

/** Keeps verdicts: the JSON text of `[person, is in, codes, reasons]` for each. */
export async function appendVerdicts(trx: Transaction, electionId: string, verdicts: string): Promise<void> {
  await sql`
    insert into roll_verdict (election_id, person_id, is_in, codes, reasons)
    select ${electionId}, (one ->> 0)::uuid, (one ->> 1)::boolean,
           array(select jsonb_array_elements_text(one -> 2)), one -> 3
    from jsonb_array_elements(${verdicts}::jsonb) as one`.execute(trx);
}

/** Marks what the verdicts were worked out by, and when. */
export async function markWorkedOut(
  trx: Transaction,
  electionId: string,
  work: { madeAt: Temporal.Instant; upTo: string; basis: RollBasis },
): Promise<void> {
  await trx
    .updateTable('election')
    .set({
      rollMadeAt: work.madeAt.toString(),
      rollEventsUpto: work.upTo,
      rollBasis: JSON.stringify(work.basis),
    })
    .where('id', '=', electionId)
    .execute();
}

/** How many are in and out, and how often each code keeps somebody out, most frequent first. */
export async function countVerdicts(db: Reader, electionId: string) {
  const { isIn, isOut } = await db
    .selectFrom('rollVerdict')
    .select([
      sql<number>`(count(*) filter (where is_in))::int`.as('isIn'),
      sql<number>`(count(*) filter (where not is_in))::int`.as('isOut'),
    ])
    .where('electionId', '=', electionId)
    .executeTakeFirstOrThrow();
  const codes = await db
    .selectFrom(
      sql<{ code: string }>`(
      select unnest(codes) as code from roll_verdict where election_id = ${electionId} and not is_in)`.as('one'),
    )
    .select(['one.code', sql<number>`count(*)::int`.as('count')])
    .groupBy('one.code')
    .orderBy('count', 'desc')
    .orderBy('one.code')
    .execute();
  return { in: isIn, out: isOut, codes };
}

export interface VerdictQuery {
  readonly search?: string | undefined;
  readonly show: 'all' | 'in' | 'out' | 'amended';
  readonly code?: string | undefined;
  readonly page: number;
  readonly perPage: number;
}

export async function findVerdict(db: Reader, electionId: string, personId: string): Promise<VerdictRow | undefined> {
  return db
    .selectFrom('rollVerdict')
    .select(['personId', 'isIn', 'codes', 'reasons'])
    .where('electionId', '=', electionId)
    .where('personId', '=', personId)
    .executeTakeFirst();
}

interface VerdictLine {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly isIn: boolean;
  readonly amended: AmendmentChange | null;
  readonly codes: readonly string[];
  readonly reasons: readonly RollReason[];
}

/** Everybody considered, and whoever an amendment named who was not, with what amendments did to them since. */
function everybody(electionId: string) {
  return sql<VerdictLine>`(
    with amended as (
      select distinct on (one.person_id) one.person_id, amendment.change
      from roll_amendment amendment join roll_amendment_person one on one.amendment_id = amendment.id
      where amendment.election_id = ${electionId} and amendment.state = 'accepted'
      order by one.person_id, amendment.decided_at desc, amendment.number desc
    ), considered as (
      select person_id, is_in, codes, reasons from roll_verdict where election_id = ${electionId}
      union all
      select person_id, false, '{}', '[]' from amended
      where person_id not in (select person_id from roll_verdict where election_id = ${electionId})
    )
    select person.id as person_id, person.name, person.email,
           coalesce(amended.change = 'added', considered.is_in) as is_in, amended.change as amended,
           considered.codes, considered.reasons
    from considered join person on person.id = considered.person_id
         left join amended on amended.person_id = considered.person_id)`.as('line');
}

/** A page of everybody considered, by name. */
export async function readVerdictPage(db: Reader, electionId: string, wanted: VerdictQuery) {
  const search = (wanted.search ?? '').trim();
  const like = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const rows = await db
    .selectFrom(everybody(electionId))
    .select(['personId', 'name', 'email', 'isIn', 'amended', 'reasons', sql<number>`count(*) over ()::int`.as('total')])
    .$if(wanted.show === 'in', (query) => query.where('isIn', '=', true))
    .$if(wanted.show === 'out', (query) => query.where('isIn', '=', false))
    .$if(wanted.show === 'amended', (query) => query.where('amended', 'is not', null))
    .$if(wanted.code !== undefined, (query) => query.where(sql<boolean>`${wanted.code ?? ''} = any (codes)`))
    .$if(search !== '', (query) => query.where((or) => or.or([or('name', 'ilike', like), or('email', 'ilike', like)])))
    .orderBy('name')
    .orderBy('personId')
    .limit(wanted.perPage)
    .offset((wanted.page - 1) * wanted.perPage)
    .execute();
  return { total: rows[0]?.total ?? 0, rows };
}

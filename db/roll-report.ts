import { sql, type RawBuilder } from 'kysely';
import type { Reader } from './connect.ts';
import type { Election } from './elections.ts';

/** What does not fit together about the people on a roll, or those who should perhaps be on it. */

export type ContradictionName =
  | 'paid-without-period'
  | 'period-without-payment'
  | 'period-on-trust'
  | 'expires-while-voting'
  | 'bounced-address'
  | 'duplicate'
  | 'no-name'
  | 'changed-address';

export interface Contradiction {
  readonly what: ContradictionName;
  readonly count: number;
  /** The first hundred. */
  readonly people: { personId: string; name: string; email: string; detail: string }[];
}

interface Found {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly detail: string;
  readonly total: number;
}

const shown = 100;

/** Every contradiction that there is something to show for. Reads the verdicts: without a forecast there is none. */
export async function readContradictions(
  db: Reader,
  election: Pick<Election, 'id' | 'recordAt' | 'closesAt' | 'rollMadeAt'>,
): Promise<Contradiction[]> {
  if (election.rollMadeAt === null) return [];
  const found: Contradiction[] = [];
  for (const [what, query] of queries(election)) {
    const rows = await db
      .selectFrom(query.as('found'))
      .innerJoin('person', 'person.id', 'found.personId')
      .select(['person.id as personId', 'person.name', 'person.email', 'found.detail'])
      .select(sql<number>`count(*) over ()::int`.as('total'))
      .orderBy('person.name')
      .orderBy('person.id')
      .limit(shown)
      .execute();
    const people = rows.map(({ total: _, ...person }) => person);
    if (rows[0] !== undefined) found.push({ what, count: rows[0].total, people });
  }
  return found;
}

/** How many people stand in the report, once for each contradiction. */
export async function countOpenItems(db: Reader, election: Parameters<typeof readContradictions>[1]): Promise<number> {
  return (await readContradictions(db, election)).reduce((sum, { count }) => sum + count, 0);
}

type Query = RawBuilder<Pick<Found, 'personId' | 'detail'>>;

function queries(election: Pick<Election, 'id' | 'recordAt' | 'closesAt'>): [ContradictionName, Query][] {
  const eligible = sql`(select person_id from roll_verdict where election_id = ${election.id} and is_in)`;
  return [
    ['paid-without-period', paidInVain(election)],
    ['period-without-payment', unpaid(eligible, election)],
    ['period-on-trust', onTrust(eligible, election)],
    ['expires-while-voting', expiring(election)],
    ['bounced-address', bounced(eligible)],
    ['duplicate', duplicates(eligible)],
    ['no-name', nameless(eligible)],
    ['changed-address', moved(eligible, election)],
  ];
}

/** Events that were not withdrawn. A list that is hashed once: fifty thousand members have three times as many events. */
const inForce = sql`event.id not in (
  select (facts ->> 'event')::bigint from member_event where kind = 'withdrawn')`;

/** Payments of which something was kept. */
const kept = sql`(select payment_id from payment_entry group by payment_id having sum(amount_minor) > 0)`;

/** Money came and stayed, and no period came of it: the failure that has cost members their ballot. */
function paidInVain({ id }: Pick<Election, 'id'>): Query {
  return sql`(
    select coalesce(payer.merged_into, payer.id) as person_id,
           'Payment of ' || to_char(min(payment.begun_at) at time zone 'UTC', 'YYYY-MM-DD') as detail
    from payment join person payer on payer.id = payment.person_id
    where payment.id in ${kept}
      and not exists (
        select from member_event event where event.payment_id = payment.id and event.kind = 'period' and ${inForce})
      and coalesce(payer.merged_into, payer.id) in (select person_id from roll_verdict where election_id = ${id})
    group by 1)`;
}

/** The periods that cover the record date of people on the roll, with what each came of. */
function covering(eligible: RawBuilder<unknown>, { recordAt }: Pick<Election, 'recordAt'>): RawBuilder<unknown> {
  const record = sql`${recordAt.toString()}::timestamptz`;
  return sql`(
    select coalesce(holder.merged_into, holder.id) as person_id, event.tier, event.facts ->> 'source' as source,
           event.payment_id in ${kept} as is_paid
    from member_event event join person holder on holder.id = event.person_id
    where event.kind = 'period' and coalesce(holder.merged_into, holder.id) in ${eligible}
      and (event.facts ->> 'from')::timestamptz <= ${record}
      and coalesce((event.facts ->> 'until')::timestamptz > ${record}, true)
      and ${inForce}
      and event.id not in (
        select (facts ->> 'period')::bigint from member_event
        where kind = 'period-ended' and (facts ->> 'at')::timestamptz <= ${record}))`;
}

/** On the roll by a period that says it was paid for, and the ledger does not. */
function unpaid(eligible: RawBuilder<unknown>, election: Pick<Election, 'recordAt'>): Query {
  return sql`(
    select person_id, 'The ledger shows no payment for ' || min(tier) as detail
    from ${covering(eligible, election)} as period
    group by person_id having bool_and(source = 'payment' and is_paid is not true))`;
}

/** On the roll by a period of a paid tier that was imported or granted: another system's word, or a person's. */
function onTrust(eligible: RawBuilder<unknown>, election: Pick<Election, 'recordAt'>): Query {
  const paidTiers = sql`(
    select tier from (
      select distinct on (tier) tier, terms from tier_terms
      where effective_at <= ${election.recordAt.toString()}::timestamptz
      order by tier, effective_at desc
    ) as now
    where terms -> 'fee' ->> 'kind' <> 'none')`;
  return sql`(
    select person_id, initcap(min(source)) || ': ' || min(tier) as detail
    from ${covering(eligible, election)} as period
    group by person_id having bool_and(source in ('imported', 'granted') and tier in ${paidTiers}))`;
}

/** On the roll by a membership that ends before voting does: entitled, and likely to be asked about. */
function expiring({ id, recordAt, closesAt }: Pick<Election, 'id' | 'recordAt' | 'closesAt'>): Query {
  return sql`(
    select person_id, 'Membership ends ' || to_char(ends at time zone 'UTC', 'YYYY-MM-DD') as detail
    from (
      select person_id, max((reason ->> 'on')::timestamptz) as ends, bool_or(reason ->> 'on' is null) as is_for_life
      from roll_verdict, jsonb_array_elements(reasons) as reason
      where election_id = ${id} and is_in and reason ->> 'rule' = 'membership' and (reason ->> 'holds')::boolean
      group by person_id
    ) as membership
    where not is_for_life and ends >= ${recordAt.toString()}::timestamptz and ends < ${closesAt.toString()}::timestamptz)`;
}

/** The newest mail to the address could not be delivered. */
function bounced(eligible: RawBuilder<unknown>): Query {
  return sql`(
    select person.id as person_id, coalesce(failed.error, 'The mail server gave no reason') as detail
    from mail failed join person on person.email = failed.to_address
    where failed.state = 'failed' and person.id in ${eligible}
      and not exists (
        select from mail newer
        where newer.to_address = failed.to_address and newer.state in ('sent', 'failed')
          and (newer.queued_at, newer.id) > (failed.queued_at, failed.id)))`;
}

/**
 * Two on the roll who may be one: the same name, the same address but for capitals and what follows a plus, or an address
 * that the other one had before.
 */
function duplicates(eligible: RawBuilder<unknown>): Query {
  return sql`(
    with people as (
      select id, email, lower(regexp_replace(trim(name), '[[:space:]]+', ' ', 'g')) as plain_name from person
      where id in ${eligible}
    ), likeness as (
      select id, 'Same name as ' as alike, plain_name as plain from people where plain_name <> ''
      union
      select id, 'Shares an address with ', lower(regexp_replace(email, '[+][^@]*@', '@')) from people
      union
      select people.id, 'Shares an address with ', lower(regexp_replace(former_address.email, '[+][^@]*@', '@'))
      from former_address join people on people.id = former_address.person_id
    ), cluster as (
      -- Two of them are enough to name one other for each: a name that a thousand share makes no million pairs.
      select alike, plain, min(id::text)::uuid as low, max(id::text)::uuid as high from likeness
      group by alike, plain having count(*) > 1
    ), pair as (
      select likeness.id, alike, case when likeness.id = low then high else low end as other_id
      from likeness join cluster using (alike, plain)
    )
    select distinct on (pair.id) pair.id as person_id, alike || other.email as detail
    from pair join people other on other.id = pair.other_id
    order by pair.id, alike desc, other.email)`;
}

function nameless(eligible: RawBuilder<unknown>): Query {
  return sql`(select id as person_id, 'No name is known' as detail from person where name = '' and id in ${eligible})`;
}

/** Another address than on the roll of the last election: the ballot goes where none went before. */
function moved(eligible: RawBuilder<unknown>, { id }: Pick<Election, 'id'>): Query {
  return sql`(
    with last as (
      select id from election
      where stage <> 'draft' and id <> ${id} and opens_at <= (select roll_made_at from election where id = ${id})
      order by closes_at desc limit 1
    )
    select entry.person_id, 'Was ' || entry.email as detail
    from roll_entry entry join last on last.id = entry.election_id join person on person.id = entry.person_id
    where entry.person_id in ${eligible} and entry.email <> person.email)`;
}

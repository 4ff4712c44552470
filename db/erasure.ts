import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Transaction } from './connect.ts';
import { forgetQuestions } from './candidates.ts';
import { forgetNominations } from './nominations.ts';
import { blankRounds } from './round-erasure.ts';

/** Whom to erase: all records of one person, and everything by which they were called. */
export interface Erasing {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  /** `Former member 41`, and the address that stands for it and that no mail reaches. */
  readonly pseudonym: string;
  readonly address: string;
}

/**
 * Takes a person out of every table. What must be kept (dates, tiers, amounts, who was on which roll) stays under the
 * pseudonym; the table `retention` says so to everybody. The caller has decided that it may be done.
 */
export async function erasePerson(trx: Transaction, erasing: Erasing, now: Temporal.Instant): Promise<void> {
  await sql`set local quorate.erasing = 'on'`.execute(trx);
  await forgetOwnRows(trx, erasing);
  await blankEvents(trx, erasing);
  await blankMails(trx, erasing);
  await blankMoney(trx, erasing);
  await blankImports(trx, erasing);
  await blankRolls(trx, erasing);
  await forgetNominations(trx, erasing);
  await forgetQuestions(trx, erasing.ids);
  await blankRounds(trx, erasing);
  await blankLog(trx, erasing);
  await blankPeople(trx, erasing, now);
  await blankElsewhere(trx, erasing);
  await sql`set local quorate.erasing = 'off'`.execute(trx);
}

/** Whatever has no meaning without the person. */
async function forgetOwnRows(trx: Transaction, { ids, addresses }: Erasing): Promise<void> {
  for (const table of [
    'former_address',
    'directory_entry',
    'mailed_link',
    'address_change',
    'session',
    'member_index',
  ]) {
    await sql`delete from ${sql.table(table)} where person_id = any(${ids}::uuid[])`.execute(trx);
  }
  await sql`delete from mailed_link where facts::text ilike any(${addresses.map((one) => `%${one}%`)}::text[])`.execute(
    trx,
  );
  await sql`delete from sign_in_request where person_id = any(${ids}::uuid[]) or new_address = any(${addresses}::text[])`.execute(
    trx,
  );
  await sql`delete from list_membership where person_id = any(${ids}::uuid[]) or address = any(${addresses}::text[])`.execute(
    trx,
  );
  await sql`delete from address_change where new_address = any(${addresses}::text[])`.execute(trx);
  await forgetAffiliations(trx, ids);
}

/** An organisation that nobody else disclosed goes with them: it may be called after the person. */
async function forgetAffiliations(trx: Transaction, ids: readonly string[]): Promise<void> {
  await sql`
    with gone as (delete from affiliation where person_id = any(${ids}::uuid[]) returning organisation_id)
    delete from organisation where id in (select organisation_id from gone)
      and not exists (select from affiliation where organisation_id = organisation.id and not person_id = any(${ids}::uuid[]))
      and not exists (select from organisation other where organisation.id in (other.parent_id, other.merged_into))`.execute(
    trx,
  );
}

/** Dates, tiers and kinds stay; words that people wrote, and details that changed, go. */
async function blankEvents(trx: Transaction, { ids }: Erasing): Promise<void> {
  await sql`
    update member_event set facts = facts - '{note,city}'::text[]
      || case when kind = 'changed' then '{"before": "", "after": ""}'::jsonb else '{}' end
      || case when facts ? 'reason' then '{"reason": ""}'::jsonb else '{}' end
      || case when facts ? 'note' then '{"note": ""}'::jsonb else '{}' end
    where person_id = any(${ids}::uuid[])
      and (kind = 'changed' or facts ? 'reason' or facts ? 'note')`.execute(trx);
}

/** That a mail was sent, of what kind and when, stays; to where and what about goes. */
async function blankMails(trx: Transaction, { ids, addresses, pseudonym, address }: Erasing): Promise<void> {
  const mine = sql`(person_id = any(${ids}::uuid[]) or to_address = any(${addresses}::text[])
    or roll_entry_id in (select id from roll_entry where person_id = any(${ids}::uuid[])))`;
  await sql`delete from mail_secret where mail_id in (select id from mail where ${mine})`.execute(trx);
  await sql`
    delete from mailbox_message where to_address = any(${addresses}::text[])
      or id in (select id from mail where ${mine})`.execute(trx);
  await sql`
    update mail set to_address = ${address}, to_name = ${pseudonym}, facts = '{}', error = null,
      state = case when state = 'queued' then 'withheld' else state end
    where ${mine}`.execute(trx);
}

/** Amounts, dates and numbers stay for the books. */
async function blankMoney(trx: Transaction, { ids, names, addresses, pseudonym }: Erasing): Promise<void> {
  const paid = sql`(select id from payment where person_id = any(${ids}::uuid[]))`;
  const scrubbed = (column: string) => {
    const text = sql`${sql.ref(column)}::text`;
    return wordsOf({ names, addresses }).reduce((inner, word) => sql`replace(${inner}, ${word}, ${pseudonym})`, text);
  };
  await sql`update payment_entry set note = '' where note <> '' and payment_id in ${paid}`.execute(trx);
  await sql`update receipt set facts = (${scrubbed('facts')})::jsonb where payment_id in ${paid}`.execute(trx);
  // What the provider told holds the payer's name and address; it was processed, and the ledger has its figures.
  await sql`
    update provider_event set body = '{}' where body ilike any(${addresses.map((one) => `%${one}%`)}::text[])
      or exists (select from payment where person_id = any(${ids}::uuid[]) and (
        position(payment.id::text in body) > 0 or position(provider_session in body) > 0
        or position(provider_payment in body) > 0 or position(provider_invoice in body) > 0))`.execute(trx);
  await sql`update payment set note = '', reference = '' where person_id = any(${ids}::uuid[])`.execute(trx);
}

/** As plain text, and as it stands inside JSON. */
function wordsOf({ names, addresses }: Pick<Erasing, 'names' | 'addresses'>): string[] {
  const words = [...names, ...addresses].filter((word) => word !== '');
  return [...new Set(words.flatMap((word) => [word, JSON.stringify(word).slice(1, -1)]))];
}

/** The files themselves too: whoever is in one could be read there again. */
async function blankImports(trx: Transaction, { ids, addresses, address }: Erasing): Promise<void> {
  const mine = sql`(person_id = any(${ids}::uuid[]) or email = any(${addresses}::text[]))`;
  await sql`
    delete from import_chunk using import_batch
    where import_batch.id = batch_id and state in ('committed', 'undone')
      and batch_id in (select batch_id from import_row where ${mine})`.execute(trx);
  await sql`
    update import_row set email = ${address}, name = '', fields = '{}', before = '{}', after = '{}', reason = null,
      kept = null where ${mine}`.execute(trx);
}

async function blankRolls(trx: Transaction, { ids, pseudonym, address }: Erasing): Promise<void> {
  await sql`
    update roll_entry set name = ${pseudonym},
      email = case when person_id = ${ids[0]} then ${address} else person_id::text || '@erased.invalid' end
    where person_id = any(${ids}::uuid[])`.execute(trx);
  await sql`
    update roll_exception set reason = 'Erased', decision_reason = case when decision_reason is null then null else 'Erased' end
    where person_id = any(${ids}::uuid[])`.execute(trx);
  await sql`
    update roll_amendment set note = '' where note <> '' and id in (
      select amendment_id from roll_amendment_person where person_id = any(${ids}::uuid[]))`.execute(trx);
}

/** Who did what stays, under the pseudonym; what was written about the person goes. */
async function blankLog(trx: Transaction, { ids, names, addresses, pseudonym }: Erasing): Promise<void> {
  await sql`update audit_entry set facts = '{}' where person_id = any(${ids}::uuid[])`.execute(trx);
  for (const address of addresses) {
    await sql`
      update audit_entry set actor = ${pseudonym}
      where right(actor, length(${address}::text) + 2) = '<' || ${address}::text || '>'`.execute(trx);
  }
  for (const word of wordsOf({
    names: names.flatMap((name) => addresses.map((one) => `${name} <${one}>`)),
    addresses: [],
  })) {
    await sql`
      update audit_entry set facts = replace(facts::text, ${word}, ${pseudonym})::jsonb
      where position(${word} in facts::text) > 0`.execute(trx);
  }
  await sql`update merge set facts = '{}' where survivor_id = any(${ids}::uuid[]) or duplicate_id = any(${ids}::uuid[])`.execute(
    trx,
  );
}

async function blankPeople(
  trx: Transaction,
  { ids, pseudonym, address }: Erasing,
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update person set name = ${pseudonym}, city = '', country = '', password_hash = null, erased_at = ${now.toString()},
      email = case when id = ${ids[0]} then ${address} else id::text || '@erased.invalid' end
    where id = any(${ids}::uuid[])`.execute(trx);
}

/** An address is nobody else's: wherever it stands whole, in whatever table, it goes, but where the retention keeps it. */
async function blankElsewhere(trx: Transaction, { addresses, address }: Erasing): Promise<void> {
  const { rows } = await sql<{ table: string; column: string; type: string }>`
    select columns.table_name as "table", column_name as "column", data_type as type
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely%'
      and data_type in ('text', 'character varying', 'jsonb') and is_generated = 'NEVER'
      and not (columns.table_name || '.' || column_name) = any(
        select unnest(kept_columns) from retention)`.execute(trx);
  for (const { table, column, type } of rows) {
    const words = sql`${sql.ref(column)}::text`;
    for (const gone of addresses) {
      const replaced = sql`without_address(${words}, ${gone}, ${address})`;
      const stands = sql`position(${gone}::text in lower(${words})) > 0 and ${words} <> ${replaced}`;
      // Tables that refuse every change refuse one of no rows too.
      const { rows: hits } = await sql`select 1 from ${sql.table(table)} where ${stands} limit 1`.execute(trx);
      if (hits.length === 0) continue;
      await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${type === 'jsonb' ? sql`(${replaced})::jsonb` : replaced}
        where ${stands}`.execute(trx);
    }
  }
}

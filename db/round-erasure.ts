import { sql } from 'kysely';
import type { Transaction } from './connect.ts';
import type { Erasing } from './erasure.ts';

/**
 * Takes a person out of nominations: as a nominee, a nominator, a referee and a reviewer. That somebody was proposed,
 * reviewed and appointed stays under the pseudonym; every word by and about them goes.
 */
export async function blankRounds(
  trx: Transaction,
  { ids, names, addresses, pseudonym, address }: Erasing,
): Promise<void> {
  const mine = sql`(member_id = any(${ids}::uuid[]) or email = any(${addresses}::text[]))`;
  const about = sql`(select id from programme_nomination where nominee_email = any(${addresses}::text[])
    or nominee_id in (select id from programme_nominee where ${mine}))`;
  const by = sql`(select id from programme_nomination
    where person_id = any(${ids}::uuid[]) or email = any(${addresses}::text[]))`;
  await sql`
    delete from mailed_link where facts->>'nomination' in (select id::text from ${by} as own)
      or facts->>'reference' in (select id::text from nomination_reference where email = any(${addresses}::text[]))`.execute(
    trx,
  );
  // Where no mail server is configured, the words of mails to others lie here.
  await sql`
    delete from mailbox_message where id in (select id from mail
      where facts->>'nomination' in (select id::text from ${about} as nominated union select id::text from ${by} as own))`.execute(
    trx,
  );
  const { rows: known } = await sql<{ name: string }>`select name from programme_nominee where ${mine}`.execute(trx);
  await sql`
    update nomination_reference set text = case when text is null then null else '' end
    where nomination_id in ${about} or email = any(${addresses}::text[])`.execute(trx);
  await sql`
    update nomination_reference set name = ${pseudonym}, email = id::text || '@erased.invalid'
    where email = any(${addresses}::text[])`.execute(trx);
  await sql`
    update programme_nomination set accomplishments = '' where id in ${about} or id in ${by}`.execute(trx);
  await sql`
    update programme_nomination set nominee_name = ${pseudonym},
      nominee_email = case when nominee_email is null then null else ${address} end
    where id in ${about}`.execute(trx);
  await sql`
    update programme_nomination set name = ${pseudonym}, email = ${address} where id in ${by}`.execute(trx);
  await sql`
    update review_recusal set reason = '' where reason <> '' and (person_id = any(${ids}::uuid[])
      or nominee_id in (select id from programme_nominee where ${mine}))`.execute(trx);
  await sql`
    update programme_nominee set name = ${pseudonym}, email = case when email is null then null else id::text || '@erased.invalid' end
    where ${mine}`.execute(trx);
  for (const name of new Set([...names, ...known.map((nominee) => nominee.name)])) {
    await sql`
      update review_round set announcement = replace(announcement, ${name}, ${pseudonym})
      where position(${name} in announcement) > 0`.execute(trx);
  }
}

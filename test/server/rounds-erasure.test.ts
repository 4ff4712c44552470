import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { signedIn } from '../support/imports.ts';
import { aMember } from '../support/members.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import { aWorkingGroup, FELLOWS, formOfFellows, propose, tokenOf } from '../support/rounds.ts';

const NAME = 'Zinnobria Quellwasser';
const EMAIL = 'zinnobria@quellwasser.example';

/** The columns of the whole database in which the name or the address of the person stands. */
async function found({ ports: { db } }: Product): Promise<string[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and table_schema = 'public' and data_type in ('text', 'jsonb')`.execute(db);
  const places: string[] = [];
  for (const { table, column } of rows) {
    const { rows: hits } = await sql`
      select 1 from ${sql.table(table)} where ${sql.ref(column)}::text ~* 'zinnobria|quellwasser' limit 1`.execute(db);
    if (hits.length > 0) places.push(`${table}.${column}`);
  }
  return places.toSorted();
}

test('whoever is erased leaves nominations: as nominee, nominator, referee and reviewer, and the round stays decided', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const reviewers = await aWorkingGroup(product, 3);
  await officer.call('makeProgramme', { body: { ...formOfFellows, slug: 'fellows' } });
  const { db } = product.ports;
  const person = { name: NAME, email: EMAIL };
  const { id } = await aMember(product, person, []);
  await db.updateTable('term').set({ personId: id, name: 'Somebody' }).where('name', '=', 'Reviewer C').execute();
  const self = await signedIn(product, EMAIL);
  const noor = { name: 'Noor Arriaga', email: 'noor@elsewhere.example' };
  const ruth = { name: 'Ruth Duong', email: 'ruth@elsewhere.example' };
  await propose(product, reviewers[0]!.visitor, { ...person, references: [ruth] }, null);
  const text = `${NAME} is great`;
  await product.visitor().call('writeReference', { body: { token: await tokenOf(product, ruth.email), text } });
  await propose(product, self, noor);
  await propose(product, reviewers[1]!.visitor, { name: 'Tomás Hoshino', references: [person] });
  await product
    .visitor()
    .call('writeReference', { body: { token: await tokenOf(product, EMAIL), text: `I, ${NAME}` } });

  product.clock.moveTo(Temporal.Instant.from('2027-05-21T00:00:00Z'));
  await product.settle();
  const voter = await signedIn(product, reviewers[1]!.email);
  const { nominees } = await voter.call('readReview', { path: FELLOWS });
  const nomineeId = (name: string) => nominees.find((nominee) => nominee.name === name)!.id;
  await voter.call('voteOnNominee', { path: { ...FELLOWS, nomineeId: nomineeId(NAME) }, body: { mark: 'aye' } });
  const aside = await signedIn(product, EMAIL);
  const path = { ...FELLOWS, nomineeId: nomineeId('Tomás Hoshino') };
  await aside.call('recuseFromNominee', { path, body: { reason: `${NAME} knows them` } });
  product.clock.moveTo(Temporal.Instant.from('2027-06-21T00:00:00Z'));
  await product.settle();
  const office = await signedIn(product, 'ines@lantern.example');
  const announcement = `We welcome ${NAME}.`;
  await office.call('announceRound', { path: FELLOWS, body: { cutOffOn: '2027-05-20', announcement } });
  await product.settle();
  expect(await found(product)).toEqual(
    expect.arrayContaining([
      ...['nomination_reference.text', 'programme_nomination.name', 'programme_nominee.name'],
      ...['review_recusal.reason', 'review_round.announcement', 'mailbox_message.text'],
    ]),
  );

  const erased = await signedIn(product, EMAIL);
  const { number } = await erased.call('readMyData', {});
  const { pseudonym } = await erased.call('eraseMe', { body: { number } });
  expect(await found(product)).toEqual([]);
  const page = await product.visitor().call('readProgramme', { path: FELLOWS });
  expect(page.years[0]!.quarters[0]!.people).toMatchObject([{ name: pseudonym }]);
  expect(page.years[0]!.quarters[0]!.announcementHtml).toContain(`We welcome ${pseudonym}.`);
  const outcomes = await db.selectFrom('reviewDecision').select('outcome').orderBy('outcome').execute();
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'carried', 'carried']);
});

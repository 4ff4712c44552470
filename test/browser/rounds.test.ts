import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { PHONE, startBrowser, type Person, signIn } from '../support/browser.ts';
import { aMember } from '../support/members.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import { aWorkingGroup, formOfFellows, propose, tokenOf } from '../support/rounds.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';

const OFFICER = 'ines@lantern.example';
const NOOR = { name: 'Noor Arriaga', email: 'noor@elsewhere.example' };
const YUKI = { name: 'Yuki Hoshino', email: 'yuki@elsewhere.example' };
const RUTH = { name: 'Ruth Duong', email: 'ruth@elsewhere.example' };

async function moveTo(product: Product, instant: string): Promise<void> {
  product.clock.moveTo(Temporal.Instant.from(instant));
  await product.settle();
}

/** An officer makes the programme, and mends what the form says is wrong. */
async function makeFellows(product: Product, { page }: Person): Promise<void> {
  await signIn(product, page, OFFICER, '/office/rounds');
  await titled(page, 'Rounds');
  await page.getByLabel('Name', { exact: true }).fill('Fellows');
  await page.getByLabel('Address', { exact: true }).fill('fellows');
  await page.getByLabel('Cut-offs').fill('20 Feb, 20 Mau, 20 Aug, 20 Nov');
  await press(page, 'Make the programme');
  await page.getByRole('alert').getByText('Cut-offs:').waitFor();
  await page.getByRole('alert').getByText('Working group:').waitFor();
  await examine(page, '140 office rounds problems');
  await page.getByLabel('Cut-offs').fill('20 Feb, 20 May, 20 Aug, 20 Nov');
  await page.getByLabel('About').fill('For **extraordinary** service.');
  await page.getByLabel('Working group').selectOption('Fellows Working Group');
  await page.getByLabel('Tier that an acceptance gives').selectOption('Fellow');
  await press(page, 'Make the programme');
  await page.getByText('Saved. It holds from the next cut-off on.').waitFor();
  await examine(page, '141 office rounds');
}

/** Somebody without an account nominates on a phone, and confirms from the mail. */
async function nominate(product: Product, { page }: Person): Promise<void> {
  await page.goto('/rounds/fellows');
  await titled(page, 'Fellows');
  await page.getByText('Nobody has been announced yet.').waitFor();
  await examine(page, '142 roster empty');
  await page.getByRole('link', { name: 'Nominate somebody' }).click();
  await titled(page, 'Nominate somebody: Fellows');
  await press(page, 'Send me the mail to confirm');
  await page.getByRole('alert').waitFor();
  await examine(page, '143 nominate problems');
  await page.getByLabel('Whom do you nominate?').fill(NOOR.name);
  await page.getByLabel('Their mail address').fill(NOOR.email);
  await page.getByLabel('What have they done?').fill('- Wrote the **manual**\n- <script>alert(1)</script>');
  await press(page, 'Add a reference');
  await page.getByLabel('Name of reference 1').fill(RUTH.name);
  await page.getByLabel('Mail address of reference 1').fill(RUTH.email);
  await page.getByLabel('Your name').fill(YUKI.name);
  await page.getByLabel('Your mail address').fill(YUKI.email);
  await press(page, 'Send me the mail to confirm');
  await titled(page, 'Not counted yet: look at your mail');
  await examine(page, '144 nominate mailed');
  const link = `/rounds/fellows/nomination#${await tokenOf(product, YUKI.email)}`;
  await page.goto(link);
  await titled(page, 'Confirm your nomination');
  await examine(page, '145 nomination confirm');
  const { db } = product.ports;
  expect(await db.selectFrom('programmeNominee').select('name').execute()).toEqual([]);
  await press(page, 'Confirm my nomination');
  await titled(page, 'Your nomination');
  await page.getByText('It is reviewed after the cut-off.').waitFor();
  await examine(page, '146 nomination received');
  expect(await db.selectFrom('programmeNominee').select('name').execute()).toEqual([{ name: NOOR.name }]);
}

async function refer(product: Product, { page }: Person): Promise<void> {
  const link = `/rounds/fellows/reference#${await tokenOf(product, RUTH.email)}`;
  await page.goto(link);
  await titled(page, `A reference for ${NOOR.name}`);
  await press(page, 'Send my reference');
  await page.getByText('Write something here').waitFor();
  await examine(page, '147 reference');
  await page.getByLabel('What do you know of their work?').fill('I learnt from it.');
  await press(page, 'Send my reference');
  await titled(page, 'Your reference is received');
  await page.goto('/rounds/fellows');
  await page.goto(link);
  await page.getByText('This link is wrong, used or too old').waitFor();
  await examine(page, '148 reference used');
}

async function review(product: Product, { page }: Person, email: string): Promise<void> {
  await signIn(product, page, email, '/rounds/fellows/review');
  await titled(page, 'Review the nominations: Fellows');
  await page.getByText('You have not voted on 2 of 2 yet.').waitFor();
  await page.getByText('Reference by Ruth Duong').click();
  await page.getByText('I learnt from it.').waitFor();
  expect(await page.locator('.prose script').count()).toBe(0);
  await examine(page, '149 review');
  const noor = page.getByRole('region', { name: NOOR.name });
  await noor.getByText('Aye', { exact: true }).click();
  await press(page, `Save my vote on ${NOOR.name}`);
  await noor.getByText('Your vote is saved.').waitFor();
  await noor.getByText('You: Aye').waitFor();
  await page.getByText('You have not voted on 1 of 2 yet.').waitFor();
  const tomas = page.getByRole('region', { name: 'Tomás Hoshino' });
  await tomas.getByText('Stand aside', { exact: true }).first().click();
  await tomas.getByLabel('Why').fill('We work together');
  await press(page, 'Stand aside for Tomás Hoshino');
  await tomas.getByText('You stand aside, and see neither').waitFor();
  await page.getByText('You have voted on everybody.').waitFor();
  await examine(page, '150 review done');
}

test('a stranger nominates and confirms by mail, a reviewer votes on a phone, and the office announces', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  const [first] = await aWorkingGroup(product, 3);
  await using browser = await startBrowser();
  await using officer = await browser.person(product);
  await makeFellows(product, officer);
  await using stranger = await browser.person(product, { viewport: PHONE });
  await nominate(product, stranger);
  await using referee = await browser.person(product);
  await refer(product, referee);
  referee.forgive(/status of 4/);
  const katya = await aMember(product, { name: 'Katya Morozenko', email: 'katya@members.example' }, []);
  await propose(product, product.visitor(), { name: 'Tomás Hoshino' }, katya);

  await moveTo(product, '2027-05-21T08:00:00Z');
  await using reviewer = await browser.person(product, { viewport: PHONE });
  await review(product, reviewer, first!.email);
  await stranger.page.goto(`/rounds/fellows/nomination#${await tokenOf(product, YUKI.email)}`);
  await stranger.page.getByText('In review, round 1 of 4').waitFor();

  await moveTo(product, '2027-06-21T08:00:00Z');
  await signIn(product, officer.page, OFFICER, '/office/rounds');
  await titled(officer.page, 'Rounds');
  await officer.page.getByText('Nobody outside knows yet').waitFor();
  await officer.page.getByLabel('Announcement').waitFor();
  await examine(officer.page, '151 office announce');
  await stranger.page.goto('/rounds/fellows');
  await stranger.page.getByText('Nobody has been announced yet.').waitFor();
  await press(officer.page, 'Announce');
  await officer.page.getByText('by Ines Halvorsen').waitFor();
  await stranger.page.reload();
  await stranger.page.getByRole('listitem').filter({ hasText: NOOR.name }).first().waitFor();
  await examine(stranger.page, '152 roster');
}, 300_000);

test('the roster reads without script', async () => {
  await using product = await startProduct();
  const administrator = await anAdministrator(product);
  await aWorkingGroup(product, 1);

  await administrator.call('makeProgramme', { body: { ...formOfFellows, slug: 'fellows' } });
  await using browser = await startBrowser();
  await using plain = await browser.person(product, { javaScriptEnabled: false });
  await plain.page.goto('/rounds/fellows');
  await titled(plain.page, 'Fellows');
  await plain.page.getByText('Nominate until').waitFor();
  expect(await plain.page.getByRole('link', { name: 'Nominate somebody' }).count()).toBe(1);
});

import { expect, test } from 'vitest';
import { traceOf } from '../support/board.ts';
import { startBrowser, type Person, signIn } from '../support/browser.ts';
import { mailTo } from '../support/elections.ts';
import { aMember, aPeriod } from '../support/members.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';

const KATYA = { name: 'Katya Morozenko', email: 'katya@members.example' };
const YUKI = { name: 'Yuki Hoshino', email: 'yuki@members.example' };
const OFFICER = 'ines@lantern.example';

async function linkTo(product: Product, address: string, pattern: RegExp): Promise<string> {
  await product.settle();
  const mails = await mailTo(product, address);
  return mails.map(({ text }) => pattern.exec(text)?.[0]).find((found) => found !== undefined)!;
}

/** Whom the mail of the list goes to, by address. */
async function onTheList(product: Product): Promise<readonly string[]> {
  const { db } = product.ports;
  const rows = await db.selectFrom('listMembership').select('address').where('leftAt', 'is', null).execute();
  return rows.map(({ address }) => address).toSorted();
}

async function joinByAddress(product: Product, { page }: Person): Promise<void> {
  await page.goto('/lists');
  await titled(page, 'Mailing lists');
  await page.getByLabel('Mail address').fill('no address');
  await press(page, 'Send me the link to join');
  await page.getByText('This is not a mail address').waitFor();
  await examine(page, '80 lists not signed in');
  await page.getByLabel('Mail address').fill('reader@elsewhere.example');
  await press(page, 'Send me the link to join');
  await page.getByText('A mail is on its way to reader@elsewhere.example.').waitFor();
  const link = await linkTo(product, 'reader@elsewhere.example', /\S+\/lists#\S+/);
  const before = await traceOf(product);
  await page.goto(link);
  await titled(page, 'Join the list');
  await examine(page, '81 join by link');
  expect(await traceOf(product)).toEqual(before);
  expect(await onTheList(product)).toEqual([]);
  await press(page, 'Join the list');
  await titled(page, 'You are on the list Votes');
  await examine(page, '82 joined');
  await page.goto(link);
  await press(page, 'Join the list');
  await titled(page, 'This link does not work any more');
  await examine(page, '83 join link used');
}

async function announce(product: Product, { page }: Person): Promise<void> {
  await signIn(product, page, OFFICER, '/office/lists');
  await titled(page, 'Lists');
  await press(page, 'Show the mail');
  await page.getByRole('alert').waitFor();
  await examine(page, '85 office lists problems');
  await page.getByLabel('Subject').fill('The candidates are known');
  await page.getByLabel('Text').fill('There are 26 of them.\n\nRead what they say before voting opens.');
  await press(page, 'Show the mail');
  await page.getByText('Leave the list Votes').waitFor();
  await page.getByLabel('To how many people does it go?').fill('3');
  await press(page, 'Send it to the list');
  await page.getByRole('alert').getByText('this is not what stands on this page').waitFor();
  await examine(page, '86 office lists read back');
  await page.getByLabel('To how many people does it go?').fill('2');
  await press(page, 'Send it to the list');
  await page.getByText('It is on its way to 2 people.').waitFor();
  await page.getByRole('cell', { name: 'Ines Halvorsen' }).waitFor();
  await examine(page, '87 office lists sent');
}

test('people join a list by one press or by mail, read what an officer writes, and leave without script', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  await aMember(product, KATYA, [aPeriod('supporting', '2027-01-01T00:00:00Z', null)]);
  await using browser = await startBrowser();
  await using reader = await browser.person(product);
  await joinByAddress(product, reader);
  reader.forgive(/status of 4/);

  await using katya = await browser.person(product);
  await signIn(product, katya.page, KATYA.email, '/lists');
  await titled(katya.page, 'Mailing lists');
  await press(katya.page, 'Join the list Votes');
  await katya.page.getByText('You have joined it.').waitFor();
  await examine(katya.page, '84 lists joined');
  expect(await onTheList(product)).toEqual([KATYA.email, 'reader@elsewhere.example']);

  await using officer = await browser.person(product);
  await announce(product, officer);
  officer.forgive(/status of 4/);

  const leave = await linkTo(product, 'reader@elsewhere.example', /\S+\/lists\/leave\/\S+/);
  await using plain = await browser.person(product, { javaScriptEnabled: false });
  await plain.page.goto(leave);
  await titled(plain.page, 'Leave the list Votes');
  expect(await onTheList(product)).toHaveLength(2);
  await reader.page.goto(leave);
  await examine(reader.page, '88 leave by link');
  await press(plain.page, 'Leave the list');
  await titled(plain.page, 'You have left the list Votes');
  await press(reader.page, 'Leave the list');
  await titled(reader.page, 'You have left the list Votes');
  await examine(reader.page, '89 left by link');
  expect(await onTheList(product)).toEqual([KATYA.email]);

  await press(katya.page, 'Leave the list Votes');
  await katya.page.getByText('You have left it.').waitFor();
  expect(await onTheList(product)).toEqual([]);
});

test('a member chooses to be in the directory, sees how, and others find them by name', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  for (const person of [KATYA, YUKI])
    await aMember(product, person, [aPeriod('supporting', '2021-01-01T00:00:00Z', null)]);
  const place = { city: 'Turku', country: 'Finland' };
  await product.ports.db.updateTable('person').set(place).where('email', '=', KATYA.email).execute();
  await using browser = await startBrowser();
  await using katya = await browser.person(product);
  const { page } = katya;
  await signIn(product, page, KATYA.email, '/my-listing');
  await titled(page, 'My entry in the directory');
  await examine(page, '90 listing not listed');
  await page.getByLabel('Show me to other active members').check();
  for (const label of ['My city', 'My country', 'My tier', 'Since which year']) await page.getByLabel(label).check();
  await page.getByLabel('Your page on the web').fill('katya.example.org');
  await press(page, 'Save my entry');
  await page.getByRole('alert').waitFor();
  await examine(page, '91 listing problem');
  await page.getByLabel('Your page on the web').fill('https://katya.example.org');
  await press(page, 'Save my entry');
  await page.getByRole('heading', { name: 'How the others see you' }).waitFor();
  await examine(page, '92 listing saved');

  await using yuki = await browser.person(product);
  await signIn(product, yuki.page, YUKI.email, '/directory');
  await titled(yuki.page, 'Members’ directory');
  await yuki.page.getByRole('heading', { name: KATYA.name }).waitFor();
  await yuki.page.getByText('Supporting since 2021').waitFor();
  await examine(yuki.page, '93 directory');
  await yuki.page.getByLabel('Name').fill('Nobody of that name');
  await press(yuki.page, 'Search the directory');
  await yuki.page.getByText('Nobody who shows a name is called Nobody of that name.').waitFor();
  await examine(yuki.page, '94 directory nobody');

  await page.getByLabel('Show me to other active members').uncheck();
  await press(page, 'Save my entry');
  await page.getByText('You are not in the directory.').waitFor();
  await yuki.page.reload();
  await yuki.page.getByText('Nobody is in it yet.').waitFor();

  await using officer = await browser.person(product);
  await signIn(product, officer.page, OFFICER, '/directory');
  await officer.page.getByText('The directory is for active members').waitFor();
  await examine(officer.page, '95 directory not a member');
  officer.forgive(/status of 403/);
});

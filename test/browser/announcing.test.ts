import { expect, test } from 'vitest';
import { startBrowser, signIn } from '../support/browser.ts';
import { anOpenElection, mailTo } from '../support/elections.ts';
import { anAdministrator, startProduct } from '../support/product.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';

const OFFICER = 'ines@lantern.example';

test('an officer edits the drafted reminder, looks at it, reads the number back, and it goes to those who have not voted', async () => {
  await using product = await startProduct();
  const electionId = await anOpenElection(product, await anAdministrator(product), 3);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await signIn(product, page, OFFICER, `/office/elections/${electionId}`);
  await page.getByRole('link', { name: 'Announcements: drafted from the facts' }).click();

  await titled(page, 'Announcements');
  await page.getByRole('radio', { name: 'A reminder' }).check();
  const text = page.getByLabel('Text', { exact: true });
  expect(await text.inputValue()).toContain('no ballot of yours is on the board yet');
  await text.fill('You have **a week** left.\n\n<script>alert(1)</script>');
  await examine(page, '90 announcements words');
  await press(page, 'Look at it');
  await page.getByRole('heading', { name: /you can vote until/ }).waitFor();
  expect(await page.locator('.prose strong').innerText()).toBe('a week');
  expect(await page.locator('.prose script').count()).toBe(0);
  await page.getByText('HTML, for a page').click();
  expect(await page.getByLabel('HTML, for a page').inputValue()).toContain('<strong>a week</strong>');
  await page.getByRole('radio', { name: 'Everybody on the roll who has not voted' }).check();
  await page.getByLabel('To how many people does it go?').fill('4');
  await press(page, 'Send it');
  await page.getByRole('alert').getByText('this is not what stands on this page').waitFor();
  await examine(page, '91 announcements read back');
  await page.getByLabel('To how many people does it go?').fill('3');
  await press(page, 'Send it');
  await page.getByText('It is on its way to 3 people.').waitFor();
  await examine(page, '92 announcements sent');
  await product.settle();
  const [mail] = await mailTo(product, 'voter0@members.example');
  person.forgive(/status of 409/);
  expect(mail!.text).toContain('You have **a week** left.');
});

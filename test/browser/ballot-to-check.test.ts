import { expect, test } from 'vitest';
import { PHONE, startBrowser } from '../support/browser.ts';
import { aContest, anOpenElection, CLOSES } from '../support/elections.ts';
import { anAdministrator, startProduct } from '../support/product.ts';
import { addressOf, choose, press, titled, trackerOn } from './booth.ts';
import { examine } from './examine.ts';
import { arrivedAt, tabAndPress, tabTo } from './keyboard.ts';

const contests = [
  aContest({
    candidates: ['Adaeze Nwosu', 'Grace Mensah-Boateng', 'Mei-Ling Duong', 'Rafael Castellano'].map((name) => ({
      name,
      affiliation: 'independent',
      statement: `${name} has kept the accounts of three small associations, and would publish ours each month.`,
    })),
  }),
];

test('by keyboard alone, a voter goes from the ballot mail to the result and checks it', async () => {
  await using product = await startProduct();
  await anOpenElection(product, await anAdministrator(product), 3, { contests });
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  const button = (name: string) => page.getByRole('button', { name });
  const link = (name: string | RegExp) => page.getByRole('link', { name });

  await page.goto(`/mailbox?to=${encodeURIComponent(addressOf(0))}`);
  await tabAndPress(page, link(/\/vote\//));
  await tabAndPress(page, button('Send me a code'));
  await page.getByLabel('Code', { exact: true }).waitFor();
  await product.settle();
  const mailbox = await person.tab();
  await mailbox.goto(`/mailbox?to=${encodeURIComponent(addressOf(0))}`);
  const letter = await mailbox.locator('.letter').first().innerText();
  await mailbox.close();
  await tabTo(page, page.getByLabel('Code', { exact: true }));
  await page.keyboard.type(/^\s*(\d{6})$/m.exec(letter)![1]!);
  await page.keyboard.press('Enter');
  await arrivedAt(page, 'Board of directors');
  for (const name of ['Grace Mensah-Boateng', 'Mei-Ling Duong']) {
    await tabAndPress(page, page.getByRole('checkbox', { name }), 'Space');
  }
  expect(await page.locator('.bar').innerText()).toContain('2 approved');
  await tabAndPress(page, button('Check my ballot'));
  await arrivedAt(page, 'Check your ballot');
  expect(await page.title()).toBe('Check your ballot – not cast yet');
  expect(await page.locator('.sum').first().innerText()).toContain('Grace Mensah-Boateng');
  await tabAndPress(page, button('Cast my ballot'));
  await arrivedAt(page, 'Your ballot is cast');
  expect(await page.locator('main').innerText()).not.toContain('Grace');

  await tabAndPress(page, link('Find it on the board'));
  await page.getByText('Your ballot is on the board, and it counts').waitFor();

  product.clock.moveTo(CLOSES);
  await product.settle();
  await tabAndPress(page, link('Turnout'));
  await titled(page, 'Grace Mensah-Boateng and Mei-Ling Duong are elected');
  await tabAndPress(page, link('Check').first());
  await tabAndPress(page, button('Check it now'));
  await button('Check again').waitFor();
  expect(await page.locator('.checks').first().innerText()).not.toMatch(/fails|not reached/);
  await expect.poll(() => page.locator('.checks .failing').count()).toBe(0);
});

test('at a phone, a voter goes from the ballot mail to the result and checks it; every page reads well', async () => {
  await using product = await startProduct();
  const electionId = await anOpenElection(product, await anAdministrator(product), 3, { contests });
  await using browser = await startBrowser();
  await using person = await browser.person(product, { viewport: PHONE });
  const { page } = person;

  await page.goto(`/mailbox?to=${encodeURIComponent(addressOf(0))}`);
  await page.getByRole('link', { name: /\/vote\// }).waitFor();
  await examine(page, '01 mailbox');
  await page.getByRole('link', { name: /\/vote\// }).click();
  await titled(page, 'Board election 2027');
  await examine(page, '02 booth start');
  await press(page, 'Send me a code');
  await page.getByLabel('Code', { exact: true }).waitFor();
  await examine(page, '03 booth code');
  await product.settle();
  const mailbox = await person.tab();
  await mailbox.goto(`/mailbox?to=${encodeURIComponent(addressOf(0))}`);
  const letter = await mailbox.locator('.letter').first().innerText();
  await mailbox.close();
  await page.getByLabel('Code', { exact: true }).fill(/^\s*(\d{6})$/m.exec(letter)![1]!);
  await press(page, 'Start voting');
  await titled(page, 'Board of directors');
  await choose(page, 'Grace Mensah-Boateng', 'Mei-Ling Duong');
  await page.getByRole('button', { name: 'Statement of Adaeze Nwosu' }).click();
  await examine(page, '04 booth question');
  await press(page, 'Check my ballot');
  await titled(page, 'Check your ballot');
  await examine(page, '05 booth check');
  await press(page, 'Cast my ballot');
  const tracker = await trackerOn(page);
  await examine(page, '06 booth receipt');
  await page.getByRole('link', { name: 'Find it on the board' }).click();
  await page.getByText('Your ballot is on the board, and it counts').waitFor();
  expect(new URL(page.url()).searchParams.get('tracker')).toBe(tracker);
  await examine(page, '07 board found');

  product.clock.moveTo(CLOSES);
  await product.settle();
  await page.getByRole('link', { name: 'Turnout' }).click();
  await titled(page, 'Grace Mensah-Boateng and Mei-Ling Duong are elected');
  await examine(page, '08 result provisional');
  await page.goto(`/elections/${electionId}/check`);
  await page.getByRole('button', { name: 'Check it now' }).waitFor();
  await examine(page, '09 check idle');
  await press(page, 'Check it now');
  await page.getByRole('button', { name: 'Check again' }).waitFor();
  expect(await page.locator('.checks').first().innerText()).not.toMatch(/fails|not reached/);
  expect(await page.locator('.checks .failing').count()).toBe(0);
  await examine(page, '10 check done');
});

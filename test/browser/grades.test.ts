import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findMethod } from '../../counting/methods.ts';
import { PHONE, signIn, startBrowser } from '../support/browser.ts';
import { seatIds } from '../support/bodies.ts';
import { aContest, aDefinition, anOpenElection } from '../support/elections.ts';
import { anAdministrator, startProduct } from '../support/product.ts';
import { enterBooth, press, titled } from './booth.ts';
import { examine } from './examine.ts';
import { tabTo } from './keyboard.ts';

const ada = 'Adaeze Nwosu';
const grace = 'Grace Mensah-Boateng';
const mei = 'Mei-Ling Duong';
const people = [ada, grace, mei].map((name) => ({ name, affiliation: 'independent', statement: '' }));

function given(page: Page, name: string, what: string) {
  return page.getByRole('radiogroup', { name, exact: true }).getByRole('radio', { name: what, exact: true });
}

function wayOfVoting(page: Page, name: string) {
  return page.getByRole('radio', { name: new RegExp(`^${findMethod(name)?.words.offer}`) });
}

/** Seals, opens and reads what the ballot held about a contest. */
async function held(page: Page, contest: number): Promise<string> {
  await page.getByText('Test instead of cast').click();
  await press(page, 'Seal my ballot and show its code');
  await press(page, 'Open this ballot');
  await page.getByText('It matches what you chose').waitFor();
  return page.locator('details li').nth(contest).innerText();
}

test('a voter grades, and gives points away: too many are said; both are sealed as they are read back', async () => {
  await using product = await startProduct();
  const contests = [
    aContest({ title: 'Board', method: 'majority-judgment', candidates: people, seats: seatIds(3).slice(0, 1) }),
    aContest({ title: 'Audit', method: 'cumulative', candidates: people, seats: seatIds(3).slice(1) }),
  ];
  await anOpenElection(product, await anAdministrator(product), 1, { contests });
  await using browser = await startBrowser();
  await using person = await browser.person(product, { viewport: PHONE });
  const { page } = person;
  await enterBooth(product, person, 0);
  await examine(page, 'grade 0 start');
  await page.getByText('Not graded: counts as Reject').first().waitFor();
  await page.getByText('Whoever you leave out gets Reject.', { exact: true }).waitFor();
  await given(page, ada, 'Very good').click();
  await tabTo(page, given(page, mei, 'Not graded'));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await given(page, mei, 'Poor').isChecked()).toBe(true);
  await page.getByText('2 of 3 graded').waitFor();
  await examine(page, 'grade 1 graded');
  for (const label of await page.locator('.scale label').all()) {
    expect((await label.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
  await press(page, 'Next question');

  await titled(page, 'Audit');
  await page.getByText('0 of 2 points given').waitFor();
  await given(page, ada, '2').click();
  await given(page, grace, '1').click();
  await press(page, 'Check my ballot');
  await page
    .getByRole('alert')
    .getByRole('link', { name: /You gave 3 points. You have 2. Take 1 point back/ })
    .waitFor();
  await examine(page, 'points 0 too many');
  await press(page, 'Undo the last change');
  await page.getByText('2 of 2 points given').waitFor();
  await page.reload();
  await page.getByText('2 of 2 points given').waitFor();
  await press(page, 'Check my ballot');
  const rows = await page.locator('dd.says li').allInnerTexts();
  expect(rows.slice(0, 3)).toEqual([`${ada} Very good`, `${mei} Poor`, `${grace} Reject (not graded)`]);
  expect(rows[3]).toBe(`${ada} 2`);
  expect(rows.slice(4).toSorted()).toEqual([`${grace} 0`, `${mei} 0`]);
  await examine(page, 'grade 2 check');
  expect(await held(page, 0)).toBe(`Board: ${ada} Very good, ${mei} Poor, ${grace} Reject`);
  expect(await page.locator('details li').nth(1).innerText()).toBe(`Audit: ${ada} 2, ${grace} 0, ${mei} 0`);
  await press(page, 'Cast my ballot');
  await titled(page, 'Your ballot is cast');
}, 240_000);

test('an officer finds a way of voting by what voters do, and hears that one for one person takes one seat', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const { id } = await officer.call('draftElection', { body: aDefinition({ contests: [aContest()] }) });
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await signIn(product, page, 'ines@lantern.example', `/office/elections/${id}/edit`);
  await titled(page, 'Change the definition');
  await page.getByLabel('They rank people').check();
  expect(await page.getByRole('link', { name: /Which one fits/ }).getAttribute('href')).toBe('/methods');
  const words = 'This way of voting elects one person, and 2 seats are to be filled. Choose another, or one seat';
  await wayOfVoting(page, 'irv').check();
  await page.getByText(`${words}.`).waitFor();
  await examine(page, 'ways of voting draft');
  await press(page, 'Save the definition');
  await page
    .getByRole('alert')
    .getByRole('link', { name: `Contest 1, method: ${words}` })
    .waitFor();
  person.forgive(/400 \(Bad Request\)/);
  await wayOfVoting(page, 'scottish-stv').check();
  expect(await page.getByText(`${words}.`).isVisible()).toBe(false);
  await press(page, 'Save the definition');
  await titled(page, 'Board election 2027');
  const { definition } = await officer.call('readOfficeElection', { path: { electionId: id } });
  expect(definition.contests[0]).toMatchObject({ method: 'scottish-stv' });
}, 120_000);

import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { PHONE, signIn, startBrowser, type Person } from '../support/browser.ts';
import { aContest, aDefinition, anOpenElection, aVoter, cast, CLOSES } from '../support/elections.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import { enterBooth, press, titled } from './booth.ts';
import { examine } from './examine.ts';
import { arrivedAt, tabAndPress, tabTo } from './keyboard.ts';

const people = [
  { name: 'Adaeze Nwosu', affiliation: 'independent', statement: 'I would keep the **minutes** public.' },
  { name: 'Grace Mensah-Boateng', affiliation: 'Harbour Works Cooperative of the Northern Shore', statement: '' },
  { name: 'Mei-Ling Duong', affiliation: '', statement: '' },
  { name: 'Rafael Castellano', affiliation: 'independent', statement: '' },
];

function anElection(product: Product, officer: Awaited<ReturnType<typeof anAdministrator>>, voters: number) {
  const contests = [aContest({ method: 'score', candidates: people })];
  return anOpenElection(product, officer, voters, { contests });
}

/** The scores of one person, as one group of buttons. */
function scoresOf(page: Page, name: string) {
  return page.getByRole('radiogroup', { name, exact: true });
}

function scoreOf(page: Page, name: string, points: number | string) {
  return scoresOf(page, name).getByRole('radio', { name: String(points), exact: true });
}

async function bar(page: Page): Promise<string> {
  return page.locator('.bar').innerText();
}

test('an officer chooses scores in the draft, is told what they need, and is refused more than 30 people', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const candidates = Array.from({ length: 31 }, (_, place) => ({
    ...{ name: `Person ${place + 1}`, affiliation: '', statement: '' },
  }));
  const { id } = await officer.call('draftElection', { body: aDefinition({ contests: [aContest({ candidates })] }) });
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await signIn(product, page, 'ines@lantern.example', `/office/elections/${id}/edit`);
  await titled(page, 'Change the definition');
  const mixing = page.getByText('The server mixes the ballots before it opens them');
  expect(await mixing.isVisible()).toBe(false);
  await page.getByLabel('They give people numbers').check();
  await mixing.waitFor();
  await page.getByLabel('Trustees hold the keys, and all of them are needed').check();
  await page.getByText('The trustees mix the ballots, one after the other, before anybody opens them').waitFor();
  await page.getByRole('radio', { name: /^The server holds the only key/ }).check();
  await press(page, 'Save the definition');
  const words =
    'Contest 1, candidates: Where people are scored, at most 30 can stand, and these are 31. Choose another way of voting, or let fewer stand';
  await page.getByRole('alert').getByRole('link', { name: words }).waitFor();
  person.forgive(/400 \(Bad Request\)/);
  await examine(page, 'score 0 draft');
  await page.getByRole('button', { name: 'Remove Person 31' }).click();
  await press(page, 'Save the definition');
  await titled(page, 'Board election 2027');
  const { definition } = await officer.call('readOfficeElection', { path: { electionId: id } });
  expect(definition.contests[0]).toMatchObject({ method: 'score' });
}, 120_000);

test('by the keyboard alone a voter scores, changes, undoes, reads it whole and casts', async () => {
  await using product = await startProduct();
  const electionId = await anElection(product, await anAdministrator(product), 1);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await enterBooth(product, person, 0);
  expect(await page.locator('.lead').innerText()).toBe(
    'Give each person 0 to 5. 5 is best, and whoever you leave out gets 0. The 2 with the most points are elected.',
  );
  await page.getByText('0 of 4 scored').waitFor();
  expect(await bar(page)).toContain('the rest get 0');

  await tabTo(page, scoreOf(page, 'Adaeze Nwosu', 'not scored'));
  for (let presses = 0; presses < 6; presses += 1) await page.keyboard.press('ArrowRight');
  expect(await scoreOf(page, 'Adaeze Nwosu', 5).isChecked()).toBe(true);
  await page.getByText('1 of 4 scored').waitFor();
  await tabTo(page, scoreOf(page, 'Mei-Ling Duong', 'not scored'));
  await page.keyboard.press('ArrowRight');
  await page.getByText('2 of 4 scored').waitFor();
  expect(await scoreOf(page, 'Mei-Ling Duong', 0).isChecked()).toBe(true);
  // Back to the first of the group takes the score back.
  await page.keyboard.press('ArrowLeft');
  await page.getByText('1 of 4 scored').waitFor();
  await page.keyboard.press('ArrowRight');

  await tabAndPress(page, page.getByRole('checkbox', { name: /I give nobody a point/ }), 'Space');
  await page.getByText('0 of 4 scored').waitFor();
  await page.keyboard.press('Shift+Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Undo the last change');
  await page.keyboard.press('Enter');
  await page.getByText('2 of 4 scored').waitFor();
  expect(await scoreOf(page, 'Adaeze Nwosu', 5).isChecked()).toBe(true);

  await tabAndPress(page, page.getByRole('button', { name: 'Check my ballot' }));
  await arrivedAt(page, 'Check your ballot');
  const rows = await page.locator('dd.says li').allInnerTexts();
  expect(rows.slice(0, 2)).toEqual(['Adaeze Nwosu 5', 'Mei-Ling Duong 0']);
  expect(rows.slice(2).toSorted()).toEqual(['Grace Mensah-Boateng 0 (not scored)', 'Rafael Castellano 0 (not scored)']);
  await tabAndPress(page, page.getByRole('button', { name: 'Cast my ballot' }));
  await arrivedAt(page, 'Your ballot is cast');
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('chosen');
  product.clock.moveTo(CLOSES);
  await product.settle();
  const { result } = await product.visitor().call('readElection', { path: { electionId } });
  expect(result).toMatchObject([{ votes: [5, 0, 0, 0], ballots: { valid: 1, invalid: 0 }, elected: [0] }]);
}, 120_000);

test('at a phone a voter scores, tests the device and casts; a blank ballot is asked about; every page reads well', async () => {
  await using product = await startProduct();
  const electionId = await anElection(product, await anAdministrator(product), 3);
  for (const [number, marks] of [
    [0, 3, 5, 0],
    [2, 3, 5, 255],
  ].entries()) {
    await cast(electionId, await aVoter(product, electionId, number + 1), [marks]);
  }
  await using browser = await startBrowser();
  await using person = await browser.person(product, { viewport: PHONE });
  const { page } = person;
  await enterBooth(product, person, 0);
  await examine(page, 'score 1 question');
  for (const radio of await page.locator('.scale label').all()) {
    const { width = 0, height = 0 } = (await radio.boundingBox()) ?? {};
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  }

  await press(page, 'Check my ballot');
  await titled(page, 'You give nobody a point. Is that what you want?');
  await examine(page, 'score 2 blank');
  await press(page, 'Go back and choose');
  await scoreOf(page, 'Adaeze Nwosu', 5).click();
  await scoreOf(page, 'Rafael Castellano', 0).click();
  await page.getByRole('button', { name: 'Statement of Adaeze Nwosu' }).click();
  await page.getByText('I would keep the minutes public.').waitFor();
  await examine(page, 'score 3 scored');
  await page.reload();
  await page.getByText('2 of 4 scored').waitFor();
  expect(await scoreOf(page, 'Adaeze Nwosu', 5).isChecked()).toBe(true);

  await press(page, 'Check my ballot');
  await page.getByText('Test instead of cast').click();
  await press(page, 'Seal my ballot and show its code');
  await press(page, 'Open this ballot');
  await page.getByText('It matches what you chose').waitFor();
  const held = 'Board of directors: Adaeze Nwosu 5, Grace Mensah-Boateng 0, Mei-Ling Duong 0, Rafael Castellano 0';
  await page.getByText(held).waitFor();
  await examine(page, 'score 4 check');
  const other = await person.tab();
  await other.goto(`/elections/${electionId}/test-ballots`);
  await press(other, 'Check them in this browser');
  await other.getByText(held).waitFor();
  await press(page, 'Cast my ballot');
  await titled(page, 'Your ballot is cast');

  product.clock.moveTo(CLOSES);
  await product.settle();
  await seeResult(person, electionId);
}, 240_000);

async function seeResult({ page }: Person, electionId: string): Promise<void> {
  await page.goto(`/elections/${electionId}`);
  await titled(page, /are elected/);
  await page.getByRole('heading', { name: 'Points, of 2 ballots' }).waitFor();
  const given = page.getByRole('table', { name: 'How many ballots gave each score' });
  expect(
    await given
      .getByRole('row', { name: /Adaeze Nwosu/ })
      .getByRole('cell')
      .allInnerTexts(),
  ).toEqual(['1', '0', '0', '0', '0', '1']);
  await page.getByText('1 ballot said what the rules do not allow. It was counted for nobody.').waitFor();
  await page.getByText('How it was counted, step by step').click();
  await page.getByText('Adaeze Nwosu, with 5 points').waitFor();
  await examine(page, 'score 5 result');
  await page.goto(`/elections/${electionId}/rules`);
  await page.getByText('The ballots are mixed first, so that none shows whose it is').waitFor();
  await page.goto(`/elections/${electionId}/check`);
  await press(page, 'Check it now');
  await page.getByText('Every check passed').waitFor({ timeout: 60_000 });
  expect(await page.locator('.checks .failing').count()).toBe(0);
}

import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startBrowser, signIn } from '../support/browser.ts';
import { anAdministrator, startProduct } from '../support/product.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';
import { tabAndPress, tabTo } from './keyboard.ts';

const OFFICER = 'ines@lantern.example';
const ELECTION = 'Where we meet in 2028';

async function fillDates(page: Page): Promise<void> {
  await page.locator('#name').fill(ELECTION);
  await page.locator('#timetable-zone').selectOption('UTC');
  await page.getByLabel('Voting opens', { exact: true }).fill('2027-06-01T14:00');
  await page.getByLabel('Voting closes').fill('2027-06-15T14:00');
}

/** The field of this label; of a majority, in the group of its option. */
function fieldOf(page: Page, label: string, option?: number) {
  const group = page.getByRole('group', { name: `Majority that option ${option} needs` });
  return (option === undefined ? page : group).getByLabel(label, { exact: true });
}

async function typeInto(page: Page, value: string, label: string, option?: number): Promise<void> {
  const field = fieldOf(page, label, option);
  await tabTo(page, field);
  await field.selectText();
  await page.keyboard.type(value);
}

async function isFocused(wanted: Locator): Promise<void> {
  await expect.poll(() => wanted.evaluate((element) => element === document.activeElement)).toBe(true);
}

/** Two options without a mouse: the second is taken away, written anew, and moved before the first. */
async function writeOptions(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Seats of a body' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('radio', { name: 'One of several texts' }).isChecked()).toBe(true);
  await typeInto(page, 'The place of the assembly', 'Title');
  await typeInto(page, 'In the hills', 'Option 1, title');
  await tabAndPress(page, page.getByRole('button', { name: 'Remove option 2' }));
  await isFocused(page.getByRole('button', { name: 'Add an option' }));
  await page.keyboard.press('Enter');
  await isFocused(fieldOf(page, 'Option 2, title'));
  await page.keyboard.type('By the sea');
  await typeInto(page, 'We meet **by the sea**.', 'Option 2, text');
  await typeInto(page, '3', 'Ballots before None of the above', 2);
  await page.getByText('Needs at least 3 ballots before None of the above for each that puts it after.').waitFor();
  await tabAndPress(page, page.getByRole('button', { name: 'Up By the sea' }));
  await isFocused(fieldOf(page, 'Option 1, title'));
}

async function draftWithADraw(page: Page): Promise<void> {
  await page.getByLabel('By a public draw').check();
  await page.getByText('In contest 1 the last answer is None of the above').waitFor();
  await press(page, 'Save the draft');
  await page.getByRole('alert').getByText('If votes are equal: In ').waitFor();
  await examine(page, '160 options and a draw');
}

async function isAsItWasWritten(page: Page): Promise<void> {
  const values = async (...fields: readonly (readonly [string, number?])[]) =>
    Promise.all(fields.map(([label, option]) => fieldOf(page, label, option).inputValue()));
  expect(await values(['Option 1, title'], ['Option 1, text'], ['Option 2, title'], ['Option 2, text'])).toEqual([
    'By the sea',
    'We meet **by the sea**.',
    'In the hills',
    '',
  ]);
  expect(
    await values(
      ['Ballots before None of the above', 1],
      ['For so many after it', 1],
      ['Ballots before None of the above', 2],
      ['For so many after it', 2],
    ),
  ).toEqual(['3', '1', '1', '1']);
}

test('an officer drafts a vote between texts, is told why no public draw can break its ties, and finds it as it was written', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  await using browser = await startBrowser();
  await using officer = await browser.person(product);
  const { page } = officer;
  await signIn(product, page, OFFICER, '/office/new');
  await titled(page, 'Draft an election');
  await fillDates(page);
  await writeOptions(page);
  await draftWithADraw(page);
  officer.forgive(/status of 4/);
  await page.getByLabel('By the lot that the keys open with the result').check();
  await press(page, 'Save the draft');
  await titled(page, ELECTION);
  await page.getByText('2 options.').waitFor();
  await page.getByRole('link', { name: 'Change the definition' }).click();
  await titled(page, 'Change the definition');
  await page.reload();
  await titled(page, 'Change the definition');
  await isAsItWasWritten(page);
  await examine(page, '161 options in the draft');
  await fieldOf(page, 'Ballots before None of the above', 2).fill('many');
  await press(page, 'Save the definition');
  await page.getByRole('alert').getByText('Contest 1, option 2, ballots before None of the above: write').waitFor();
});

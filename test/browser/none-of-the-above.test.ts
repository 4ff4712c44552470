import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PHONE, startBrowser } from '../support/browser.ts';
import { seatIds } from '../support/bodies.ts';
import { aContest, anOpenElection, anOptionsContest, aVoter, cast, CLOSES } from '../support/elections.ts';
import { anAdministrator, startProduct } from '../support/product.ts';
import { ballotLink, enterBooth, press, titled } from './booth.ts';
import { examine } from './examine.ts';

const [ada, bo, none] = ['Ada Moreno', 'Bo Lindqvist', 'None of the above'] as const;
const contests = [
  aContest({
    ...{ title: 'Leader', method: 'debian', seats: seatIds(1) },
    candidates: [ada, bo].map((name) => ({ name, affiliation: '', statement: '' })),
  }),
  anOptionsContest(),
];

async function rows(page: Page): Promise<readonly string[]> {
  return page.locator('.choices > li b').allInnerTexts();
}

async function choose(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) await page.getByRole('button', { name: new RegExp(`^(Place \\d+: )?${name}`) }).click();
}

test('a voter ranks people and texts with None of the above last on the page, and reads what the others made of it', async () => {
  await using product = await startProduct();
  const electionId = await anOpenElection(product, await anAdministrator(product), 4, { contests });
  await using browser = await startBrowser();
  await using person = await browser.person(product, { viewport: PHONE });
  const { page } = person;

  await page.goto(`/elections/${electionId}`);
  await page.getByText('To be decided: The charter').waitFor();
  await page.getByText('Needs at least 3 ballots before None of the above for each that puts it after.').waitFor();
  expect(await page.locator('.names li').allInnerTexts()).not.toContain(none);
  await examine(page, 'none 0 election');
  await page.goto(`/elections/${electionId}/rules`);
  await page.getByText('Whatever is to win must stand before None of the above on enough ballots: 3').first().waitFor();
  await examine(page, 'none 1 rules');
  await page.goto(`/elections/${electionId}/candidates`);
  await titled(page, '2 candidates');

  await page.goto(await ballotLink(product, 0));
  await page.getByText('1 seat, 2 candidates.').waitFor();
  await page.getByText('One of 2 options, or none.').waitFor();
  await examine(page, 'none 1b booth start');
  await enterBooth(product, person, 0);
  expect((await rows(page)).at(-1)).toBe(none);
  await page.getByText('Whoever you leave out comes after all that you rank.').waitFor();
  await examine(page, 'none 2 people');
  await choose(page, ada, none);
  await press(page, 'Next question');
  await titled(page, /^The charter/);
  expect((await rows(page)).at(-1)).toBe(none);
  await page.getByText('Needs at least 3 ballots before None of the above for each that puts it after.').waitFor();
  await page.getByRole('button', { name: 'Text of Change the charter' }).click();
  await page.getByText('The charter says').waitFor();
  await examine(page, 'none 3 texts');
  await choose(page, 'Ask a committee', none);
  await press(page, 'Check my ballot');
  await page.getByText('Left out: Change the charter. What you leave out comes after all that you rank.').waitFor();
  await examine(page, 'none 4 check');
  await press(page, 'Cast my ballot');
  await titled(page, 'Your ballot is cast');

  // Three of four put both texts before None of the above: 3 to 1 for the change, and it wins.
  for (const number of [1, 2, 3])
    await cast(electionId, await aVoter(product, electionId, number), [
      [1, 0, 2],
      [1, 2, 3],
    ]);
  product.clock.moveTo(CLOSES);
  await product.settle();
  await page.goto(`/elections/${electionId}`);
  await page.getByRole('heading', { name: 'Ada Moreno is elected' }).waitFor();
  await page.getByRole('heading', { name: 'Adopted: Change the charter' }).waitFor();
  await page.getByText('How it was counted, step by step').last().click();
  await page.getByRole('heading', { name: 'What wins' }).waitFor();
  await examine(page, 'none 5 result');

  await page.goto(`/elections/${electionId}/check`);
  await press(page, 'Check it now');
  await page.getByText('Every check passed').first().waitFor({ timeout: 60_000 });
  await examine(page, 'none 6 check');
  await page.goto('/methods/debian');
  await page.getByText(/^Amina Okoro misses the majority/).waitFor();
  await examine(page, 'none 7 guide');
}, 240_000);

test('where None of the above wins, the page says that nobody is elected and nothing adopted', async () => {
  await using product = await startProduct();
  const electionId = await anOpenElection(product, await anAdministrator(product), 2, { contests });
  for (const number of [0, 1])
    await cast(electionId, await aVoter(product, electionId, number), [
      [0, 2, 1],
      [2, 3, 1],
    ]);
  product.clock.moveTo(CLOSES);
  await product.settle();
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await page.goto(`/elections/${electionId}`);
  await page.getByRole('heading', { name: 'Nobody is elected' }).waitFor();
  await page.getByText('None of the above wins: nobody is elected.').waitFor();
  await page.getByRole('heading', { name: 'Nothing is adopted' }).waitFor();
  await page.getByText('None of the above wins: nothing is adopted.').waitFor();
  await examine(page, 'none 8 none');
}, 120_000);

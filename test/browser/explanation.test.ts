import { env } from 'node:process';
import { expect, test } from 'vitest';
import { PHONE, startBrowser, type Person } from '../support/browser.ts';
import { seatIds } from '../support/bodies.ts';
import { aContest, anOpenElection, aVoter, cast, CLOSES } from '../support/elections.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import { titled } from './booth.ts';
import { examine } from './examine.ts';

const names = ['Adaeze Nwosu', 'Grace Mensah-Boateng <i>', 'נועם לוי', 'Rafael Castellano', 'Mei-Ling Duong'];
const candidates = names.map((name) => ({ name, affiliation: 'independent', statement: '' }));

/** Six voters rank five people for two seats, and say the same in two more ways. */
const ballots: readonly (readonly [ranks: number[], grades: number[]])[] = [
  [
    [1, 2, 0, 0, 3],
    [5, 4, 0, 0, 3],
  ],
  [
    [1, 2, 3, 0, 0],
    [5, 4, 3, 0, 0],
  ],
  [
    [1, 3, 2, 0, 0],
    [5, 3, 4, 0, 1],
  ],
  [
    [2, 1, 0, 3, 0],
    [4, 5, 0, 3, 0],
  ],
  [
    [0, 0, 1, 2, 0],
    [0, 0, 5, 4, 2],
  ],
  [
    [0, 2, 3, 1, 0],
    [0, 4, 3, 5, 2],
  ],
];

async function aCountedElection(product: Product, methods: readonly string[]): Promise<string> {
  const officer = await anAdministrator(product);
  // The whole of two seats for one contest; else a seat for each.
  const seatsOf = (place: number) => (methods.length === 1 ? seatIds(2) : seatIds(place + 1).slice(-1));
  const contests = methods.map((method, place) =>
    aContest({ title: `Contest ${place + 1}`, method: method as 'score', candidates, seats: seatsOf(place) }),
  );
  const electionId = await anOpenElection(product, officer, ballots.length, { contests });
  for (const [number, [ranks, grades]] of ballots.entries())
    await cast(
      electionId,
      await aVoter(product, electionId, number),
      methods.map((method) => (isRanked(method) ? ranks : grades)),
    );
  product.clock.moveTo(CLOSES);
  await product.settle();
  return electionId;
}

function isRanked(method: string): boolean {
  return ['scottish-stv', 'schulze'].includes(method);
}

async function openAll({ page }: Person): Promise<void> {
  for (const summary of await page.locator('.explained summary').all()) await summary.click();
}

test('who lost a count by transfer reads it stage by stage, sees the flow, and prints all of it', async () => {
  await using product = await startProduct();
  const electionId = await aCountedElection(product, ['scottish-stv']);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await page.goto(`/elections/${electionId}`);
  await titled(page, /are elected/);
  await page.getByRole('heading', { name: 'The order, of 6 ballots' }).waitFor();
  await page.getByRole('heading', { name: 'How it ended' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Stage 2' }).isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('heading', { name: 'Stage 2' }).isVisible()).toBe(true);
  if (env['PICTURES'] !== undefined) await page.pdf({ path: `${env['PICTURES']}/explanation.pdf`, format: 'A4' });
  await page.emulateMedia({ media: 'screen' });
  await openAll(person);
  const all = page.getByRole('table', { name: 'Votes after each stage' });
  const { result } = await product.visitor().call('readElection', { path: { electionId } });
  const section = result![0]!.explanation.find(({ title }) => title === 'All stages in one table');
  const rows = await all.getByRole('row').allInnerTexts();
  expect(rows).toHaveLength(1 + section!.table!.rows.length);
  const flow = page.getByRole('img', { name: /^How the votes went from stage to stage/ });
  await flow.scrollIntoViewIfNeeded();
  expect(await flow.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
  await examine(page, 'explanation transfer');
  await page.setViewportSize(PHONE);
  const scroller = page.getByRole('group', { name: /^How the votes went/ });
  await scroller.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => scroller.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
}, 240_000);

test('a count by pairs, one by scores with a runoff and one by grades are told on one page', async () => {
  await using product = await startProduct();
  const electionId = await aCountedElection(product, ['schulze', 'star', 'majority-judgment']);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await page.goto(`/elections/${electionId}`);
  await titled(page, 'Board election 2027');
  await openAll(person);
  const matrix = page.getByRole('table', { name: 'Each row against each column' });
  await expect.poll(() => matrix.getByRole('row').count()).toBe(1 + names.length);
  expect(await matrix.innerText()).toContain('beats 4–2');
  await page.getByRole('heading', { name: 'Seat 1: the runoff' }).waitFor();
  await page.getByRole('heading', { name: 'How many ballots gave each place' }).waitFor();
  await page.getByRole('heading', { name: 'How many ballots gave each grade' }).waitFor();
  await page.getByRole('columnheader', { name: 'Middle grade' }).waitFor();
  await examine(page, 'explanation pairs scores grades');
}, 240_000);

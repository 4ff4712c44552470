import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PHONE, startBrowser } from '../support/browser.ts';
import { aContest, anOpenElection } from '../support/elections.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import { enterBooth, press, titled } from './booth.ts';
import { examine } from './examine.ts';
import { arrivedAt, tabAndPress, tabTo } from './keyboard.ts';

const ada = 'Adaeze Nwosu';
const grace = 'Grace Mensah-Boateng';
const mei = 'Mei-Ling Duong';
const rafael = 'Rafael Castellano';
const people = [
  { name: ada, affiliation: 'independent', statement: 'I would keep the **minutes** public.' },
  { name: grace, affiliation: 'Harbour Works Cooperative of the Northern Shore', statement: '' },
  { name: mei, affiliation: '', statement: '' },
  { name: rafael, affiliation: 'independent', statement: '' },
];

async function anElection(product: Product, method: 'schulze' | 'irv', candidates = people) {
  const { seats } = aContest();
  const contests = [aContest({ method, candidates, seats: method === 'irv' ? seats.slice(0, 1) : seats })];
  return anOpenElection(product, await anAdministrator(product), 1, { contests });
}

/** The row of a name before they are put in order, and below afterwards. */
function nameRow(page: Page, name: string) {
  return page.getByRole('button', { name: new RegExp(`^${name}`) });
}

/** The names as they stand, each with the number before it. */
async function rows(page: Page): Promise<readonly string[]> {
  return page
    .locator('.choices > li')
    .evaluateAll((all) =>
      all.map((row) =>
        `${row.querySelector('.place')?.textContent ?? ''} ${row.querySelector('b')?.textContent ?? ''}`.trim(),
      ),
    );
}

async function announced(page: Page, words: string): Promise<void> {
  await page.getByRole('status').filter({ hasText: words }).waitFor({ state: 'attached' });
}

/** Seals, opens and reads what the ballot held. */
async function held(page: Page): Promise<string> {
  await page.getByText('Test instead of cast').click();
  await press(page, 'Seal my ballot and show its code');
  await press(page, 'Open this ballot');
  await page.getByText('It matches what you chose').waitFor();
  return page.locator('details li').first().innerText();
}

test('a voter ranks by pressing, undoes, moves by buttons and menus; what is sealed is the order on the page', async () => {
  await using product = await startProduct();
  await anElection(product, 'irv');
  await using browser = await startBrowser();
  await using person = await browser.person(product, { viewport: PHONE });
  const { page } = person;
  await enterBooth(product, person, 0);
  await examine(page, 'rank 0 start');
  const before = await rows(page);
  await nameRow(page, mei).click();
  await announced(page, `${mei}, place 1 of 1`);
  await nameRow(page, grace).click();
  await announced(page, `${grace}, place 2 of 2`);
  await nameRow(page, ada).click();
  // The names stay where they are.
  expect((await rows(page)).map((row) => row.replace(/^\d /, ''))).toEqual(before);
  await page.getByText('3 ranked').waitFor();
  // Pressed again, a name is taken out, and the gap is closed.
  await nameRow(page, mei).click();
  await announced(page, `${mei}, not ranked`);
  expect((await rows(page)).toSorted()).toEqual([`1 ${grace}`, `2 ${ada}`, mei, rafael].toSorted());
  await press(page, 'Undo the last change');
  await announced(page, `${mei}, place 1 of 3`);
  await examine(page, 'rank 1 pressed');

  await press(page, 'Put in order');
  expect(await rows(page)).toEqual([`1 ${mei}`, `2 ${grace}`, `3 ${ada}`, rafael]);
  await press(page, `Up ${ada}`);
  await announced(page, `${ada}, place 2 of 3`);
  await page.getByLabel(`Place of ${ada}`).selectOption('1');
  await announced(page, `${ada}, place 1 of 3`);
  expect(await rows(page)).toEqual([`1 ${ada}`, `2 ${mei}`, `3 ${grace}`, rafael]);
  await page.reload();
  await page.getByText('3 ranked').waitFor();
  await nameRow(page, rafael).click();
  await press(page, `Remove ${mei}`);
  expect(await rows(page)).toEqual([`1 ${ada}`, `2 ${grace}`, `3 ${rafael}`, mei]);
  await page.getByRole('button', { name: `Statement of ${ada}` }).click();
  await examine(page, 'rank 2 in order');
  for (const control of await page.locator('.moves button, .moves select').all()) {
    const { height = 0 } = (await control.boundingBox()) ?? {};
    expect(height).toBeGreaterThanOrEqual(44);
  }

  await press(page, 'Check my ballot');
  expect(await page.locator('dd.says li').allInnerTexts()).toEqual([ada, grace, rafael]);
  await page.getByText(`Left out: ${mei}. Whoever you leave out`).waitFor();
  expect(await held(page)).toBe(`Board of directors: 1 ${ada}, 2 ${grace}, 3 ${rafael}; not ranked: ${mei}`);
  await examine(page, 'rank 3 check');
  await press(page, 'Cast my ballot');
  await titled(page, 'Your ballot is cast');
}, 240_000);

test('by the keyboard alone a voter ranks, gives two people the same place, and keeps the focus', async () => {
  await using product = await startProduct();
  await anElection(product, 'schulze');
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await enterBooth(product, person, 0);
  for (const name of [ada, grace, mei]) {
    // From the top, since the names are in a random order.
    await page.locator('h1').focus();
    await tabAndPress(page, nameRow(page, name), 'Space');
  }
  await page.locator('h1').focus();
  await tabAndPress(page, page.getByRole('button', { name: 'Put in order' }));
  expect(await rows(page)).toEqual([`1 ${ada}`, `2 ${grace}`, `3 ${mei}`, rafael]);

  const up = page.getByRole('button', { name: `Up ${mei}` });
  await tabAndPress(page, up);
  await announced(page, `${mei}, place 2 of 3`);
  expect(await up.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await announced(page, `${mei}, place 1 of 3`);
  expect(await up.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await up.getAttribute('aria-disabled')).toBe('true');

  const menu = page.getByLabel(`Place of ${grace}`);
  await page.locator('h1').focus();
  await tabTo(page, menu);
  expect(await menu.locator('option').allInnerTexts()).toEqual([`1, with ${mei}`, `2, with ${ada}`, '3']);
  await page.keyboard.press('ArrowUp');
  await announced(page, `${grace}, place 2 of 2, with ${ada}`);
  expect(await menu.evaluate((element) => element === document.activeElement)).toBe(true);
  expect((await rows(page)).toSorted()).toEqual([`1 ${mei}`, `2 ${ada}`, `2 ${grace}`, rafael].toSorted());
  await examine(page, 'rank 4 shared');

  await tabAndPress(page, page.getByRole('button', { name: 'Remove ' + mei }));
  expect(await nameRow(page, mei).evaluate((element) => element === document.activeElement)).toBe(true);
  await tabAndPress(page, page.getByRole('button', { name: 'Undo the last change' }));
  await announced(page, `${mei}, place 1 of 2`);
  await tabAndPress(page, page.getByRole('button', { name: 'Check my ballot' }));
  await arrivedAt(page, 'Check your ballot');
  expect(await page.locator('dd.says li').allInnerTexts()).toEqual([mei, `${ada} and ${grace} (the same place)`]);
  expect(await held(page)).toBe(`Board of directors: 1 ${mei}, 2 ${ada}, 2 ${grace}; not ranked: ${rafael}`);
}, 120_000);

test('with a mouse a name is dragged to its place; let go off the list, it stays', async () => {
  await using product = await startProduct();
  await anElection(product, 'schulze');
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await enterBooth(product, person, 0);
  for (const name of [ada, grace, mei, rafael]) await nameRow(page, name).click();
  await press(page, 'Put in order');
  await drag(page, rafael, 'above', ada);
  expect(await rows(page)).toEqual([`1 ${rafael}`, `2 ${ada}`, `3 ${grace}`, `4 ${mei}`]);
  await announced(page, `${rafael}, place 1 of 4`);
  await drag(page, ada, 'below', mei);
  expect(await rows(page)).toEqual([`1 ${rafael}`, `2 ${grace}`, `3 ${mei}`, `4 ${ada}`]);
  await drag(page, rafael, 'off', mei);
  expect(await rows(page)).toEqual([`1 ${rafael}`, `2 ${grace}`, `3 ${mei}`, `4 ${ada}`]);
  await press(page, 'Undo the last change');
  expect(await rows(page)).toEqual([`1 ${rafael}`, `2 ${ada}`, `3 ${grace}`, `4 ${mei}`]);
  await drag(page, mei, 'above', ada, '.handle');
  expect(await rows(page)).toEqual([`1 ${rafael}`, `2 ${mei}`, `3 ${ada}`, `4 ${grace}`]);
}, 120_000);

function rowOf(page: Page, name: string) {
  return page.locator('.choices > li').filter({ has: page.locator('b', { hasText: name }) });
}

async function drag(
  page: Page,
  name: string,
  where: 'above' | 'below' | 'off',
  other: string,
  by: 'b' | '.handle' = 'b',
): Promise<void> {
  const row = rowOf(page, name);
  await row.scrollIntoViewIfNeeded();
  const from = (await row.locator(by).boundingBox())!;
  const to = (await rowOf(page, other).boundingBox())!;
  await page.mouse.move(from.x + 5, from.y + 5);
  await page.mouse.down();
  const y = to.y + (where === 'above' ? 5 : to.height - 5);
  await page.mouse.move(where === 'off' ? 5 : to.x + 20, y, { steps: 8 });
  if (where !== 'off') expect(await page.locator('.drop-before, .drop-after').count()).toBe(1);
  await page.mouse.up();
}

test('a finger drags a name by its handle, while the list scrolls under it; what the device cancels goes back', async () => {
  await using product = await startProduct();
  const many = Array.from({ length: 9 }, (_, place) => ({ ...people[3]!, name: `Person ${'ABCDEFGHI'[place]}` }));
  await anElection(product, 'irv', many);
  await using browser = await startBrowser();
  await using person = await browser.person(product, { viewport: PHONE, hasTouch: true });
  const { page } = person;
  await enterBooth(product, person, 0);
  for (const { name } of many) await nameRow(page, name).tap();
  await page.getByRole('button', { name: 'Put in order' }).tap();
  expect(await letterRows(page)).toBe('ABCDEFGHI');
  const finger = await aFinger(page);

  await onTop(page, 'Person A');
  await finger.down(await handleOf(page, 'Person C'));
  await finger.to(await edgeOf(page, 'Person A', 'top'));
  expect(await page.locator('.held').innerText()).toContain('Person C');
  await page.locator('li.drop-before').filter({ hasText: 'Person A' }).waitFor();
  await finger.up();
  await announced(page, 'Person C, place 1 of 9');
  expect(await letterRows(page)).toBe('CABDEFGHI');

  // The last places are below the screen: held at its lower edge, the row waits until they come.
  await onTop(page, 'Person C');
  await finger.down(await handleOf(page, 'Person C'));
  await finger.to({ x: 300, y: PHONE.height - 40 });
  await page.locator('li.drop-after').filter({ hasText: 'Person I' }).waitFor();
  await finger.up();
  await announced(page, 'Person C, place 9 of 9');
  await finger.down(await handleOf(page, 'Person C'));
  await finger.to({ x: 300, y: 10 });
  await page.locator('li.drop-before').filter({ hasText: 'Person A' }).waitFor();
  await finger.up();
  await announced(page, 'Person C, place 1 of 9');
  expect(await letterRows(page)).toBe('CABDEFGHI');

  await onTop(page, 'Person C');
  await finger.down(await handleOf(page, 'Person C'));
  await finger.to(await edgeOf(page, 'Person B', 'bottom'));
  await page.locator('.drop-before').waitFor();
  await finger.cancel();
  await page.locator('.held').waitFor({ state: 'detached' });
  expect(await letterRows(page)).toBe('CABDEFGHI');
}, 120_000);

test('a pen drags by the handle, as a finger does; a finger that swipes over a name scrolls the page and moves nobody', async () => {
  await using product = await startProduct();
  await anElection(product, 'irv');
  await using browser = await startBrowser();
  await using person = await browser.person(product, { viewport: PHONE, hasTouch: true });
  const { page } = person;
  await enterBooth(product, person, 0);
  for (const { name } of people) await nameRow(page, name).tap();
  await page.getByRole('button', { name: 'Put in order' }).tap();
  await onTop(page, ada);
  await dragByPen(page, await edgeOf(page, mei, 'top'), await edgeOf(page, ada, 'top'));
  expect(await rows(page)).toEqual([`1 ${ada}`, `2 ${grace}`, `3 ${mei}`, `4 ${rafael}`]);
  await dragByPen(page, await handleOf(page, mei), await edgeOf(page, ada, 'top'));
  await announced(page, `${mei}, place 1 of 4`);
  const order = [`1 ${mei}`, `2 ${ada}`, `3 ${grace}`, `4 ${rafael}`];
  expect(await rows(page)).toEqual(order);

  await onTop(page, ada);
  const from = await page.evaluate(() => scrollY);
  const finger = await aFinger(page);
  const { x, y } = (await rowOf(page, ada).locator('b').boundingBox())!;
  await finger.down({ x: x + 5, y: y + 5 });
  await finger.to({ x: x + 5, y: y + 205 });
  expect(await page.locator('.held').count()).toBe(0);
  await finger.up();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(from - 100);
  expect(await rows(page)).toEqual(order);
}, 120_000);

interface Point {
  readonly x: number;
  readonly y: number;
}

/** One finger, told to Chromium as the screen would tell it: what it becomes, a drag or a swipe, Chromium decides. */
async function aFinger(page: Page) {
  const session = await page.context().newCDPSession(page);
  let at: Point = { x: 0, y: 0 };
  const tell = async (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', touchPoints: Point[]) => {
    await session.send('Input.dispatchTouchEvent', { type, touchPoints });
  };
  return {
    async down(point: Point): Promise<void> {
      at = point;
      await tell('touchStart', [at]);
    },
    async to(point: Point): Promise<void> {
      for (const next of wayTo(at, point)) await tell('touchMove', [next]);
      at = point;
    },
    up: () => tell('touchEnd', []),
    cancel: () => tell('touchCancel', []),
  };
}

async function dragByPen(page: Page, from: Point, to: Point): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const tell = async (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', at: Point) => {
    const held = { button: 'left', buttons: type === 'mouseReleased' ? 0 : 1, clickCount: 1 } as const;
    await session.send('Input.dispatchMouseEvent', { type, ...at, ...held, pointerType: 'pen' });
  };
  await tell('mousePressed', from);
  for (const next of wayTo(from, to)) await tell('mouseMoved', next);
  await tell('mouseReleased', to);
}

function wayTo(from: Point, to: Point): readonly Point[] {
  return [0.1, 0.2, 0.4, 0.6, 0.8, 1].map((part) => ({
    x: from.x + (to.x - from.x) * part,
    y: from.y + (to.y - from.y) * part,
  }));
}

/** Scrolls until a row stands near the upper edge of the window. */
async function onTop(page: Page, name: string): Promise<void> {
  await rowOf(page, name).evaluate((row) => scrollBy(0, row.getBoundingClientRect().top - 120));
}

async function handleOf(page: Page, name: string): Promise<Point> {
  const { x, y, width, height } = (await rowOf(page, name).locator('.handle').boundingBox())!;
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  return { x: x + width / 2, y: y + height / 2 };
}

async function edgeOf(page: Page, name: string, edge: 'top' | 'bottom'): Promise<Point> {
  const { x, y, width, height } = (await rowOf(page, name).boundingBox())!;
  return { x: x + width / 2, y: edge === 'top' ? y + 5 : y + height - 5 };
}

async function letterRows(page: Page): Promise<string> {
  return (await rows(page)).map((row) => row.at(-1)).join('');
}

test('ranking nobody is asked about once, and many names are found by search', async () => {
  await using product = await startProduct();
  const many = Array.from({ length: 9 }, (_, place) => ({ ...people[3]!, name: `Person ${'ABCDEFGHI'[place]}` }));
  await anElection(product, 'schulze', many);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await enterBooth(product, person, 0);
  await press(page, 'Check my ballot');
  await titled(page, 'You rank nobody. Is that what you want?');
  await press(page, 'Go back and choose');
  await page.getByLabel('Find a name').fill('person c');
  await nameRow(page, 'Person C').click();
  await page.getByLabel('Find a name').fill('person a');
  await nameRow(page, 'Person A').click();
  await page.getByLabel('Find a name').fill('');
  await press(page, 'A–Z');
  expect(await rows(page)).toEqual([
    ...['2 Person A', 'Person B', '1 Person C'],
    ...['D', 'E', 'F', 'G', 'H', 'I'].map((letter) => `Person ${letter}`),
  ]);
  await press(page, 'Put in order');
  expect((await rows(page)).slice(0, 3)).toEqual(['1 Person C', '2 Person A', 'Person B']);
  await page.getByRole('checkbox', { name: /I rank nobody/ }).check();
  await page.getByText('0 ranked').waitFor();
  await press(page, 'Undo the last change');
  expect((await rows(page)).slice(0, 3)).toEqual(['1 Person C', '2 Person A', 'Person B']);
}, 120_000);

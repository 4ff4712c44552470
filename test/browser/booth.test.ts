import { expect, test } from 'vitest';
import { DESK, PHONE, startBrowser } from '../support/browser.ts';
import { headOf } from '../support/board.ts';
import { seatIds } from '../support/bodies.ts';
import { aContest, aDraft, anOpenElection, CLOSES, freeze, OPENS, type PeopleContest } from '../support/elections.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import {
  addressOf,
  ballotLink,
  castBallot,
  choose,
  enterBooth,
  giveCode,
  newestCode,
  press,
  titled,
  trackerOn,
} from './booth.ts';
import { examine } from './examine.ts';
import type { Page } from 'playwright-core';

const names = [
  'Adaeze Nwosu',
  'Grace Mensah-Boateng',
  'Mei-Ling Duong',
  'Rafael Castellano',
  'Ruth Lindqvist',
  'Tomás Arriaga',
  'Yuki Hoshino',
  'Zofia Wasilewska',
  'None of these',
];

function contest(changes: Partial<PeopleContest> = {}) {
  return aContest({
    candidates: names.map((name) => ({ name, affiliation: 'independent', statement: '' })),
    ...changes,
  });
}

/** An open election with three voters. */
async function anElection(product: Product, ...contests: ReturnType<typeof contest>[]): Promise<string> {
  const list = contests.length === 0 ? [contest()] : contests;
  return anOpenElection(product, await anAdministrator(product), 3, { contests: list });
}

function namesShown(page: Page): Promise<string[]> {
  return page.locator('.choices label b').allInnerTexts();
}

function ticked(page: Page): Promise<string[]> {
  return page.locator('.choices label:has(:checked) b').allInnerTexts();
}

test('a later ballot replaces the earlier one, and the board says so of both', async () => {
  await using product = await startProduct();
  const electionId = await anElection(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await enterBooth(product, person, 0);
  await choose(page, 'Ruth Lindqvist');
  const first = await castBallot(page);
  product.clock.moveTo(OPENS.add({ hours: 48 }));
  await page.goto(await ballotLink(product, 0));
  await page.getByText('You voted on 1 June. Casting again replaces that ballot.').waitFor();
  await examine(page, '20 booth start again');
  await giveCodeIfAsked(product, page);
  await page.locator('.choices').waitFor();
  expect(await ticked(page)).toEqual([]);
  await choose(page, 'Yuki Hoshino');
  const second = await castBallot(page);
  expect(second).not.toBe(first);
  await page.getByText('This ballot replaces the one from 1 June.').waitFor();
  await page.goto(`/elections/${electionId}/board?tracker=${encodeURIComponent(first)}`);
  await page.getByText('This ballot was replaced by a later one').waitFor();
  await examine(page, '21 board replaced');
  await page.getByLabel('Your tracker').fill(second);
  await press(page, 'Find it');
  await page.getByText('Your ballot is on the board, and it counts').waitFor();
  await page.getByLabel('Your tracker').fill(`${second.slice(0, -1)}~`);
  await press(page, 'Find it');
  await page.getByText('This tracker is not on the board').waitFor();
  await examine(page, '22 board not found');
});

/** A session of two days ago may still be there. */
async function giveCodeIfAsked(product: Product, page: Page): Promise<void> {
  if (await page.getByRole('button', { name: 'Send me a code' }).isVisible()) {
    await giveCode(product, page, 0, 'Start voting');
  } else await press(page, 'Start voting');
}

test('a reload keeps the choices and the order of names, which A–Z changes only while it is wanted', async () => {
  await using product = await startProduct();
  await anElection(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await enterBooth(product, person, 0);
  const order = await namesShown(page);
  expect(order.at(-1)).toBe('None of these');
  expect(order.toSorted()).toEqual(names.toSorted());
  await choose(page, 'Ruth Lindqvist', 'Adaeze Nwosu');
  const chosen = await ticked(page);
  await page.reload();
  await titled(page, 'Board of directors');
  expect(asked).toEqual(['beforeunload']);
  expect(await namesShown(page)).toEqual(order);
  expect(await ticked(page)).toEqual(chosen);
  await press(page, 'A–Z');
  expect(await namesShown(page)).toEqual(names);
  expect(await ticked(page)).toEqual(['Adaeze Nwosu', 'Ruth Lindqvist']);
  await press(page, 'A–Z');
  expect(await namesShown(page)).toEqual(order);
  await page.getByLabel('Find a name').fill('tomas');
  expect(await namesShown(page)).toEqual(['Tomás Arriaga']);
  await page.getByLabel('Find a name').fill('nobody at all');
  await page.getByText('What you chose is still chosen.').waitFor();
  await page.getByLabel('Find a name').fill('');
  expect(await ticked(page)).toEqual(chosen);
  await page.goBack();
  await titled(page, 'Board election 2027');
  await press(page, 'Start voting');
  expect(await ticked(page)).toEqual(chosen);
  await examine(page, '23 booth many names');
});

test('an empty ballot is cast only when it is meant', async () => {
  await using product = await startProduct();
  const electionId = await anElection(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product, { viewport: PHONE });
  const { page } = person;
  await enterBooth(product, person, 0);
  await press(page, 'Check my ballot');
  await titled(page, 'You approve nobody. Is that what you want?');
  await examine(page, '24 booth blank');
  await press(page, 'Go back and choose');
  await titled(page, 'Board of directors');
  await press(page, 'Check my ballot');
  await press(page, 'Leave this question blank');
  await titled(page, 'Check your ballot');
  await page.getByText('Your whole ballot is blank').waitFor();
  await examine(page, '25 booth check blank');
  expect((await headOf(product, electionId)).height).toBe(0);
  await press(page, 'Change Board of directors');
  await page.getByLabel('I approve of none of them').click();
  await press(page, 'Check my ballot');
  await press(page, 'Cast a blank ballot');
  await trackerOn(page);
  expect((await headOf(product, electionId)).height).toBe(1);
});

test('too many chosen is stated, unticks nothing, and blocks the next step until it is mended', async () => {
  await using product = await startProduct();
  await anElection(
    product,
    contest({ method: 'choose', max: 2 }),
    contest({ title: 'Audit committee', seats: seatIds(3).slice(2) }),
  );
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await enterBooth(product, person, 0);
  await choose(page, 'Adaeze Nwosu', 'Ruth Lindqvist', 'Yuki Hoshino');
  const words = 'You chose 3. The limit is 2. Remove 1 to go on.';
  await page.getByText(words).first().waitFor();
  await press(page, 'Next question');
  const box = page.getByRole('alert');
  await box.getByText(words).waitFor();
  await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await page.title()).toMatch(/^Problem: /);
  expect(await ticked(page)).toHaveLength(3);
  await examine(page, '26 booth too many');
  await box.getByRole('link', { name: words }).click();
  await choose(page, 'Ruth Lindqvist');
  await press(page, 'Next question');
  await titled(page, 'Audit committee');
  await choose(page, 'Tomás Arriaga');
  await press(page, 'Back to the question before');
  expect((await ticked(page)).toSorted()).toEqual(['Adaeze Nwosu', 'Yuki Hoshino']);
  await press(page, 'Next question');
  expect(await ticked(page)).toEqual(['Tomás Arriaga']);
  await castBallot(page);
});

test('when voting closes while somebody chooses, the page says so and nothing is cast', async () => {
  await using product = await startProduct();
  const electionId = await anElection(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  product.clock.moveTo(CLOSES.subtract({ minutes: 5 }));
  await enterBooth(product, person, 0);
  await choose(page, 'Ruth Lindqvist');
  await page.getByText('Voting closes in less than 20 minutes').waitFor();
  await examine(page, '27 booth closing soon');
  await press(page, 'Check my ballot');
  product.clock.moveTo(CLOSES.add({ seconds: 12 }));
  await press(page, 'Cast my ballot');
  await page.getByText('Voting closed at 14:00 UTC, 12 seconds before your ballot arrived').waitFor();
  await page.getByText('It was not counted.').waitFor();
  expect(await page.getByRole('button').allInnerTexts()).toEqual([]);
  person.forgive(/status of 409/);
  await examine(page, '28 booth closed at casting');
  expect((await headOf(product, electionId)).height).toBe(0);
  await page.reload();
  await titled(page, 'Voting closed on Tue 15 June, 14:00 UTC');
  await examine(page, '29 booth closed');
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('chosen');
});

test('without a connection nothing is cast, the choices stay, and casting again works', async () => {
  await using product = await startProduct();
  const electionId = await anElection(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page, context } = person;
  await enterBooth(product, person, 0);
  await choose(page, 'Ruth Lindqvist');
  await press(page, 'Check my ballot');
  await context.setOffline(true);
  await press(page, 'Cast my ballot');
  await page.getByText('Not cast: no connection').waitFor();
  person.forgive(/ERR_INTERNET_DISCONNECTED/);
  await examine(page, '30 booth offline');
  expect((await headOf(product, electionId)).height).toBe(0);
  await context.setOffline(false);
  expect(await page.locator('.sum').first().innerText()).toContain('Ruth Lindqvist');
  await press(page, 'Cast my ballot');
  await trackerOn(page);
  expect((await headOf(product, electionId)).height).toBe(1);
});

test('when the answer is lost, the page does not say that nothing was cast, and finds the ballot on the board', async () => {
  await using product = await startProduct();
  const electionId = await anElection(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await enterBooth(product, person, 0);
  await choose(page, 'Ruth Lindqvist');
  await press(page, 'Check my ballot');
  await page.route('**/ballots', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await press(page, 'Cast my ballot');
  await page.getByText('We cannot tell whether your ballot arrived').waitFor();
  person.forgive(/ERR_CONNECTION_RESET/);
  expect(await page.locator('body').innerText()).not.toMatch(/not cast yet/i);
  await examine(page, '31 booth unknown arrival');
  await page.unrouteAll();
  await press(page, 'Look on the board');
  await trackerOn(page);
  expect((await headOf(product, electionId)).height).toBe(1);
});

test('a link that is cut, foreign, too early or leads nowhere explains itself', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const later = await aDraft(product, officer, 2, { name: 'Audit election', opens: '2027-06-05T14:00' });
  await freeze(officer, later);
  const electionId = await anOpenElection(product, officer, 2, { contests: [contest()] });
  const credential = (await ballotLink(product, 0)).split('#')[1]!;
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const open = async (path: string, title: string | RegExp) => {
    const page = await person.tab();
    await page.goto(path);
    await titled(page, title);
    return page;
  };
  await examine(await open(`/vote/${electionId}#${credential.slice(0, 9)}`, 'Your link is not whole'), '32 link cut');
  await open(`/vote/${electionId}`, 'Open your personal link');
  await open(`/vote/${later}#${credential}`, 'This link does not open a ballot here');
  await open(`/vote/12345678901234#${credential}`, 'There is no election at this address');
  person.forgive(/status of 40[0-9]/);
});

test('a wrong code, and one that is too old, are refused; a new one opens the booth', async () => {
  await using product = await startProduct();
  await anElection(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product, { viewport: PHONE });
  const { page } = person;
  await page.clock.install();
  await page.goto(await ballotLink(product, 0));
  await press(page, 'Send me a code');
  const field = page.getByLabel('Code', { exact: true });
  await field.fill('12 34');
  await press(page, 'Start voting');
  await page.getByRole('alert').getByText('Type the 6 digits of the code').waitFor();
  const code = await newestCode(product, addressOf(0));
  await field.fill(String((Number(code) + 1) % 1_000_000).padStart(6, '0'));
  await press(page, 'Start voting');
  const refused = page.getByRole('alert').getByText('The code is wrong, used or too old.');
  await refused.waitFor();
  await expect.poll(() => page.getByRole('alert').evaluate((box) => box === document.activeElement)).toBe(true);
  await examine(page, '33 booth wrong code');
  product.clock.moveTo(OPENS.add({ minutes: 11 }));
  await field.fill(code);
  await refused.waitFor({ state: 'detached' });
  await press(page, 'Start voting');
  await refused.waitFor();
  person.forgive(/status of 4/);
  await page.clock.fastForward(31_000);
  await press(page, 'Send it again');
  await page.getByText('Look in your spam folder too.').waitFor();
  await field.fill(await newestCode(product, addressOf(0)));
  await page.keyboard.press('Enter');
  await titled(page, 'Board of directors');
});

test('who is signed out meanwhile keeps the choices and casts with a new code', async () => {
  await using product = await startProduct();
  await anElection(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page, context } = person;
  await enterBooth(product, person, 0);
  await choose(page, 'Ruth Lindqvist');
  await press(page, 'Check my ballot');
  await context.clearCookies();
  await press(page, 'Cast my ballot');
  await page.getByText('Your choices are still here. Enter a new code to cast.').waitFor();
  person.forgive(/status of 401/);
  await examine(page, '34 booth code again');
  await giveCode(product, page, 0, 'Cast my ballot');
  await trackerOn(page);
});

test('two tabs do not mix their choices, and the ballot cast last counts', async () => {
  await using product = await startProduct();
  const electionId = await anElection(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await enterBooth(product, person, 0);
  await choose(page, 'Ruth Lindqvist');
  const other = await person.tab();
  await other.goto(await ballotLink(product, 0));
  await press(other, 'Start voting');
  await choose(other, 'Yuki Hoshino');
  expect(await ticked(page)).toEqual(['Ruth Lindqvist']);
  expect(await ticked(other)).toEqual(['Yuki Hoshino']);
  const first = await castBallot(page);
  const second = await castBallot(other);
  await other.getByText('This ballot replaces').waitFor();
  await page.goto(`/elections/${electionId}/board?tracker=${encodeURIComponent(first)}`);
  await page.getByText('This ballot was replaced by a later one').waitFor();
  await page.goto(`/elections/${electionId}/board?tracker=${encodeURIComponent(second)}`);
  await page.getByText('Your ballot is on the board, and it counts').waitFor();
});

test('after casting nothing on the device shows the choices: not Back, not a reload, not what the tab keeps', async () => {
  await using product = await startProduct();
  await anElection(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product, { viewport: DESK });
  const { page } = person;
  const link = await ballotLink(product, 0);
  const credential = link.split('#')[1]!;
  await page.goto('/');
  await enterBooth(product, person, 0);
  expect(page.url()).not.toContain('#');
  await choose(page, 'Ruth Lindqvist');
  const tracker = await castBallot(page);
  for (let steps = 0; steps < 2; steps += 1) {
    await page.evaluate(() => history.back());
    await expect.poll(() => page.locator('.choices, .sum .says').count()).toBe(0);
  }
  await page.goto('/');
  await page.goBack();
  expect(await trackerOn(page)).toBe(tracker);
  await page.reload();
  expect(await trackerOn(page)).toBe(tracker);
  const kept = await page.evaluate(() => JSON.stringify([sessionStorage, localStorage, history.state]));
  expect(kept).toContain(tracker);
  for (const secret of [credential, 'chosen', 'sealed', 'Ruth', 'order']) expect(kept).not.toContain(secret);
  expect(await page.content()).not.toContain(credential);
});

test('nothing that leaves the device says what was chosen: only the sealed ballot goes', async () => {
  await using product = await startProduct();
  const electionId = await anElection(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page, asked } = person;
  const credential = (await ballotLink(product, 0)).split('#')[1]!;
  await enterBooth(product, person, 0);
  await choose(page, 'Ruth Lindqvist', 'Adaeze Nwosu');
  await choose(page, 'Adaeze Nwosu');
  await press(page, 'A–Z');
  await page.getByLabel('Find a name').fill('Ruth');
  await castBallot(page);
  const sent = asked.filter(({ method }) => method !== 'GET');
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `POST /api/elections/${electionId}/voter`,
    `POST /api/elections/${electionId}/voter/codes`,
    'POST /api/sign-in/codes',
    `POST /api/elections/${electionId}/ballots`,
  ]);
  for (const { path, body } of asked) {
    const said = decodeURIComponent(path) + body;
    expect(said).not.toContain(credential);
    for (const name of names) expect(said).not.toContain(name);
    expect(said).not.toMatch(/Ruth|chosen/);
    // Marks in the clear would be a list of noughts and ones.
    expect(said).not.toMatch(/\[\s*"?[01]"?\s*(,\s*"?[01]"?\s*)*\]/);
  }
  const { ballot, ...more } = JSON.parse(sent.at(-1)!.body) as { ballot: string };
  expect(more).toEqual({});
  expect(Object.keys(JSON.parse(ballot) as object).toSorted()).toEqual([
    'answers',
    'credential',
    'election_hash',
    'election_uuid',
    'signature',
  ]);
});

import { expect, test } from 'vitest';
import { PHONE, startBrowser, type Person } from '../support/browser.ts';
import { anOpenElection, aVoter, cast, CLOSES } from '../support/elections.ts';
import { anAdministrator, startProduct } from '../support/product.ts';
import { ballotLink, titled } from './booth.ts';
import type { Page } from 'playwright-core';
import { examine } from './examine.ts';

/** axe is script itself: it looks at what the server sent, with every script element taken out. */
async function examineAsSent(reader: Person, page: Page, name: string): Promise<void> {
  await reader.page.route(page.url(), async (route) => {
    const response = await route.fetch();
    const html = (await response.text()).replaceAll(/<script\b.*?<\/script>|<\/?noscript>/gs, '');
    await route.fulfill({ response, body: html });
  });
  await reader.page.goto(page.url());
  await examine(reader.page, name);
}

test('without script the booth says so in words, and holds nothing that could cast', async () => {
  await using product = await startProduct();
  await anOpenElection(product, await anAdministrator(product), 2);
  await using browser = await startBrowser();
  await using person = await browser.person(product, { viewport: PHONE, javaScriptEnabled: false });
  await using reader = await browser.person(product);
  const { page } = person;
  await page.goto(await ballotLink(product, 0));
  await titled(page, 'Nothing was cast');
  expect(await page.locator('main').innerText()).toContain('seals your ballot on your own device and needs JavaScript');
  expect(await page.locator('form, button, input, select, textarea').count()).toBe(0);
  await examineAsSent(reader, page, '40 booth without script');
  expect(person.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('without script everybody can read what is public and find a ballot on the board', async () => {
  await using product = await startProduct();
  const electionId = await anOpenElection(product, await anAdministrator(product), 2);
  const { tracker } = await cast(electionId, await aVoter(product, electionId, 0), [[1, 1, 0, 0]]);
  const candidate = (await product.visitor().call('readElection', { path: { electionId } })).contests[0]!
    .candidates[0]!;
  await using browser = await startBrowser();
  await using person = await browser.person(product, { javaScriptEnabled: false });
  await using reader = await browser.person(product);
  const { page } = person;
  await page.goto('/');
  await titled(page, 'Elections');
  await examineAsSent(reader, page, '41 list');
  await page.getByRole('link', { name: 'Board election 2027' }).click();
  await titled(page, 'Board election 2027');
  await page.getByText('1 of 2 voters cast a ballot').waitFor();
  await examineAsSent(reader, page, '42 election open');
  await page.getByRole('link', { name: 'Candidates' }).first().click();
  await titled(page, '4 candidates');
  await page.getByRole('heading', { name: candidate.name }).waitFor();
  await examineAsSent(reader, page, '43 candidates');
  await page.getByRole('link', { name: 'Board', exact: true }).click();
  await page.getByLabel('Your tracker').fill(tracker.replaceAll(/(.{4})/g, '$1 '));
  await page.getByRole('button', { name: 'Find it' }).click();
  await page.getByText('Your ballot is on the board, and it counts').waitFor();
  await page.getByRole('link', { name: 'Rules' }).click();
  await titled(page, 'Rules of this election');
  await examineAsSent(reader, page, '44 rules');

  product.clock.moveTo(CLOSES);
  await product.settle();
  await page.getByRole('link', { name: 'Turnout' }).click();
  await titled(page, /are elected$/);
  await page.getByText('100.0%').first().waitFor();
  await page.getByRole('link', { name: 'Check', exact: true }).click();
  await page.getByText('This part needs JavaScript. Without it, check with one of the programs below.').waitFor();
  await page.getByText('npm run verify').waitFor();
  await page.getByText('belenios-tool election verify').waitFor();
  await examineAsSent(reader, page, '45 check without script');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the record' }).first().click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${electionId}.bel`);
});

test('without script every other place says in words that it needs it', async () => {
  await using product = await startProduct();
  await using browser = await startBrowser();
  await using person = await browser.person(product, { javaScriptEnabled: false });
  const { page } = person;
  for (const path of ['/office', '/sign-in', '/me', '/set-up', '/mailbox', '/trustee/12345678901234']) {
    await page.goto(path);
    await titled(page, 'Nothing was changed');
    expect(await page.locator('form, button, input').count()).toBe(0);
  }
});

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { decodeEvidence } from '../../protocol/head.ts';
import { startBrowser } from '../support/browser.ts';
import { headOf } from '../support/board.ts';
import { anOpenElection } from '../support/elections.ts';
import { aName } from '../support/names.ts';
import { anAdministrator, startProduct } from '../support/product.ts';
import { choose, enterBooth, press, titled } from './booth.ts';
import { examine } from './examine.ts';

const [first, second] = [aName(40), aName(42)];

test('a voter opens a sealed ballot, everybody sees what it held, and another one is cast', async () => {
  await using product = await startProduct();
  const electionId = await anOpenElection(product, await anAdministrator(product), 2);
  await using browser = await startBrowser();
  await using voter = await browser.person(product);
  await using visitor = await browser.person(product);
  const { page, asked } = voter;

  await enterBooth(product, voter, 0);
  await choose(page, first, second);
  await press(page, 'Check my ballot');
  await page.getByText('Test instead of cast').click();
  const before = asked.length;
  await press(page, 'Seal my ballot and show its code');
  const tracker = page.locator('details .tracker');
  await tracker.waitFor();
  const code = (await tracker.innerText()).replaceAll(/\s/g, '');
  // Nobody but the device knows the ballot when its code is shown.
  expect(asked.slice(before).filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(await page.getByText('What you open becomes public').isVisible()).toBe(true);
  await examine(page, 'booth-test-sealed');

  await press(page, 'Open this ballot');
  await page.getByText('It matches what you chose').waitFor();
  expect(await page.locator('details ul').first().innerText()).toBe(`Board of directors: ${first}, ${second}`);
  expect((await tracker.innerText()).replaceAll(/\s/g, '')).toBe(code);
  expect((await headOf(product, electionId)).height).toBe(0);
  const sent = asked.filter(({ path }) => path.endsWith('/audits'));
  expect(sent).toHaveLength(1);
  expect(sent[0]!.body).not.toContain('signature');
  await examine(page, 'booth-test-opened');

  await visitor.page.goto(`${product.url}/elections/${electionId}/board`);
  await examine(visitor.page, 'board-with-head');
  await visitor.page.getByRole('link', { name: 'See the opened ballots' }).click();
  await titled(visitor.page, 'Opened test ballots');
  await press(visitor.page, 'Check them in this browser');
  const card = visitor.page.locator('li.card', { hasText: 'Ballot 1' });
  await card.getByText('Checked').waitFor();
  expect((await card.locator('.tracker').innerText()).replaceAll(/\s/g, '')).toBe(code);
  expect(await card.locator('ul').innerText()).toBe(`Board of directors: ${first}, ${second}`);
  expect(await visitor.page.content()).not.toContain('voter0@');
  await examine(visitor.page, 'test-ballots');

  await press(page, 'Seal a new ballot');
  await press(page, 'Cast my ballot');
  await titled(page, 'Your ballot is cast');
  expect((await headOf(product, electionId)).height).toBe(1);
  await page.getByText('Signed receipt', { exact: true }).click();
  await examine(page, 'receipt-signed');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save the signed receipt' }).click();
  const file = await (await download).path();
  const { head } = decodeEvidence(await readFile(file, 'utf8'));
  expect(head).toMatchObject({ electionUuid: electionId, ...(await headOf(product, electionId)) });
});

test('the ballot whose code was shown is cast when the voter decides so, and then it cannot be opened', async () => {
  await using product = await startProduct();
  const electionId = await anOpenElection(product, await anAdministrator(product), 1);
  await using browser = await startBrowser();
  await using voter = await browser.person(product);
  const { page, asked } = voter;
  await enterBooth(product, voter, 0);
  await choose(page, first);
  await press(page, 'Check my ballot');
  await page.getByText('Test instead of cast').click();
  await press(page, 'Seal my ballot and show its code');
  const tracker = page.locator('details .tracker');
  await tracker.waitFor();
  const code = (await tracker.innerText()).replaceAll(/\s/g, '');
  await press(page, 'Cast my ballot');
  await titled(page, 'Your ballot is cast');
  const { body } = asked.find(({ path }) => path.endsWith('/ballots'))!;
  const { ballot } = JSON.parse(body) as { ballot: string };
  expect((JSON.parse(ballot) as { signature: { hash: string } }).signature.hash).toBe(code);
  const { total } = await product.visitor().call('readAudits', { path: { electionId }, query: {} });
  expect(total).toBe(0);
});

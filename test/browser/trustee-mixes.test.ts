import { Buffer } from 'node:buffer';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readPayloads } from '../../db/board.ts';
import { decodeOwned } from '../../protocol/decryption.ts';
import { hashOf } from '../../protocol/hash.ts';
import { sealTrusteeFile } from '../../protocol/trustee-key-file.ts';
import { reportOf } from '../support/board.ts';
import { PHONE, signIn, startBrowser, type Browser, type Person } from '../support/browser.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import { aClosedScoreElection, type Member } from '../support/trustee-groups.ts';
import { trusteeToken } from '../support/trustees.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';
import { tabAndPress } from './keyboard.ts';

const passphrase = 'seven quiet herons wade';
const ballots = Array.from({ length: 12 }, (_, voter) => [voter % 6, 5, (voter * 2) % 6, 0]);

test('trustees mix the ballots in the browser, one after the other, and see how far it has come; then they open them', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const { electionId, members } = await aClosedScoreElection(product, officer, ballots);
  const [first, second, third] = members as [Member, Member, Member];
  await using browser = await startBrowser();
  await using one = await browser.person(product);
  await goTo(product, electionId, one, first);
  await titled(one.page, 'Mix the ballots');
  await one.page.getByText('Every check passed.').waitFor();
  await one.page.getByText('1 of 3 has mixed them so far.').waitFor();
  await examine(one.page, 'trustee mixes');

  // Left in the middle: nothing is lost, and it begins anew.
  await one.page.route('**/trustee/shuffle?after=1', () => undefined);
  await press(one.page, 'Mix the ballots');
  await one.page.reload();
  await one.page.unroute('**/trustee/shuffle?after=1');
  await one.page.getByText('Every check passed.').waitFor();
  const steps = await watchProgress(one.page, 'Mixing the ballots');
  await tabAndPress(one.page, one.page.getByRole('button', { name: 'Mix the ballots' }));
  await titled(one.page, 'The ballots are being mixed');
  assertProgress(await steps());
  await one.page.getByText('You mixed the ballots').waitFor();
  await examine(one.page, 'trustee has mixed');
  const [, mine] = (await readPayloads(product.ports.db, electionId, 'Shuffle')).map(decodeOwned);
  expect(mine?.owner).toBe(1);
  expect(await one.page.locator('.notice .mono').textContent()).toBe(mine?.payload);
  assertNothingElseSent(one, electionId, mine!.payload);

  await product.settle();
  await seenByOthers(product, browser, electionId);

  // The second has looked at the board on a phone; before the press the third, who had the turn as well, was faster.
  product.clock.moveTo(product.ports.clock.now().add({ hours: 25 }));
  await product.settle();
  await using two = await browser.person(product, { viewport: PHONE });
  await goTo(product, electionId, two, second);
  await two.page.getByText('Every check passed. ').waitFor();
  await third.giveShuffle(await third.shuffle());
  await product.settle();
  await press(two.page, 'Mix the ballots');
  await two.page.getByText('Enough trustees have mixed them by now.').waitFor();
  two.forgive(/409/u);
  await examine(two.page, 'trustee was too late to mix');
  await press(two.page, 'Load the page again');
  await addPart(two, await keyFileOf(second, electionId, 2));
  await third.giveShare(await third.share());
  await product.settle();
  const report = await reportOf(product, electionId);
  expect(report.verdict).toBe('passed');
  const [opened] = report.result ?? [];
  expect(opened?.kind === 'ballots' && opened.ballots.map(String).sort()).toEqual(ballots.map(String).sort());
}, 300_000);

/** Everybody can see who has mixed, and the office whom to remind. */
async function seenByOthers(product: Product, browser: Browser, electionId: string): Promise<void> {
  await using stranger = await browser.person(product);
  await stranger.page.goto(`/elections/${electionId}`);
  await stranger.page.getByText('2 of 3 have mixed them so far, the server first.').waitFor();
  const rows = stranger.page.locator('.rules li');
  expect((await rows.allTextContents()).slice(0, 3)).toEqual([
    'Odalys Brandthas mixed them',
    'Henk Verbruggenhas not mixed them',
    'Sunniva Aashas not mixed them',
  ]);
  await examine(stranger.page, 'ballots are being mixed');
  await using officer = await browser.person(product);
  await signIn(product, officer.page, 'ines@lantern.example', `/office/elections/${electionId}`);
  await officer.page.getByText('It is the turn of Henk Verbruggen.').waitFor();
  await examine(officer.page, 'office while ballots are mixed');
  await officer.page.getByRole('link', { name: 'Whose turn it is' }).click();
  await titled(officer.page, 'Trustees');
  await officer.page.getByRole('button', { name: 'Invite again: 1 trustee whose turn it is' }).waitFor();
  await examine(officer.page, 'office trustees while ballots are mixed');
}

async function goTo(product: Product, electionId: string, { page }: Person, { email }: Member): Promise<void> {
  await page.goto(`/trustee/${electionId}#${await trusteeToken(product, email)}`);
}

/** Every value that the bar of this name takes from now on. */
async function watchProgress(page: Page, name: string): Promise<() => Promise<number[]>> {
  await page.evaluate((label) => {
    const seen: number[] = [];
    (globalThis as { seen?: number[] }).seen = seen;
    const look = () => {
      const bar = document.querySelector(`[role=progressbar][aria-label="${label}"]`);
      if (bar !== null) seen.push(Number(bar.getAttribute('aria-valuenow')));
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  }, name);
  return () => page.evaluate(() => (globalThis as { seen?: number[] }).seen ?? []);
}

function assertProgress(values: readonly number[]): void {
  expect(values).toEqual(values.toSorted((before, after) => before - after));
  expect(new Set(values).size).toBeGreaterThan(3);
  expect(values.at(-1)).toBe(100);
}

/** Besides the token nothing left the page but what stands on the board: a shuffle, which shows no order. */
function assertNothingElseSent({ asked }: Person, electionId: string, published: string): void {
  const sent = asked.filter(({ method, body }) => method !== 'GET' || body !== '');
  const shuffles = sent.filter(({ path }) => path === `/api/elections/${electionId}/trustee/shuffle?after=1`);
  expect(shuffles.map(({ body }) => hashOf(body)).at(-1)).toBe(published);
  const others = sent.filter((request) => !shuffles.includes(request));
  expect(new Set(others.map(({ path }) => path))).toEqual(new Set([`/api/elections/${electionId}/trustee`]));
  for (const { body } of others) expect(Object.keys(JSON.parse(body) as object)).toEqual(['token']);
  for (const { path } of asked) expect(path).toMatch(/^\/(?:trustee|assets|api\/elections)\/|^\/favicon/u);
}

async function keyFileOf(member: Member, electionId: string, owner: number): Promise<string> {
  const { ceremony } = await member.view();
  const secret = { kind: 'trustee seed', secret: member.seed, public: ceremony!.certificate! } as const;
  return sealTrusteeFile(secret, { electionId, owner, election: 'Board election 2027' }, passphrase);
}

async function addPart({ page }: Person, file: string): Promise<void> {
  await titled(page, 'Add your part to the result');
  await page.getByText('nobody can tell whose is whose').waitFor();
  const key = { name: 'key.json', mimeType: 'application/json', buffer: Buffer.from(file) };
  await page.getByLabel('Choose the file').setInputFiles(key);
  await page.getByLabel('The passphrase of the file').fill(passphrase);
  await press(page, 'Open the file');
  await page.getByText('The file fits').waitFor();
  await page.getByText('Every check passed.').waitFor();
  await examine(page, 'trustee opens mixed ballots');
  const steps = await watchProgress(page, 'Making your part');
  await press(page, 'Add my part');
  await titled(page, 'Your part is added');
  assertProgress(await steps());
}

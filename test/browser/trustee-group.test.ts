import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openKeyFile } from '../../protocol/key-file.ts';
import { reportOf } from '../support/board.ts';
import { startBrowser, type Person } from '../support/browser.ts';
import { aDraft, aVoter, cast, CLOSES, freeze, OPENS } from '../support/elections.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import { GROUP } from '../support/trustee-groups.ts';
import { trusteeToken } from '../support/trustees.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';

const passphrase = 'seven quiet herons wade';

test('three people make a key together in three browsers; one never comes back, and the other two open the result', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const electionId = await aDraft(product, officer, 2, { trustees: GROUP, threshold: 2 });
  await officer.call('inviteTrustees', { path: { electionId } });
  await product.settle();
  await using first = await startBrowser();
  await using second = await startBrowser();
  await using third = await startBrowser();
  await using one = await first.person(product);
  await using two = await second.person(product);
  await using three = await third.person(product);
  const people = [one, two, three];
  const files: string[] = [];
  for (const [place, { page }] of people.entries()) {
    await page.goto(await linkTo(product, electionId, place));
    files.push(await makeKey(page, place === 0));
  }
  // The pages are open: the second step goes by itself, and all come to compare.
  for (const { page } of people) await titled(page, 'Compare, then finish your key');
  const lines = await Promise.all(people.map(({ page }) => page.locator('dd .mono').allTextContents()));
  expect(lines[0]).toHaveLength(3);
  expect(lines[1]).toEqual(lines[0]);
  expect(lines[2]).toEqual(lines[0]);
  await examine(one.page, 'trustee compares');
  // One closed the page, and goes on from the mail, with the file.
  await product.settle();
  await two.page.goto(await linkTo(product, electionId, 1));
  await openFile(two.page, files[1]!, 'another passphrase');
  await two.page.getByText('The passphrase does not open this file').waitFor();
  await openFile(two.page, files[1]!, passphrase);
  for (const { page } of people) await press(page, 'They are all the same: finish my key');
  for (const { page } of people) await titled(page, /Your key is given|Step 3 of 3 is done/u);
  await three.page.close();

  await freeze(officer, electionId);
  product.clock.moveTo(OPENS);
  await product.settle();
  await cast(electionId, await aVoter(product, electionId, 0), [[0, 1, 0, 0]]);
  product.clock.moveTo(CLOSES);
  await product.settle();
  for (const [place, { page }] of [one, two].entries()) {
    await page.goto(await linkTo(product, electionId, place));
    await titled(page, 'Add your part to the result');
    await openFile(page, files[place]!, passphrase, 'Choose the file');
    await page.getByText('The file fits').waitFor();
    if (place === 0) await examine(page, 'trustee of a group adds a part');
    await press(page, 'Add my part');
    await titled(page, 'Your part is added');
  }
  await product.settle();
  expect(await product.visitor().call('readElection', { path: { electionId } })).toMatchObject({
    phase: 'tallied',
    result: [{ votes: [0, 1, 0, 0] }],
  });
  expect(await reportOf(product, electionId)).toMatchObject({ verdict: 'passed' });
  for (const [place, person] of people.entries()) await assertNothingSecretLeft(person, files[place]!);
}, 400_000);

async function linkTo(product: Product, electionId: string, place: number): Promise<string> {
  return `/trustee/${electionId}#${await trusteeToken(product, GROUP[place]!.email)}`;
}

/** Makes, saves, opens again, gives; returns the file. */
async function makeKey(page: Page, isLookedAt: boolean): Promise<string> {
  await titled(page, 'Make your key');
  if (isLookedAt) await examine(page, 'trustee makes a key together');
  await press(page, 'Make my key');
  await titled(page, 'Save your key file');
  await page.getByLabel('A passphrase for the file').fill(passphrase);
  await page.getByLabel('The passphrase once more').fill('something else');
  await press(page, 'Save my key file');
  await page.getByText('The two are not the same').waitFor();
  if (isLookedAt) await examine(page, 'trustee seals the key file');
  await page.getByLabel('The passphrase once more').fill(passphrase);
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Save my key file')]);
  const file = await readFile(await download.path(), 'utf8');
  await titled(page, 'Open the file again');
  await openFile(page, file, passphrase, 'Your key file');
  await press(page, 'Give my public key');
  await titled(page, /Step 1 of 3 is done|Exchange|Compare/u);
  return file;
}

async function openFile(page: Page, file: string, typed: string, label = 'Choose the file'): Promise<void> {
  const key = { name: 'key.json', mimeType: 'application/json', buffer: Buffer.from(file) };
  await page.getByLabel(label, { exact: true }).setInputFiles(key);
  await page.getByLabel('The passphrase of the file').fill(typed);
  await press(page, 'Open the file');
}

/** What the page asked the server for holds no passphrase, no seed and nothing of the sealed file. */
async function assertNothingSecretLeft(person: Person, file: string): Promise<void> {
  const { data } = JSON.parse(file) as { data: string };
  const { secret } = await openKeyFile(file, passphrase);
  const sent = person.asked.map(({ path, body }) => `${path} ${body}`).join('\n');
  expect(sent).toContain('/trustee/ceremony');
  for (const word of [passphrase, secret, data]) expect(sent).not.toContain(word);
}

import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startBrowser, type Person } from '../support/browser.ts';
import { freeze, OPENS } from '../support/elections.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import {
  aDraftWithRegistrar,
  aPublishedElection,
  everyText,
  registrarLink,
  registrarToken,
} from '../support/registrar.ts';
import { castBallot, choose, giveCode, press, titled } from './booth.ts';
import { examine } from './examine.ts';

const passphrase = 'nine otters mend the weir';
// Every opening of the file costs what guessing its passphrase would.
const patience = 480_000;

test(
  'a registrar makes, checks, sends and replaces links in Chromium; a voter casts by one, and the server learns none',
  async () => {
    await using product = await startProduct();
    const officer = await anAdministrator(product);
    const electionId = await aDraftWithRegistrar(product, officer, 3);
    await using browser = await startBrowser();
    await using registrar = await browser.person(product);
    const { page } = registrar;
    page.setDefaultTimeout(120_000);

    await page.goto(await registrarLink(product, electionId));
    await titled(page, 'Make the personal links');
    await examine(page, 'registrar makes');
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('The same again').fill('another');
    await press(page, 'Make the links');
    await page.getByText('The two passphrases differ').waitFor();
    await page.getByLabel('The same again').fill(passphrase);
    await press(page, 'Make the links');
    await titled(page, 'Save your file');
    const links = await download(page, () => press(page, 'Save my file'));
    await titled(page, 'Open the file again');
    await page.getByLabel('Your file').setInputFiles(await links.path());
    await page.getByText('The file is whole').waitFor();
    await press(page, 'Give the public list');
    await titled(page, 'Your list is given');

    await freeze(officer, electionId);
    product.clock.moveTo(OPENS);
    await product.settle();
    await page.goto(await registrarLink(product, electionId));
    await titled(page, 'Send the personal links');
    await openWith(page, 'Choose the file that you saved', await links.path());
    await page.getByText('The published list is exactly yours, for').waitFor();
    const table = await download(page, () => press(page, 'Save the table'));
    const lines = (await readFile(await table.path(), 'utf8')).split('\r\n').slice(1, -1);
    const voters = lines.map((line) => line.slice(1, -1).split('","'));
    expect(voters.map(([, email]) => email)).toEqual([0, 1, 2].map((number) => `voter${number}@members.example`));
    const spares = await download(page, () => press(page, 'Save the spare links'));
    await page.getByLabel('Addresses to which no mail could be sent').fill('voter2@members.example');
    await examine(page, 'registrar sends');
    await press(page, 'All links are sent');
    await titled(page, 'The links are sent');

    await using voter = await browser.person(product);
    await voter.page.goto(voters[0]![2]!);
    await voter.page.getByText('Wilhelmina Achterberg, the registrar, makes the personal links').waitFor();
    await giveCode(product, voter.page, 0, 'Start voting');
    await vote(voter);

    const { entries } = await officer
      .call('signInByPassword', { body: { email: 'ines@lantern.example', password: 'seven quiet herons wade' } })
      .then(() => officer.call('readRoll', { path: { electionId }, query: {} }));
    const lost = entries.find(({ email }) => email === 'voter2@members.example')!;
    await officer.call('askForLink', { path: { electionId, entryId: lost.id }, body: { reason: 'never-came' } });
    await product.settle();
    await page.goto(await registrarLink(product, electionId));
    await titled(page, 'Give another link');
    await openWith(page, 'Choose the file', await spares.path());
    await examine(page, 'registrar replaces');
    await press(page, `Give ${lost.name} another link`);
    const link = await page.locator('.new-link').innerText();
    await using second = await browser.person(product);
    await second.page.goto(voters[2]![2]!);
    await titled(second.page, 'This link does not open a ballot here');
    second.forgive(/401/);
    await second.page.goto('about:blank');
    await second.page.goto(link);
    await giveCode(product, second.page, 2, 'Start voting');
    await vote(second);

    await noSecretLeft(registrar, product, [...voters.map(([, , address]) => address!), link]);
    page.on('dialog', (dialog) => void dialog.accept());
  },
  patience,
);

test(
  'the office chooses a registrar, follows the work, and asks for another link for a voter',
  async () => {
    await using product = await startProduct();
    const officer = await anAdministrator(product);
    const { electionId } = await aPublishedElection(product, officer, 2);
    const body = { token: await registrarToken(product, electionId), undelivered: [] };
    await product.visitor().call('reportMailing', { path: { electionId }, body });
    await using browser = await startBrowser();
    await using person = await browser.person(product);
    const { page } = person;
    page.setDefaultTimeout(120_000);
    await page.goto('/sign-in');
    const credentials = { email: 'ines@lantern.example', password: 'seven quiet herons wade' };
    await page.evaluate(async (body) => {
      const headers = { 'content-type': 'application/json' };
      await fetch('/api/sign-in/passwords', { method: 'POST', headers, body });
    }, JSON.stringify(credentials));
    await page.goto('/office/new');
    await titled(page, 'Draft an election');
    await page.getByLabel('A person makes and sends them').check();
    await page.getByLabel('Registrar, name').waitFor();
    await examine(page, 'office drafts with a registrar');
    await page.goto(`/office/elections/${electionId}/roll`);
    await page.getByRole('button', { name: 'Ask for another' }).first().click();
    await press(page, /^Ask the registrar/);
    await page.getByText('The registrar is asked.').waitFor();
    await page.goto(`/office/elections/${electionId}/registrar`);
    await page.getByText('Not given yet').waitFor();
    await examine(page, 'office and its registrar');
  },
  patience,
);

async function vote({ page }: Person): Promise<void> {
  await page.locator('.choices').waitFor();
  const [name] = await page.locator('.choices label').allInnerTexts();
  await choose(page, name!.split('\n')[0]!);
  await castBallot(page);
}

async function openWith(page: Page, label: string, path: string): Promise<void> {
  await page.getByLabel(label).setInputFiles(path);
  await page.getByLabel('Its passphrase').fill(passphrase);
  await press(page, 'Open the file');
  await page.getByText('The file is open').waitFor();
}

async function download(page: Page, act: () => Promise<void>): Promise<Download> {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return file;
}

/** Neither in a request of the registrar's browser nor in any table. */
async function noSecretLeft({ asked }: Person, product: Product, links: readonly string[]): Promise<void> {
  const secrets = links.map((link) => link.split('#')[1]!);
  expect(secrets.every((secret) => secret.length === 25)).toBe(true);
  for (const { path, body } of asked) {
    expect(
      secrets.find((secret) => body.includes(secret) || path.includes(secret)),
      path,
    ).toBeUndefined();
  }
  for (const { table, text } of await everyText(product)) {
    expect(
      secrets.find((secret) => text.includes(secret)),
      table,
    ).toBeUndefined();
  }
}

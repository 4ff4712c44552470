import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { makeSetUpLink } from '../../server/sign-in/set-up.ts';
import { startBrowser, type Person, signInHere } from '../support/browser.ts';
import { aVoter, cast, CLOSES, mailTo, OPENS } from '../support/elections.ts';
import { someMembers } from '../support/members.ts';
import { startProduct, type Product } from '../support/product.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';

const OFFICER = { name: 'Ines Halvorsen', email: 'ines@lantern.example', password: 'seven quiet herons wade' };
const TRUSTEE = { name: 'Odalys Brandt', email: 'odalys@trustees.example' };

async function field(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(value);
}

/** The first administrator, made by clicking through the set-up link. */
async function setUp(product: Product, { page }: Person): Promise<void> {
  await page.goto((await makeSetUpLink(product.ports))!);
  await titled(page, 'Make the first administrator');
  await page.locator('#name').fill(OFFICER.name);
  await page.locator('#email').fill(OFFICER.email);
  await page.locator('#password').fill('short');
  await press(page, 'Make me administrator');
  await page.getByRole('alert').waitFor();
  await examine(page, '50 set-up');
  await page.locator('#password').fill(OFFICER.password);
  await press(page, 'Make me administrator');
  await titled(page, 'Elections');
}

async function draftByForm({ page }: Person): Promise<void> {
  await page.getByText('There is no election yet.').waitFor();
  await examine(page, '51 office empty');
  await page.getByRole('link', { name: 'Draft an election' }).click();
  await titled(page, 'Draft an election');
  await press(page, 'Save the draft');
  await page.getByRole('alert').waitFor();
  await examine(page, '52 draft problems');
  await page.locator('#name').fill('Board election 2027');
  await page.locator('#description').fill('Two directors for three years.');
  await page.locator('#timetable-zone').selectOption('UTC');
  await page.getByLabel('Voting opens', { exact: true }).fill('2027-06-01T14:00');
  await page.getByLabel('Voting closes').fill('2027-06-15T14:00');
  await page.getByText('Tuesday 15 June 2027 at 14:00 UTC').waitFor();
  expect(await page.getByLabel('Record date').inputValue()).toBe('2027-06-01T14:00');
  await page.getByLabel('Record date').fill('2027-05-01T12:00');
  await page.getByLabel('This is a regular election of the board').check();
  await page.getByLabel('Title', { exact: true }).fill('Board of directors');
  await page.getByLabel('First day of the terms').fill('2027-07-01');
  await page.getByText('11 seats are filled, so 11 people are elected.').waitFor();
  for (const seat of await page.getByRole('checkbox', { name: /^Seat (A[34]|B\d|C\d), vacant$/ }).all()) {
    await seat.uncheck();
  }
  await page.getByText('2 seats are filled, so 2 people are elected.').waitFor();
  await press(page, 'Add a candidate');
  await field(page, 'Candidate 1, name', 'Mei-Ling Duong');
  await page.getByText('Paste a list of candidates').click();
  await field(page, 'One person a line: name; affiliation', 'Rafael Castellano; Harbour works\nRuth Lindqvist\n');
  await press(page, 'Add these 2 candidates');
  await page.getByLabel('A fraction of the roll').check();
  await field(page, 'Parts needed', '1');
  await field(page, 'Of so many equal parts', '3');
  await page.getByLabel('Trustees hold the keys, and all of them are needed').check();
  if ((await page.getByLabel('Trustee 1, name').count()) === 0) await press(page, 'Add a trustee');
  await field(page, 'Trustee 1, name', TRUSTEE.name);
  await page.locator('#trustees-0-email').fill(TRUSTEE.email);
  await examine(page, '53 draft filled');
  await press(page, 'Save the draft');
  await titled(page, 'Board election 2027');
  await examine(page, '54 tasks');
}

async function freezeTheRoll({ page }: Person): Promise<void> {
  await page.getByRole('link', { name: 'Work out the roll and freeze it' }).click();
  await titled(page, 'Roll');
  await press(page, 'Work out the roll');
  await page.getByRole('link', { name: 'Freeze the roll' }).click();
  await titled(page, 'Freeze the roll');
  await page.getByLabel('How many people are on the roll?').fill('3');
  await press(page, 'Freeze the roll');
  await titled(page, 'Roll');
  await page.getByText('as it was frozen').waitFor();
  await page.getByRole('link', { name: 'Board election 2027' }).click();
  await page.getByText('Frozen: 3 people may vote.').waitFor();
}

async function trusteeLink(product: Product): Promise<string> {
  await product.settle();
  const mails = await mailTo(product, TRUSTEE.email);
  return mails.map(({ text }) => /\S+\/trustee\/\S+/.exec(text)?.[0]).find((found) => found !== undefined)!;
}

const PASSPHRASE = 'seven quiet herons wade';

/** Makes the key in the browser, saves the file, and opens it again. Gives the path of the file. */
async function makeKey(product: Product, { page }: Person): Promise<string> {
  await page.goto(await trusteeLink(product));
  await titled(page, 'Make your key');
  await examine(page, '58 trustee make key');
  await press(page, 'Make my key');
  await titled(page, 'Save your key file');
  await examine(page, '59 trustee save key');
  await page.getByLabel('A passphrase for the file').fill(PASSPHRASE);
  await page.getByLabel('The passphrase once more').fill(PASSPHRASE);
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Save my key file')]);
  expect(download.suggestedFilename()).toMatch(/-trustee-1-key\.json$/);
  const path = await download.path();
  await titled(page, 'Open the file again');
  const other = { name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{}') };
  await page.getByLabel('Your key file').setInputFiles(other);
  await page.getByRole('alert').waitFor();
  await examine(page, '60 trustee wrong file');
  await openKeyFile(page, 'Your key file', path);
  await page.getByText('The file is whole and holds your key').waitFor();
  await examine(page, '61 trustee file fits');
  await press(page, 'Give my public key');
  await titled(page, 'Your key is given');
  await examine(page, '62 trustee key given');
  return path;
}

async function openKeyFile(page: Page, label: string, path: string): Promise<void> {
  await page.getByLabel(label).setInputFiles(path);
  await page.getByLabel('The passphrase of the file').fill(PASSPHRASE);
  await press(page, 'Open the file');
}

async function openWithReadBack({ page }: Person): Promise<void> {
  await page.reload();
  await page.getByRole('link', { name: 'Open the election' }).click();
  await titled(page, 'Open the election');
  await field(page, 'How many seats are filled, in all contests together?', '3');
  await page.locator('#closesOn').fill('15 June 2027');
  await press(page, 'Open the election');
  await page.getByRole('alert').getByText('Seats: this is not what stands on this page. Look again').waitFor();
  await examine(page, '63 read back differs');
  await field(page, 'How many seats are filled, in all contests together?', '2');
  await press(page, 'Open the election');
  await page.getByText('Everything is frozen.').waitFor();
}

async function addPart(product: Product, { page }: Person, keyFile: string): Promise<void> {
  await page.goto(await trusteeLink(product));
  await titled(page, 'Add your part to the result');
  await page.getByText('Every check passed.').waitFor();
  await openKeyFile(page, 'Choose the file', keyFile);
  await page.getByText('The file fits').waitFor();
  await examine(page, '66 trustee add part');
  await press(page, 'Add my part');
  await titled(page, 'Your part is added');
  await examine(page, '67 trustee done');
}

test(
  'by clicking, an office runs an election from the set-up link to the certificate',
  { timeout: 300_000 },
  async () => {
    await using product = await startProduct();
    await using browser = await startBrowser();
    await using officer = await browser.person(product);
    await using trustee = await browser.person(product);
    const { page } = officer;
    await setUp(product, officer);
    await draftByForm(officer);
    await someMembers(product, 3);
    await freezeTheRoll(officer);
    await page.getByRole('link', { name: 'Show the trustees' }).click();
    await titled(page, 'Trustees');
    await press(page, 'Invite: 1 trustee without a key');
    await page.getByText('1 mail is on the way.').waitFor();
    await examine(page, '57 trustees invited');
    const keyFile = await makeKey(product, trustee);
    await page.getByRole('link', { name: 'Board election 2027' }).first().click();
    await openWithReadBack(officer);
    officer.forgive(/status of 4/);
    await examine(page, '64 desk scheduled');
    const electionId = page.url().split('/').at(-1)!;

    await page.goto('/');
    product.clock.moveTo(OPENS);
    await product.settle();
    for (const number of [0, 1]) {
      await cast(electionId, await aVoter(product, electionId, number), [[0, 1, number]]);
    }
    await page.goto(`/office/elections/${electionId}`);
    await signInAgain(product, page);
    await page.getByText('2 of 3').first().waitFor();
    await examine(page, '65 desk open');
    await page.goto(`/office/elections/${electionId}/roll`);
    await titled(page, 'Roll');
    await examine(page, '65 roll');

    product.clock.moveTo(CLOSES);
    await product.settle();
    await addPart(product, trustee, keyFile);
    await product.settle();
    await page.goto(`/office/elections/${electionId}`);
    await signInAgain(product, page);
    await page.getByRole('link', { name: 'Certify the result' }).click();
    await titled(page, 'Certify the result');
    await examine(page, '68 certify');
    await field(page, 'How many people are elected, in all contests together?', '2');
    await press(page, 'Certify the result');
    await page.getByText('Ines Halvorsen certified it').waitFor();
    await examine(page, '69 desk certified');
    await page.goto(`/elections/${electionId}`);
    await page.getByText('Final · certified').waitFor();
    await examine(page, '70 result certified');
    await page.goto('/office/log');
    await titled(page, 'Log');
    await examine(page, '71 log');
    await page.goto('/office/staff');
    await titled(page, 'Staff');
    await examine(page, '72 staff');
  },
);

test(
  'an election whose dates are announced is public, with every date, and without who stands',
  { timeout: 300_000 },
  async () => {
    await using product = await startProduct();
    await using browser = await startBrowser();
    await using officer = await browser.person(product);
    await using stranger = await browser.person(product);
    const { page } = officer;
    await setUp(product, officer);
    await page.getByRole('link', { name: 'Draft an election' }).click();
    await titled(page, 'Draft an election');
    await page.locator('#name').fill('Board election 2027');
    await page.locator('#timetable-zone').selectOption('AoE');
    await page.getByLabel('Members nominate').check();
    await page.getByLabel('Nominations open', { exact: true }).fill('2027-05-03T00:00');
    await page.getByLabel('Nominations close', { exact: true }).fill('2027-05-15T00:00');
    await page.getByLabel('Candidates announced').fill('2027-05-17T00:00');
    await page.getByLabel('Voting opens', { exact: true }).fill('2027-06-01T00:00');
    await page.getByLabel('Voting closes').fill('2027-06-15T00:00');
    await page.getByText('Tuesday 15 June 2027 at 00:00 Anywhere on Earth · 12:00 UTC').waitFor();
    await page.getByLabel('Seats are taken').fill('2027-06-30T00:00');
    await page.getByLabel('Apply for membership until').fill('2027-05-15T00:00');
    await page.getByLabel('Title', { exact: true }).fill('Board of directors');
    await page.getByLabel('First day of the terms').fill('2027-07-01');
    await press(page, 'Add a candidate');
    await field(page, 'Candidate 1, name', 'Mei-Ling Duong');
    await press(page, 'Add a contest');
    await page.getByLabel('A motion').last().check();
    await page.locator('#contests-1-title').fill('Bylaws, article 4');
    await page.getByLabel('Text', { exact: true }).fill('Members affirm **each year**.');
    await page.getByText('Adopted if more than 1 of 2 parts of the votes for and against are for it.').waitFor();
    await examine(page, '55 draft with motion');
    await press(page, 'Save the draft');
    await titled(page, 'Board election 2027');
    await page.getByText('not announced yet').waitFor();
    await examine(page, '56 dates in the office');
    const electionId = page.url().split('/').at(-1)!;
    await page.goto(`/office/elections/${electionId}/roll`);
    await titled(page, 'Roll');
    await press(page, /^Make the dates public/);
    await page.getByText(/The dates are public/).waitFor();

    const { page: other } = stranger;
    await other.goto('/');
    await other.getByText('In preparation').waitFor();
    await other.getByRole('link', { name: 'Board election 2027' }).click();
    await titled(other, 'Board election 2027');
    await other.getByText('Monday 17 May 2027 at 00:00 Anywhere on Earth').first().waitFor();
    await other.getByText('Members affirm each year.').waitFor();
    expect(await other.getByText('Mei-Ling Duong').count()).toBe(0);
    await examine(other, '73 election in preparation');
    const [download] = await Promise.all([
      other.waitForEvent('download'),
      other.getByRole('link', { name: 'Add to your calendar' }).click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toContain('DTSTART:20270615T120000Z');
    await other.getByRole('link', { name: 'Rules', exact: true }).click();
    await other.getByText('These rules are not frozen yet').waitFor();
    await examine(other, '74 rules in preparation');
  },
);

/** After some days the session has ended; the sign-in page leads back to where one was. */
async function signInAgain(product: Product, page: Page): Promise<void> {
  await titled(page, 'Sign in');
  await signInHere(product, page, OFFICER.email);
  await titled(page, 'Board election 2027');
}

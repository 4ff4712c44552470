import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { startBrowser, type Person, signIn } from '../support/browser.ts';
import { aMember, aPeriod, someMembers } from '../support/members.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';

const clerk = { name: 'Bram Okafor', email: 'bram@lantern.example' };

const FILE = [
  'Member;E-Mail;Class;Since;Expires;Town',
  'Adaeze Nwosu;VOTER0@members.example;Contributing;01.03.2026;31.12.2028;Enugu',
  'Rosalind Vantongeren;rosalind@import.example;Managing;01.01.2025;31.12.2027;',
  ';nameless@import.example;;;;',
  'Nobody;not-an-address;;;;',
  'Somebody Else;voter1@members.example;;;;',
  "'=Formula Person;formula@import.example;;;;",
].join('\r\n');

async function choose(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).selectOption(value);
}

async function importByClicking(product: Product, { page }: Person): Promise<void> {
  await page.getByRole('link', { name: 'Import a file' }).click();
  await titled(page, 'Import members');
  await examine(page, '80 import file');
  const twice = { name: 'twice.csv', mimeType: 'text/csv', buffer: Buffer.from('name,email,Name\na,b@c.example,d\n') };
  await page.getByLabel('Choose a CSV file').setInputFiles(twice);
  await page.locator('#file-problem').getByText('Two columns are named').waitFor();
  const file = { name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE, 'latin1') };
  await page.getByLabel('Choose a CSV file').setInputFiles(file);
  await titled(page, 'What are the columns?');
  await choose(page, 'What Town is', 'city');
  await choose(page, 'Managing', 'contributing');
  expect(await page.getByLabel('How are the dates written?').inputValue()).toBe('DD.MM.YYYY');
  await examine(page, '81 import columns');
  await press(page, 'Show what it would do');
  await titled(page, 'What the import would do');
  await product.settle();
  await page.getByText('2 rows are left out, each with its reason.').waitFor();
  await examine(page, '82 import dry run');
  await choose(page, 'Show', 'update');
  await page.getByText('Enugu').waitFor();
  await press(page, 'Add 3 and change 1');
  await titled(page, 'What the import did');
  await product.settle();
  await page.getByRole('link', { name: 'Show the members of this import' }).click();
  await titled(page, 'Members: 4 people');
}

async function undoByClicking(product: Product, { page }: Person): Promise<void> {
  await page.goto('/office/members/imports');
  await page.getByRole('link', { name: 'members.csv' }).click();
  await press(page, 'Undo this import');
  await page.getByLabel('Why is it undone?').fill('Last year’s file');
  await press(page, 'Undo the import');
  await titled(page, 'An import that was undone');
  await product.settle();
  await page.getByText('What it recorded is withdrawn').waitFor();
}

test('a clerk imports a file in four steps, undoes it, finds a person, records a notice, and merges two', async () => {
  await using product = await startProduct();
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  const administrator = await anAdministrator(product);
  await administrator.call('grantRoles', { body: { ...clerk, roles: ['clerk'] } });
  await someMembers(product, 60);
  await aMember(product, { name: 'Adaeze Nwosu', email: 'voter0+list@members.example' }, [
    aPeriod('supporting', '2026-09-01T00:00:00Z', '2027-09-01T00:00:00Z'),
  ]);
  await product.settle();
  await signIn(product, person.page, clerk.email, '/office/members');
  await titled(person.page, /^Members/);
  await examine(page, '83 members');
  await importByClicking(product, person);
  await undoByClicking(product, person);

  await page.goto('/office/members');
  await page.getByLabel('Name, address or number').fill('voter0@');
  await press(page, 'Search');
  await titled(page, 'Members: 1 person');
  await page.getByRole('link', { name: 'Adaeze Nwosu' }).click();
  await titled(page, 'Adaeze Nwosu');
  await choose(page, 'What', 'give-notice');
  await page.locator('#on').fill('2027-05-10');
  await page.locator('#hearingOn').fill('2027-05-05');
  await page.locator('#reason').fill('Dues unpaid for two years');
  await press(page, 'Record it');
  await page
    .getByRole('alert')
    .getByText(/at least 15 days after its notice/)
    .waitFor();
  await page.locator('#on').fill('2027-05-20');
  await press(page, 'Record it');
  await page.getByText('A notice of termination stands').waitFor();
  await examine(page, '84 person');

  await page.goto('/office/members/duplicates');
  const compare = page.getByRole('link', { name: /^Compare/ }).first();
  await compare.waitFor();
  await examine(page, '85 duplicates');
  await compare.click();
  await titled(page, 'Are these one person?');
  await examine(page, '86 pair');
  await page.getByLabel('How do you know that they are one person?').fill('She told us');
  await press(page, 'Merge these two');
  await titled(page, 'Adaeze Nwosu');
  await page.getByText('Merged records').waitFor();
  person.forgive(/400|409|422/);
}, 180_000);

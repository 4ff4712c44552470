import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startBrowser, signIn } from '../support/browser.ts';
import { aMember, aPeriod } from '../support/members.ts';
import { anAdministrator, START, startProduct } from '../support/product.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';

function fill(page: Page, label: string, value: string): Promise<void> {
  return page.getByLabel(label, { exact: true }).fill(value);
}

test('an administrator makes a tier with sliding dues, gives it other terms from a day on, and changes the rules', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await signIn(product, person.page, 'ines@lantern.example', '/office/tiers');
  await titled(person.page, /^Tiers/);
  await page.getByRole('heading', { name: 'Fellow' }).waitFor();
  await examine(page, '90 tiers');

  await fill(page, 'Name', 'Friends');
  await fill(page, 'Short name', 'friends');
  await page.getByLabel('Sliding scale').check();
  await fill(page, 'Minimum', '10');
  await fill(page, 'Amounts offered', '5 50 200');
  await fill(page, 'Suggested', '60');
  await press(page, 'Make the tier');
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  const problems = page.locator('.error-summary, [role=alert], .problems').first();
  await problems.getByText('at least the minimum').waitFor();
  await examine(page, '91 tier refused');
  person.forgive(/400/);

  await fill(page, 'Amounts offered', '10 50 200');
  await fill(page, 'Suggested', '50');
  await press(page, 'Make the tier');
  await page.getByText('Friends is saved.').waitFor();
  await page.getByText('$10 or more, $50 suggested').waitFor();

  await page.getByRole('button', { name: 'Change Friends' }).click();
  await page.getByRole('heading', { name: 'Other terms for friends' }).waitFor();
  expect(await page.getByLabel('Amounts offered').inputValue()).toBe('10 50 200');
  await page.getByLabel('Votes', { exact: true }).check();
  await fill(page, 'Holds from', '2027-09-01');
  await press(page, 'Save these terms');
  await page.getByText('From 1 September 2027:').waitFor();

  await page.getByRole('button', { name: 'Change the rules about members' }).click();
  await page.getByLabel('Members in grace vote').check();
  await fill(page, 'Holds from', '2028-01-01');
  await press(page, 'Save these rules');
  await page.getByText('Members in grace: Vote.').waitFor();
  await examine(page, '92 tiers changed');
});

test('a drive is started in the office, counted before everybody’s eyes, and readable without script', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await signIn(product, person.page, 'ines@lantern.example', '/office/drives');
  await titled(person.page, /^Drives/);
  await fill(page, 'Title', '100 new Supporting members');
  await page.getByLabel('Tier', { exact: true }).selectOption('supporting');
  await fill(page, 'Goal', '4');
  await fill(page, 'Begins', '2027-04-01T00:00');
  await fill(page, 'Ends', '2027-06-01T00:00');
  await fill(page, 'About', 'So that the grants go on.');
  await press(page, 'Start the drive');
  await page.getByText('is at /drives/100-new-supporting-members').waitFor();
  for (const number of [1, 2, 3]) {
    const from = START.add({ seconds: number }).toString();
    await aMember(product, { name: `Ada ${number}`, email: `ada${number}@members.example` }, [
      aPeriod('supporting', from, '2028-05-03T00:00:00Z'),
    ]);
  }
  await page.reload();
  await page.getByText('3 of 4 new Supporting members: three quarters of the way.').first().waitFor();
  await examine(page, '93 drives office');

  await page.goto('/drives/100-new-supporting-members');
  await page.getByText('3 of 4 new Supporting members: three quarters of the way.').first().waitFor();
  await examine(page, '94 drive');
  await page.goto('/drives');
  await examine(page, '95 drives');

  await using plain = await browser.person(product, { javaScriptEnabled: false });
  await plain.page.goto('/drives/100-new-supporting-members');
  await plain.page.getByText('three quarters of the way').first().waitFor();
  const svg = await plain.page.goto('/drives/100-new-supporting-members.svg');
  expect(svg?.headers()['cross-origin-resource-policy']).toBe('cross-origin');
});

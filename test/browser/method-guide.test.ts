import { expect, test } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { startProduct } from '../support/product.ts';
import { titled } from './booth.ts';
import { examine } from './examine.ts';

test('whoever has to choose reads of each way of voting, and changes an example by keyboard', async () => {
  await using product = await startProduct();
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await page.goto(`${product.url}/methods`);
  await titled(page, /^Ways of voting/);
  await examine(page, 'methods');

  await page.getByRole('link', { name: 'Schulze', exact: true }).click();
  await titled(page, /^Schulze/);
  const outcome = page.getByRole('status');
  await expect.poll(() => outcome.innerText()).toContain('Bruno Hale and Chidi Larsen are elected.');
  await examine(page, 'method-schulze');

  await page.getByLabel('Seats').fill('1');
  await page.getByLabel('Voters of group 1').fill('900');
  await expect.poll(() => outcome.innerText()).toBe('Amina Okoro is elected.');
  await page.getByRole('row', { name: /^Instant runoff.* Amina Okoro is elected/ }).waitFor();

  const missing = await page.goto(`${product.url}/methods/by-shouting`);
  expect(missing?.status()).toBe(404);
  person.forgive(/404/);
});

import type { Page } from 'playwright-core';
import { mailTo } from '../support/elections.ts';
import type { Person } from '../support/browser.ts';
import type { Product } from '../support/product.ts';

/** Ways through the booth that several tests take. */

export function addressOf(number: number): string {
  return `voter${number}@members.example`;
}

/** The personal link in the newest ballot mail of a voter. */
export async function ballotLink(product: Product, number: number): Promise<string> {
  const mails = await mailTo(product, addressOf(number));
  const link = mails.map(({ text }) => /\S+\/vote\/\S+/.exec(text)?.[0]).find((found) => found !== undefined);
  if (link === undefined) throw new Error(`No ballot mail for ${addressOf(number)}`);
  return link;
}

/** The code in the newest mail to an address, once the server has sent it. */
export async function newestCode(product: Product, address: string): Promise<string> {
  await product.settle();
  const mails = await mailTo(product, address);
  const code = mails.map(({ text }) => /^ {4}(\d{6})$/m.exec(text)?.[1]).find((found) => found !== undefined);
  if (code === undefined) throw new Error(`No code for ${address}`);
  return code;
}

/** Asks for a code and types it, wherever in the booth it is asked for. `button` is what its button then says. */
export async function giveCode(product: Product, page: Page, number: number, button: string): Promise<void> {
  await press(page, 'Send me a code');
  const field = page.getByLabel('Code', { exact: true });
  await field.waitFor();
  await field.fill(await newestCode(product, addressOf(number)));
  await press(page, button);
}

/** From the ballot mail to the first question. */
export async function enterBooth(product: Product, { page }: Person, number: number): Promise<void> {
  await page.goto(await ballotLink(product, number));
  await giveCode(product, page, number, 'Start voting');
  await page.locator('.choices').waitFor();
}

export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Ticks or unticks the row of a name. */
export async function choose(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) await page.locator('.choices label', { hasText: name }).click();
}

export async function titled(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** From a chosen ballot to the receipt. */
export async function castBallot(page: Page): Promise<string> {
  await press(page, 'Check my ballot');
  await press(page, 'Cast my ballot');
  return trackerOn(page);
}

/** The tracker that the receipt shows, without its blanks. */
export async function trackerOn(page: Page): Promise<string> {
  await titled(page, 'Your ballot is cast');
  return (await page.locator('.tracker').innerText()).replaceAll(/\s/g, '');
}

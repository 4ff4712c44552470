import { expect, test } from 'vitest';
import { startBrowser, type Person } from '../support/browser.ts';
import { traceOf } from '../support/board.ts';
import { anOpenElection, mailTo } from '../support/elections.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import { aDraftWithTrustees, TRUSTEES } from '../support/trustees.ts';
import { makeSetUpLink } from '../../server/sign-in/set-up.ts';
import { addressOf, press, titled } from './booth.ts';

async function linkTo(product: Product, address: string, path: string): Promise<string> {
  const mails = await mailTo(product, address);
  const link = mails
    .map(({ text }) => new RegExp(`\\S+${path}\\S+`).exec(text)?.[0])
    .find((found) => found !== undefined);
  if (link === undefined) throw new Error(`No ${path} mailed to ${address}`);
  return link;
}

/** Asks for the head of it, and opens it in a new tab, until its page is there: twenty times, four at once. */
async function scan(scanner: Person, link: string, title: string): Promise<void> {
  const visit = async () => {
    await fetch(link, { method: 'HEAD' });
    const page = await scanner.tab();
    await page.goto(link);
    await titled(page, title);
    await page.close();
  };
  for (let visits = 0; visits < 20; visits += 4) await Promise.all([visit(), visit(), visit(), visit()]);
}

test('a scanner that opens every mailed link twenty times, with script, changes nothing and uses nothing up', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  await aDraftWithTrustees(product, officer, 2);
  await anOpenElection(product, officer, 2);
  await product.visitor().call('requestSignIn', { body: { email: addressOf(1) } });
  await product.settle();
  const links = [
    { link: await linkTo(product, addressOf(0), '/vote/'), title: 'Board election 2027' },
    { link: await linkTo(product, addressOf(1), '/sign-in'), title: 'Sign in' },
    { link: await linkTo(product, TRUSTEES[0]!.email, '/trustee/'), title: 'Make your key' },
  ];
  await using browser = await startBrowser();
  const before = await traceOf(product);
  {
    await using scanner = await browser.person(product);
    for (const { link, title } of links) await scan(scanner, link, title);
  }
  expect(await traceOf(product)).toEqual(before);

  await using person = await browser.person(product);
  const { page } = person;
  await page.goto(links[1]!.link);
  await press(page, 'Sign in');
  await titled(page, 'Will I be able to vote?');
  await page.goto(links[0]!.link);
  await titled(page, 'Board election 2027');
  await page.goto(links[2]!.link);
  await press(page, 'Make my key');
  await titled(page, 'Save your key file');
});

test('the set-up link, opened twenty times, still makes the first administrator once', async () => {
  await using product = await startProduct();
  const link = (await makeSetUpLink(product.ports))!;
  await using browser = await startBrowser();
  const before = await traceOf(product);
  await using person = await browser.person(product);
  await scan(person, link, 'Make the first administrator');
  expect(await traceOf(product)).toEqual(before);
});

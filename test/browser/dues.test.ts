import { expect, test } from 'vitest';
import { startBrowser, type Person, signIn } from '../support/browser.ts';
import { aMember } from '../support/members.ts';
import { openShop, type Shop } from '../support/payers.ts';
import { startProduct, anAdministrator } from '../support/product.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';

const ruth = { name: 'Ruth Castellano', email: 'ruth@members.example' };
const treasurer = { name: 'Bram Okafor', email: 'bram@lantern.example' };

/** The provider's page, on which a member pays; then back, as its own link leads. */
async function payThere({ stripe }: Shop, person: Person): Promise<string> {
  const { page } = person;
  await page.getByRole('heading', { name: 'The card page' }).waitFor();
  person.forgive(/Asked another origin/);
  const session = page.url().split('/').at(-1)!;
  return String(stripe.find('checkout.session', session)['success_url']);
}

test('a member pays in two presses, waits for the truth, and has the receipt; another amount, another year and a way back', async () => {
  await using shop = await openShop();
  const { product, stripe } = shop;
  await aMember(product, ruth, []);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await signIn(product, page, ruth.email, '/dues');
  await titled(page, 'Become a Supporting member');
  await examine(page, '90 dues');
  await page.getByLabel('Another amount').fill('12');
  await press(page, 'Pay');
  await page.getByText('There is a problem').waitFor();
  expect(await page.locator('#other-problem').textContent()).toContain('the least is $25');
  await examine(page, '91 dues too little');
  await page.getByLabel('Another amount').fill('40.50');
  await page.getByRole('button', { name: 'Pay $40.50' }).waitFor();
  await page.getByLabel('Another amount').fill('');
  // From the page to the card page at the suggested amount: one press.
  await press(page, 'Pay $99');
  const back = await payThere(shop, person);
  await page.goto(back);
  await titled(page, 'Confirming your payment');
  await examine(page, '92 dues confirming');
  stripe.pay(stripe.all('checkout.session').at(-1)!.id);
  await shop.tellAll();
  await titled(page, 'Your payment arrived');
  await examine(page, '93 dues paid');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /Receipt 1/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('receipt-1.pdf');
  await page.goto('/dues');
  await titled(page, 'Your dues');
  await page.getByText('Nothing to pay now.').waitFor();
  await examine(page, '94 dues nothing to pay');
});

test('who leaves the card page hears that nothing was taken', async () => {
  await using shop = await openShop();
  await aMember(shop.product, ruth, []);
  await using browser = await startBrowser();
  await using person = await browser.person(shop.product);
  const { page } = person;
  await signIn(shop.product, page, ruth.email, '/dues');
  await page.getByLabel('Renew by itself').check();
  await press(page, 'Pay $99');
  const back = await payThere(shop, person);
  await page.goto(`${back}?left`);
  await titled(page, 'Nothing was taken');
  await examine(page, '95 dues left');
  expect(shop.stripe.all('checkout.session').at(-1)).toMatchObject({ mode: 'subscription', status: 'expired' });
});

test('the treasurer records a payment, looks at what a refund means, and returns it', async () => {
  await using product = await startProduct();
  const administrator = await anAdministrator(product);
  await administrator.call('grantRoles', { body: { ...treasurer, roles: ['treasurer'] } });
  await aMember(product, ruth, []);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await signIn(product, page, treasurer.email, '/office/money');
  await titled(page, 'Money');
  await page.getByText('No payment provider is configured').waitFor();
  await page.getByLabel('Member', { exact: true }).fill(ruth.email);
  await press(page, 'Find the member');
  await page.getByText(/member number \d/).waitFor();
  await page.getByLabel('Amount in USD').fill('99');
  await page.getByLabel('Received on').fill('2027-04-28');
  await page.getByLabel('Reference').fill('statement 17');
  await examine(page, '96 money record');
  await press(page, 'Record the payment');
  await page.getByText('Recorded: $99 of Ruth Castellano.').waitFor();
  await page.getByRole('button', { name: /^Open/ }).click();
  await press(page, 'See what it means');
  await page.getByText('Nothing of the payment is left').waitFor();
  await examine(page, '97 money refund');
  await page.getByLabel('Reason').fill('Paid twice');
  await press(page, 'Return $99');
  await page.getByText('returned').first().waitFor();
  await examine(page, '98 money returned');
  await using member = await browser.person(product);
  await signIn(product, member.page, ruth.email, '/dues');
  await member.page.getByText('This site takes no cards').waitFor();
  await examine(member.page, '99 dues without cards');
});

import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { startBrowser, signIn } from '../support/browser.ts';
import { aDefinition, freezeRoll, mailTo } from '../support/elections.ts';
import { aMember, aPeriod } from '../support/members.ts';
import { anAdministrator, startProduct } from '../support/product.ts';
import { newestCode, press, titled } from './booth.ts';
import { examine } from './examine.ts';

test('a member sees one thing to do, affirms by keyboard, and reads yes; off the roll, asks to be put on it', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  await aMember(product, { name: 'Marta Oyelaran', email: 'marta@oyelaran.example' }, [
    aPeriod('supporting', '2021-02-03T00:00:00Z', '2028-02-03T00:00:00Z'),
  ]);
  await aMember(product, { name: 'Jonas Lindqvist', email: 'jonas@members.example' }, [
    aPeriod('supporting', '2025-02-03T00:00:00Z', '2027-02-03T00:00:00Z'),
  ]);
  const { id } = await officer.call('draftElection', {
    body: aDefinition({ record: '2027-05-25T14:00', affirmBy: '2027-05-25T14:00' }),
  });
  await officer.call('announceDates', { path: { electionId: id } });
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await signIn(product, page, 'marta@oyelaran.example', '/me');
  await page.getByText('Not yet: one thing to do').waitFor();
  await page.getByText('Say that you intend to vote, by Tuesday 25 May 2027 at 14:00 UTC.').waitFor();
  await examine(page, '70 card one thing');
  await page.getByRole('button', { name: 'I intend to vote' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Yes, you will be able to vote in Board election 2027.').waitFor();
  await examine(page, '71 card yes');

  await using other = await browser.person(product);
  await signIn(product, other.page, 'jonas@members.example', '/me');
  await other.page.getByText(/^Not any more/).waitFor();
  await examine(other.page, '72 card not any more');
  product.clock.moveTo(Temporal.Instant.from('2027-05-25T14:01:00Z'));
  const password = 'seven quiet herons wade';
  await officer.call('signInByPassword', { body: { email: 'ines@lantern.example', password } });
  await freezeRoll(officer, id);
  await signIn(product, other.page, 'jonas@members.example', '/me');
  await other.page.getByText('No, you are not on the roll of Board election 2027.').waitFor();
  await press(other.page, 'Ask to be put on the roll');
  await other.page.getByLabel('Why should you be on the roll?').fill('I paid by wire in January.');
  await examine(other.page, '73 card not on the roll');
  await press(other.page, 'Ask the election officers');
  await other.page.getByText('An officer has not decided yet').waitFor();
});

test('a stranger joins by keyboard and code, and stands on the card as a member', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await page.goto('/join');
  await page.getByRole('heading', { name: /^Join/ }).first().waitFor();
  await page.getByText('Contributing', { exact: true }).waitFor();
  await examine(page, '74 join choose');
  await page.getByRole('button', { name: 'Choose Contributing' }).focus();
  await page.keyboard.press('Enter');
  await titled(page, 'Join as Contributing member');
  await press(page, 'Send me a code');
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  await examine(page, '75 join who problem');
  await page.getByLabel('Your name').fill('Noor Haddad');
  await page.getByLabel('Your mail address').fill('noor@members.example');
  await page.keyboard.press('Enter');
  await titled(page, /code/);
  await page.getByLabel('Code', { exact: true }).fill(await newestCode(product, 'noor@members.example'));
  await page.keyboard.press('Enter');
  await page.getByText('What you declare').waitFor();
  await press(page, 'Join');
  await page.getByRole('link', { name: 'Read the text, and tick it if it is so' }).waitFor();
  await page.getByLabel('This is so').focus();
  await page.keyboard.press('Space');
  await examine(page, '76 join accept');
  await press(page, 'Join');
  await titled(page, /You are a Contributing member/);
  await page.getByRole('link', { name: 'See whether I will be able to vote' }).click();
  await page.getByText('If a vote were held today, you could vote.').waitFor();
  await press(page, /^Leave/);
  await page.getByText('It takes effect 10 days from now').waitFor();
  await examine(page, '77 leave');
  await press(page, 'Leave in 10 days');
  await page.getByText('You gave notice.').waitFor();
  await press(page, 'Stay a member');
  await page.getByText('You gave notice.').waitFor({ state: 'detached' });
});

test('one press on the page of the mailed link affirms; nobody is signed in', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const email = 'grace@members.example';
  await aMember(product, { name: 'Grace Mensah', email }, [
    aPeriod('supporting', '2021-02-03T00:00:00Z', '2028-02-03T00:00:00Z'),
  ]);
  const { id } = await officer.call('draftElection', {
    body: aDefinition({ record: '2027-05-25T14:00', affirmBy: '2027-05-25T14:00' }),
  });
  await officer.call('announceDates', { path: { electionId: id } });
  await product.settle();
  const link = /\/affirm#\S+/.exec((await mailTo(product, email))[0]!.text)![0];
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await page.goto(link);
  await titled(page, /Do you intend to vote/);
  expect(page.url()).not.toContain('#');
  await examine(page, '78 affirm');
  await page.getByRole('button', { name: 'I intend to vote' }).focus();
  await page.keyboard.press('Enter');
  await titled(page, /Thank you/);
  await examine(page, '79 affirmed');
  expect(await page.context().cookies()).toEqual([]);
});

test('my data: what is kept, the new address, the export and what erasure would do', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  const email = 'rafael@members.example';
  await aMember(product, { name: 'Rafael Castellano', email }, [
    aPeriod('supporting', '2021-02-03T00:00:00Z', '2028-02-03T00:00:00Z'),
  ]);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await signIn(product, page, email, '/my-data');
  await titled(page, /My data/);
  await page.getByText('What we know of you').waitFor();
  await press(page, 'Change my address');
  await page.getByLabel('New mail address').fill('rafael@elsewhere.example');
  await press(page, 'Send the link');
  await page.getByText('We sent a mail to rafael@elsewhere.example.').waitFor();
  const download = page.waitForEvent('download');
  await press(page, 'For machines (JSON)');
  expect((await download).suggestedFilename()).toBe('my-data.json');
  await press(page, 'Erase me');
  await page.getByLabel('Your member number').fill('1000');
  await examine(page, '80 my data');
  await product.settle();
  const link = /\/confirm-address#\S+/.exec((await mailTo(product, 'rafael@elsewhere.example'))[0]!.text)![0];
  await page.goto(link);
  await titled(page, /new address/);
  await examine(page, '81 confirm address');
  await press(page, 'Use this address');
  await titled(page, /Your address is changed/);
});

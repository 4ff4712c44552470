import { Temporal } from 'temporal-polyfill';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PHONE, startBrowser, type Person, signInHere } from '../support/browser.ts';
import { mailTo } from '../support/elections.ts';
import { signedIn } from '../support/imports.ts';
import { aVoteForm, aVotePut, someDirectors, staySignedIn, type Director } from '../support/open-votes.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';

const OFFICER = 'ines@lantern.example';

async function officerOf(product: Product, person: Person): Promise<Page> {
  await person.page.goto('/sign-in?next=/office/open-votes');
  await signInHere(product, person.page, OFFICER);
  await staySignedIn(product);
  await titled(person.page, 'Open votes');
  return person.page;
}

async function linkTo(product: Product, { email }: Director): Promise<string> {
  await product.settle();
  const mails = await mailTo(product, email);
  return mails.map(({ text }) => /\S+\/open-votes\/\S+/.exec(text)?.[0]).find((found) => found !== undefined)!;
}

async function draftAnAward(page: Page, directors: readonly Director[]): Promise<void> {
  await page.getByRole('link', { name: 'Draft an open vote' }).click();
  await titled(page, 'Draft an open vote');
  await page.getByLabel('Title').fill('Community Service Award, 2027 Q2');
  await press(page, 'Begin with an award');
  const text = page.getByLabel('Text', { exact: true });
  expect(await text.inputValue()).toMatch(
    /^RESOLVED, that the Lantern Software Foundation award the 2027 Q2 \[award\]/,
  );
  await text.fill('RESOLVED, that the Lantern Software Foundation award **Ada Oyelaran**.');
  expect(await page.getByLabel('Everybody, only if it is adopted').isChecked()).toBe(true);
  await page.getByLabel('Body', { exact: true }).selectOption({ label: 'Board of directors' });
  await page.getByLabel('Moved by').selectOption({ label: directors[0]!.name });
  await page.getByLabel('Seconded by').selectOption({ label: directors[1]!.name });
}

test('an officer drafts an award, hears what is missing, and puts it to the vote', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  const directors = await someDirectors(product, 6);
  await using browser = await startBrowser();
  await using officer = await browser.person(product);
  const page = await officerOf(product, officer);
  await examine(page, '100 open votes none');
  await draftAnAward(page, directors);
  await press(page, 'Save the draft');
  await page.getByRole('alert').getByText('Opens').waitFor();
  await examine(page, '101 open vote draft problems');
  await page.getByLabel('Opens').fill('2027-05-03T14:00');
  await page.getByLabel('Closes').fill('2027-05-10T14:00');
  await page.getByText('Monday 10 May 2027 at 14:00 UTC').waitFor();
  await press(page, 'Save the draft');
  await titled(page, 'Community Service Award, 2027 Q2');
  await page.getByText('As the terms stand, 6 vote').waitFor();
  await examine(page, '103 open vote drafted');
  await press(page, 'Change the draft');
  await titled(page, 'Change the draft');
  expect(await page.getByLabel('Closes').inputValue()).toBe('2027-05-10T14:00');
  await press(page, 'Save the draft');
  await press(page, 'Put it to the vote');
  await page.getByText('Not voted on yet').waitFor();
  await page.goto('/office/open-votes');
  await page.getByRole('rowheader', { name: 'Community Service Award, 2027 Q2' }).waitFor();
  await examine(page, '109 open votes');
});

test('from the mail a director votes on a phone, and changes it; what is not public yet is not there for others', async () => {
  await using product = await startProduct();
  const directors = await someDirectors(product, 6);
  const voteId = await anOpenVote(product, directors);
  await using browser = await startBrowser();
  await using phone = await browser.person(product, { viewport: PHONE });
  const { page } = phone;
  await page.goto(await linkTo(product, directors[0]!));
  await signInHere(product, page, directors[0]!.email);
  await staySignedIn(product);
  await titled(page, 'Community Service Award, 2027 Q2');
  await page.getByText('You have not voted yet').waitFor();
  await examine(page, '104 open vote before voting');
  await press(page, 'Nay, I am against it');
  await page.getByText('You said nay').waitFor();
  await page.getByText('It cannot be adopted any more').waitFor();
  await examine(page, '105 open vote settled');
  await press(page, 'Aye, I am for it');
  await page.getByText('You said aye').waitFor();
  await page.getByText(/before: Nay/).waitFor();
  expect(await page.getByRole('button', { name: 'Aye, I am for it' }).getAttribute('aria-pressed')).toBe('true');
  await using stranger = await browser.person(product);
  expect((await stranger.page.goto(`/votes/${voteId}`))!.status()).toBe(404);
  stranger.forgive(/404/);
});

/** An award that is public only when it is adopted, open since the 3rd. */
async function anOpenVote(product: Product, directors: readonly Director[]): Promise<string> {
  const officer = await anAdministrator(product);
  const voteId = await aVotePut(officer, aVoteForm(product, directors, { visibility: 'unless-adopted' }));
  product.clock.moveTo(Temporal.Instant.from('2027-05-03T12:00:00Z'));
  await product.settle();
  return voteId;
}

test('when it is adopted everybody sees who said what, without script too', async () => {
  await using product = await startProduct();
  const directors = await someDirectors(product, 6);
  const voteId = await anOpenVote(product, directors);
  for (const { email } of directors)
    await (await signedIn(product, email)).call('markOpenVote', { path: { voteId }, body: { mark: 'aye' } });
  product.clock.moveTo(Temporal.Instant.from('2027-05-10T12:00:00Z'));
  await using browser = await startBrowser();
  await using plain = await browser.person(product, { javaScriptEnabled: false });
  await plain.page.goto('/votes');
  await plain.page.getByRole('link', { name: 'Community Service Award, 2027 Q2' }).click();
  await plain.page.getByText('Adopted, 6–0–0.').first().waitFor();
  await plain.page.getByText('Approved, 6-0-0.').first().waitFor();
  await using stranger = await browser.person(product);
  const { page } = stranger;
  await page.goto('/votes');
  await examine(page, '107 public votes');
  await page.goto(`/votes/${voteId}`);
  await page.getByText('How to check the marks').click();
  await examine(page, '108 public vote');
});

test('an officer calls the roll of a meeting by name; whoever is recorded wrongly objects from the mail', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  const directors = await someDirectors(product, 7);
  await using browser = await startBrowser();
  await using officer = await browser.person(product);
  const office = await officerOf(product, officer);
  await draftAnAward(office, directors);
  await office.getByLabel('In a meeting').check();
  await office.getByLabel('Day of the meeting').fill('2027-05-01');
  await office.getByLabel('In place of').fill('RESOLVED, that the Lantern Software Foundation award nobody.');
  await press(office, 'Save the draft');
  await press(office, 'Put it to the vote');
  await office.getByRole('heading', { name: 'Call the roll' }).waitFor();
  await press(office, 'Begin with everybody aye');
  await office.getByLabel(directors[6]!.name).selectOption('absent');
  await office.getByLabel(directors[5]!.name).selectOption('recused');
  await examine(office, '110 roll call');
  await press(office, 'Record the roll call');
  await office.getByText('Not adopted for want of quorum, 5–0–0.').first().waitFor();

  await using phone = await browser.person(product, { viewport: PHONE });
  await phone.page.goto(await linkTo(product, directors[6]!));
  await signInHere(product, phone.page, directors[6]!.email);
  await staySignedIn(product);
  await phone.page.getByRole('heading', { name: 'You are recorded as absent' }).waitFor();
  await press(phone.page, 'Object to this mark');
  await phone.page.getByText('Write something here').waitFor();
  await examine(phone.page, '111 objection problem');
  await phone.page.getByLabel('Is that wrong? Say what is right').fill('I was there and said aye.');
  await press(phone.page, 'Object to this mark');
  await phone.page.getByText('It stands beside your mark now.').waitFor();

  await office.reload();
  await office.getByText('I was there and said aye.').waitFor();
  await office.getByLabel(directors[6]!.name).selectOption('aye');
  await press(office, 'Record the change');
  await office.getByText('Adopted, 6–0–0.').first().waitFor();
  await examine(office, '112 roll call put right');
});

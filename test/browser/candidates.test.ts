import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { startBrowser, signIn } from '../support/browser.ts';
import { BOARD, rulesOfBoard } from '../support/bodies.ts';
import { aContest, aDraft, freeze } from '../support/elections.ts';
import { aMember, aPeriod } from '../support/members.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';

const ASKER = { name: 'Ottoline Freytag', email: 'ottoline@members.example' };
const CANDIDATE = { name: 'Perpetua Quillfeather', email: 'perpetua@members.example' };
const long = Array.from({ length: 60 }, () => 'I would keep the accounts open.').join(' ');
const hostile =
  '# Heard <script>document.title="taken"</script>\n\n![x](https://tracker.example/a.png) [a](javascript:alert(1)) <img src=x onerror=alert(1)>';

/** A frozen election with eight candidates, one of whom is a person here. */
async function anElection(product: Product): Promise<string> {
  const officer = await anAdministrator(product);
  const candidates = [CANDIDATE.name, 'A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name, place) => ({
    name: place === 0 ? name : `Candidate ${name} Example`,
    affiliation: 'independent',
    statement: place === 1 ? hostile : long,
  }));
  const { db } = product.ports;
  await db
    .updateTable('body')
    .set({ rules: JSON.stringify({ ...rulesOfBoard, allowsQuestions: true }) })
    .where('id', '=', BOARD)
    .execute();
  const electionId = await aDraft(product, officer, 1, { contests: [aContest({ candidates })] });
  await freeze(officer, electionId);
  const period = aPeriod('supporting', '2027-01-01T00:00:00Z', '2028-01-01T00:00:00Z');
  await aMember(product, ASKER, [period]);
  const { id } = await aMember(product, CANDIDATE, [period]);
  await db.updateTable('candidate').set({ personId: id }).where('name', '=', CANDIDATE.name).execute();
  return electionId;
}

function namesOn(page: Page): Promise<string[]> {
  return page.locator('.people h3').allInnerTexts();
}

test('candidates come in another order at each view, with and without script, and a hostile statement does nothing', async () => {
  await using product = await startProduct();
  const electionId = await anElection(product);
  await using browser = await startBrowser();
  await using reader = await browser.person(product);
  const { page } = reader;
  const orders = new Set<string>();
  for (let view = 0; view < 6; view += 1) {
    await page.goto(`/elections/${electionId}/candidates`);
    await titled(page, '8 candidates');
    const names = await namesOn(page);
    expect(names.toSorted()).toHaveLength(8);
    orders.add(names.join());
  }
  // Six draws of 40,320 orders: that all are equal happens to nobody.
  expect(orders.size).toBeGreaterThan(1);
  await examine(page, '95 candidates');
  await page.getByRole('link', { name: 'Candidate A Example' }).click();
  await titled(page, 'Candidate A Example');
  expect(await page.locator('.prose script, .prose img').count()).toBe(0);
  expect(await page.title()).toBe('Candidate A Example – Board election 2027');
  await examine(page, '96 candidate');
  await using plain = await browser.person(product, { javaScriptEnabled: false });
  const without = new Set<string>();
  for (let view = 0; view < 6; view += 1) {
    await plain.page.goto(`/elections/${electionId}/candidates`);
    without.add((await namesOn(plain.page)).join());
  }
  expect(without.size).toBeGreaterThan(1);
  await plain.page.getByRole('link', { name: CANDIDATE.name }).click();
  await titled(plain.page, CANDIDATE.name);
});

test('a member asks, the candidate answers from the mail, everybody reads both, and an officer can hide the question', async () => {
  await using product = await startProduct();
  const electionId = await anElection(product);
  await using browser = await startBrowser();
  await using member = await browser.person(product);
  await signIn(product, member.page, ASKER.email, `/questions/${electionId}`);
  await titled(member.page, 'Questions to candidates');
  await member.page.getByLabel('Whom do you ask?').selectOption({ label: CANDIDATE.name });
  await member.page.getByLabel('Your question').fill('How many hours a week can you give?');
  await examine(member.page, '97 ask');
  await press(member.page, 'Ask it in public');
  await member.page.getByText('Your question is on the candidates’ pages.').waitFor();
  product.clock.moveTo(product.clock.now().add(Temporal.Duration.from({ hours: 2 })));
  await product.settle();
  await using candidate = await browser.person(product, { viewport: { width: 390, height: 844 } });
  await signIn(product, candidate.page, CANDIDATE.email, `/questions/${electionId}`);
  await candidate.page.getByLabel('Your answer').fill('About *five*.');
  await press(candidate.page, 'Answer in public');
  await candidate.page.getByText('So it stands on your page').waitFor();
  await examine(candidate.page, '98 answered');
  await member.page.goto(`/elections/${electionId}/candidates`);
  await member.page.getByRole('link', { name: CANDIDATE.name }).click();
  await member.page.getByRole('heading', { name: 'How many hours a week can you give?' }).waitFor();
  expect(await member.page.locator('#questions .prose em').innerText()).toBe('five');
  await using officer = await browser.person(product);
  await signIn(product, officer.page, 'ines@lantern.example', `/office/elections/${electionId}/questions`);
  await officer.page.getByText('Hide this question').click();
  await officer.page.getByLabel('Why?').fill('Asked twice');
  await examine(officer.page, '99 hide');
  await press(officer.page, 'Hide it');
  await officer.page.getByText(/^Hidden on/).waitFor();
  await member.page.reload();
  await member.page.getByText('Nothing was asked yet.').waitFor();
});

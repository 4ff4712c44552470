import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { Happening } from '../../membership/events.ts';
import { startBrowser, signIn } from '../support/browser.ts';
import { aDefinition, freeze, mailTo } from '../support/elections.ts';
import { aMember, aPeriod, someMembers } from '../support/members.ts';
import { anAdministrator, startProduct, type Product, type Visitor } from '../support/product.ts';
import { newestCode, press, titled } from './booth.ts';
import { examine } from './examine.ts';

const INES = 'ines@lantern.example';
const BRAM = 'bram@lantern.example';

/** Members of every kind, a draft whose record date has passed, and two officers. */
async function aTown(product: Product): Promise<{ ines: Visitor; electionId: string }> {
  const ines = await anAdministrator(product);
  await ines.call('grantRoles', { body: { name: 'Bram Okafor', email: BRAM, roles: ['officer'] } });
  await someMembers(product, 6, { from: '2026-09-01T00:00:00Z', until: '2027-09-01T00:00:00Z' });
  const member = (name: string, email: string, ...happenings: Happening[]) =>
    aMember(product, { name, email: `${email}@members.example` }, happenings);
  const year = aPeriod('contributing', '2026-09-01T00:00:00Z', '2027-09-01T00:00:00Z');
  await member('', 'nameless', year, { kind: 'affirmed', facts: { year: 2027, how: 'site' } });
  await member('Odalys Brandt', 'odalys', year);
  await member('Henk Visser', 'henk', aPeriod('contributing', '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z'));
  await member('Katya Morozenko', 'katya', aPeriod('basic', '2026-09-01T00:00:00Z', null));
  await member('Sefa Tuilagi', 'sefa', { kind: 'applied', tier: 'supporting', facts: {} });
  const body = aDefinition({ record: '2027-05-01T12:00', affirmBy: '2027-05-01T12:00', isRegular: true });
  const { id } = await ines.call('draftElection', { body });
  return { ines, electionId: id };
}

async function search(page: Page, words: string): Promise<void> {
  await page.getByLabel('Name or address').fill(words);
  await press(page, 'Search');
}

test(
  'by clicking, the roll is worked out, looked through, frozen, and amended by two officers',
  { timeout: 180_000 },
  async () => {
    await using product = await startProduct();
    const { ines, electionId } = await aTown(product);
    const roll = `/office/elections/${electionId}/roll`;
    await using browser = await startBrowser();
    await using one = await browser.person(product);
    const { page } = one;
    await signIn(product, one.page, INES, `/office/elections/${electionId}`);
    await page.getByRole('link', { name: 'Work out the roll and freeze it' }).click();
    await titled(page, 'Roll');
    await examine(page, '90 roll not worked out');
    await press(page, 'Work out the roll');
    await page.getByText('Who is in, who is out, and why').waitFor();
    await page.getByRole('row', { name: /Adaeze Nwosu/ }).waitFor();
    await press(page, 'Make the dates public, and show each member whether they will be able to vote');
    await page.getByText('The dates are public').waitFor();
    await examine(page, '91 roll forecast');

    await page.getByRole('button', { name: /^Membership has ended: 1/ }).click();
    await page.getByRole('row', { name: /Henk Visser.*Out.*was not renewed/ }).waitFor();
    await page.getByRole('row', { name: /Adaeze Nwosu/ }).waitFor({ state: 'detached' });
    expect(await page.getByRole('row').count()).toBe(2);
    await examine(page, '92 roll by reason');
    await page.getByLabel('Kept out by').selectOption('');
    await page.getByLabel('Show').selectOption('all');
    await search(page, 'odalys');
    await page.getByRole('row', { name: /Odalys Brandt.*Out.*Did not affirm this year/ }).waitFor();

    await page.getByRole('link', { name: /^Report: 1 thing to look at/ }).click();
    await titled(page, 'Report on the roll');
    await page.getByRole('heading', { name: 'Without a name' }).waitFor();
    await examine(page, '93 roll report');
    await page.getByRole('link', { name: 'Back to the roll' }).click();
    await page.getByRole('link', { name: 'Freeze the roll' }).click();
    await titled(page, 'Freeze the roll');
    await page.getByLabel('How many people are on the roll?').fill('8');
    await press(page, 'Freeze the roll');
    await page.getByRole('alert').getByText('Look at the report, then tick that you have').waitFor();
    await page.getByLabel('I have looked at the 1 thing in the report').check();
    await press(page, 'Freeze the roll');
    await page.getByRole('alert').getByText('People on the roll: this is not what stands on this page').waitFor();
    one.forgive(/status of 409/);
    await examine(page, '94 roll freeze');
    await page.getByLabel('How many people are on the roll?').fill('7');
    await press(page, 'Freeze the roll');
    await titled(page, 'Roll');
    await page.getByText('as it was frozen').waitFor();
    await examine(page, '95 roll frozen');

    await search(page, 'odalys');
    await page.getByRole('link', { name: 'Add Odalys Brandt' }).click();
    await titled(page, 'Amendments and requests');
    expect(await page.getByLabel('Their mail addresses').inputValue()).toBe('odalys@members.example');
    await press(page, 'Propose it');
    await page.getByText('Reason: write it, everybody will read it').waitFor();
    await page.getByLabel('Reason', { exact: true }).fill('Affirmed by letter, which came in time');
    await press(page, 'Propose it');
    await page.getByText('You proposed it, so another election officer decides.').waitFor();
    await page.getByLabel('Their mail addresses').fill('who@members.example');
    await page.getByLabel('Reason', { exact: true }).fill('Late');
    await press(page, 'Propose it');
    await page.getByText('nobody is known by who@members.example').waitFor();
    one.forgive(/status of 400/);

    const henk = product.visitor();
    const { requestId } = await henk.call('requestSignIn', { body: { email: 'henk@members.example' } });
    const code = await newestCode(product, 'henk@members.example');
    await henk.call('signInByCode', { body: { requestId, code } });
    const reason = 'I renewed by wire in January. The bank has confirmed it.';
    await henk.call('askException', { path: { electionId }, body: { reason } });

    await using other = await browser.person(product);
    await signIn(product, other.page, BRAM, roll);
    await other.page.getByRole('link', { name: 'Amendments and requests: 2 waiting' }).click();
    await titled(other.page, 'Amendments and requests');
    await other.page.getByText(reason).waitFor();
    await examine(other.page, '96 roll amendments');
    await press(other.page, 'Add 1 person');
    await other.page.getByText('Accepted by Bram Okafor').waitFor();
    await press(other.page, 'Refuse');
    await other.page.getByText('Reason: write it first, the member reads it').waitFor();
    await other.page.getByLabel('Reason', { exact: true }).first().fill('No payment came before the record date');
    await press(other.page, 'Refuse');
    await other.page.getByText('Refused by Bram Okafor').waitFor();
    await product.settle();
    expect((await mailTo(product, 'henk@members.example'))[0]!.subject).toMatch(/^Your request was refused/);

    await freeze(ines, electionId);
    await page.goto(`${roll}/reasons`);
    await page.getByRole('row', { name: /Odalys Brandt.*In added by an amendment/ }).waitFor();
    await page.goto(`/elections/${electionId}/rules`);
    await page.getByText(/^1 person added, .*: Affirmed by letter, which came in time$/).waitFor();
    await examine(page, '97 rules with roll');
    await page.goto(`/elections/${electionId}`);
    await page.getByText('1 person added').waitFor();
    await examine(page, '98 election with roll');
  },
);

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { foundationBoard } from '../../client/office/body-preset.ts';
import { PHONE, startBrowser, signIn } from '../support/browser.ts';
import { aMember } from '../support/members.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';
import { tabAndPress, tabTo } from './keyboard.ts';

function fill(page: Page, label: string, value: string): Promise<void> {
  return page.getByLabel(label, { exact: true }).fill(value);
}

async function record(page: Page, seat: string, name: string, from: string, email = ''): Promise<void> {
  await page.getByRole('button', { name: `Record a term of ${seat}` }).click();
  await page.getByRole('heading', { name: `Record a term in ${seat}` }).waitFor();
  await fill(page, 'Name', name);
  await fill(page, 'Mail address', email);
  await fill(page, 'First day', from);
  await press(page, 'Record the term');
}

test('a board is made from the preset, and those who hold its seats already are recorded', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  await aMember(product, { name: 'Marta Oyelaran', email: 'marta@people.example' }, []);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await signIn(product, person.page, 'ines@lantern.example', '/office/bodies');
  await titled(person.page, /^Bodies/);
  await page.getByRole('link', { name: 'Make a body' }).click();
  await titled(page, /^A new body/);
  await press(page, /Like a foundation/);
  await examine(page, 'new body');
  await press(page, 'Make the body');
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  await page.getByText('There is a body at this address already').waitFor();
  person.forgive(/409/);
  await fill(page, 'Address', 'directors');
  await press(page, 'Make the body');
  await titled(page, /^Board of directors/);

  await record(page, 'Seat A1', 'Marta Oyelaran', '2024-07-01', 'marta@people.example');
  await page.getByText('The term of Marta Oyelaran in Seat A1 is recorded.').waitFor();
  await record(page, 'Seat A1', 'Ben Achterberg', '2026-07-01');
  await page.getByText(/Marta Oyelaran holds Seat A1 from 2024-07-01 until 2027-06-30/).waitFor();
  person.forgive(/409/);
  await press(page, 'Leave it');
  await page.getByRole('row', { name: /Seat A1 Marta Oyelaran 30 June 2027/ }).waitFor();
});

/** A board of four, three of whom are here as people, the third affiliated with Brightwater like the two before. */
async function aSittingBoard(product: Product): Promise<void> {
  const officer = await anAdministrator(product);
  const cohorts = [{ name: 'Cohort A', seats: ['One', 'Two', 'Three', 'Four'], endsOn: '2028-06-30', termYears: 3 }];
  const rules = { ...foundationBoard.rules, affiliationCap: { numerator: 1, denominator: 2 } };
  const body = { name: 'Council', slug: 'council', about: 'It **decides**.', rules, cohorts };
  const made = await officer.call('makeBody', { body });
  for (const [place, name] of ['Marta', 'Chidi', 'Noor'].entries()) {
    const email = `${name.toLowerCase()}@people.example`;
    const { id } = await aMember(product, { name: `${name} Oyelaran`, email }, []);
    const seatId = made.cohorts[0]!.seats[place]!.id;
    const term = { name: `${name} Oyelaran`, email, from: `2025-07-0${place + 1}`, until: null };
    await officer.call('recordTerm', { path: { seatId }, body: term });
    const affiliation = { organisation: 'Brightwater', kind: 'employee' as const };
    if (name !== 'Noor') await officer.call('recordAffiliation', { path: { personId: id }, body: affiliation });
  }
}

test('one affiliation too many is seen, somebody leaves, somebody is appointed, and all can read it on a phone', async () => {
  await using product = await startProduct();
  await aSittingBoard(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await signIn(product, person.page, 'ines@lantern.example', '/office/bodies');
  await titled(person.page, /^Bodies/);
  await page.getByRole('link', { name: 'Council', exact: true }).click();
  await page.getByRole('button', { name: 'Record an affiliation of Noor Oyelaran' }).click();
  await fill(page, 'Organisation', 'Brightwater');
  await press(page, 'Record the affiliation');
  await page.getByText('Brightwater holds 3 seats; the limit is 2').waitFor();
  await page.getByText('The longest-serving resigns: Marta Oyelaran, since 1 July 2025.').waitFor();

  await page.getByRole('button', { name: 'Ended early Marta Oyelaran, One' }).click();
  await fill(page, 'Last day in the seat', '2027-04-30');
  await page.getByLabel('Too many with one affiliation').check();
  await press(page, 'Record it');
  await page.getByText('It is recorded that Marta Oyelaran left.').waitFor();
  await page.getByRole('button', { name: 'Appoint to One' }).click();
  await fill(page, 'Name', 'Grace Mensah');
  await fill(page, 'First day', '2027-05-01');
  await page.getByLabel('Until the next election only').check();
  await fill(page, 'Last day', '2027-06-15');
  await fill(page, 'Vote or reason', 'by the board on 1 May 2027, 2-0-0');
  await examine(page, 'body and appointment');
  await press(page, 'Record the appointment');
  await page.getByText('Grace Mensah is appointed to One.').waitFor();

  await using reader = await browser.person(product, { viewport: PHONE, javaScriptEnabled: false });
  await reader.page.goto('/bodies');
  await reader.page.getByRole('link', { name: 'Council' }).click();
  const text = await reader.page.locator('main').innerText();
  expect(text).toContain('3 of 4 seats are held, 1 vacant.');
  expect(text).toContain('Terms end on 15 June 2027');
  expect(text).toContain('Grace Mensah (One)');
  expect(text).toContain('appointed: by the board on 1 May 2027, 2-0-0');
  expect(text).toMatch(/Marta Oyelaran[\s\S]*30 April 2027[\s\S]*Left early: too many with one affiliation/);
  expect(text).toContain('People with one affiliation hold at most half of the seats: 2 of 4.');
  expect(text).not.toContain('Brightwater');
  await page.goto('/bodies/council');
  await titled(page, 'Council');
  await examine(page, 'public body');
});

test('the name and the rules of a body are changed by keyboard alone', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await signIn(product, person.page, 'ines@lantern.example', '/office/bodies');
  await titled(person.page, /^Bodies/);
  await examine(page, 'bodies');
  await tabAndPress(page, page.getByRole('link', { name: 'Board of directors', exact: true }));
  await titled(page, /^Board of directors/);
  await tabAndPress(page, page.getByRole('link', { name: 'Name and rules' }));
  await titled(page, 'Name and rules');
  await tabTo(page, page.getByLabel('Voting open, at most'));
  await page.keyboard.type('60');
  await tabTo(page, page.getByLabel('Quorum', { exact: true }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('half');
  await tabAndPress(page, page.getByRole('button', { name: 'Save the body' }));
  await page.getByRole('link', { name: 'Quorum: write a share such as 1/2, at most the whole' }).waitFor();
  await tabTo(page, page.getByLabel('Quorum', { exact: true }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('2/3');
  await tabAndPress(page, page.getByRole('button', { name: 'Save the body' }));
  await titled(page, /^Board of directors/);
  await page.goto('/bodies/board');
  await page.getByText('Voting is open for at most 60 days.').waitFor();
  await page.getByText('An open vote counts when more than two thirds of the seats take part').waitFor();
});

test('a member discloses on a phone for whom they work, and the office reads two spellings as one', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  await aMember(product, { name: 'Marta Oyelaran', email: 'marta@people.example' }, []);
  await using browser = await startBrowser();
  await using member = await browser.person(product, { viewport: PHONE });
  const { page } = member;
  await signIn(product, member.page, 'marta@people.example', '/my-affiliations');
  await titled(member.page, /^My affiliations/);
  for (const [name, kind] of [
    ['Brightwater', 'employee'],
    ['BrightWater Ltd', 'owner'],
  ] as const) {
    await fill(page, 'Organisation', name);
    await page.getByLabel('What you are to it').selectOption(kind);
    await press(page, 'Disclose it');
    await page.getByRole('heading', { name, exact: true }).waitFor();
  }
  await press(page, 'Disclose it');
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  await examine(page, 'my affiliations');
  await page.getByRole('button', { name: /This is over Brightwater, Employee/ }).click();
  await page.getByRole('heading', { name: 'Brightwater', exact: true }).waitFor({ state: 'detached' });

  await using officer = await browser.person(product);
  await signIn(product, officer.page, 'ines@lantern.example', '/office/bodies/organisations');
  await titled(officer.page, /^Organisations/);
  await officer.page.getByRole('button', { name: 'Change BrightWater Ltd' }).click();
  await officer.page.getByLabel('It means').selectOption({ label: 'Brightwater' });
  await examine(officer.page, 'organisations');
  await press(officer.page, 'Merge the spelling');
  await officer.page.getByText('BrightWater Ltd is read as Brightwater from now on.').waitFor();
});

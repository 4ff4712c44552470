import { expect, test } from 'vitest';
import { PHONE, startBrowser, signIn } from '../support/browser.ts';
import { seatIds } from '../support/bodies.ts';
import { aContest, anOpenElection, aVoter, cast, CLOSES, OPENS } from '../support/elections.ts';
import { anAdministrator, startProduct, type Product, type Visitor } from '../support/product.ts';
import { choose, enterBooth, press, titled, trackerOn } from './booth.ts';
import { examine } from './examine.ts';

const [ada, bram, caro, dele, enzo] = ['Ada Quill', 'Bram Oster', 'Caro Nindi', 'Dele Abara', 'Enzo Talvi'] as const;
const names = [ada, bram, caro, dele, enzo];
const seats = seatIds(11);

/** Three seats, the first of which ends later than the others, and a motion with a text in force. */
async function anElection(product: Product, officer: Visitor): Promise<string> {
  const candidates = names.map((name) => ({ name, affiliation: '', statement: '' }));
  return anOpenElection(product, officer, 4, {
    contests: [
      aContest({ seats: [seats[0]!, seats[4]!, seats[5]!], candidates }),
      {
        ...{ kind: 'motion', title: 'Yearly dues', noticeDays: 0, isStrict: true, base: 'cast' },
        ...{ text: 'The yearly dues are **30**.', replaces: 'The yearly dues are **25**.' },
        ...{ numerator: 1, denominator: 2, effectiveOn: '2027-08-01' },
      },
    ],
  });
}

test('a motion is voted on at a phone; the election is seated by clicking, with what if, to the public page', async () => {
  await using product = await startProduct();
  await using browser = await startBrowser();
  product.clock.moveTo(OPENS);
  const api = await anAdministrator(product);
  const electionId = await anElection(product, api);
  const { view } = await api.call('readOfficeElection', { path: { electionId } });
  const enzoId = view.contests[0]!.candidates[4]!.id;
  await api.call('withdrawCandidate', {
    path: { electionId, candidateId: enzoId },
    body: { reason: 'He took another post.' },
  });

  await using phone = await browser.person(product, { viewport: PHONE });
  await enterBooth(product, phone, 3);
  const booth = phone.page;
  await booth.getByText('Withdrew on 1 June').waitFor();
  await examine(booth, '120 booth withdrawn');
  await choose(booth, ada, enzo);
  await press(booth, 'Next question');
  await titled(booth, 'Yearly dues');
  await booth.getByText('It is adopted if more than one half of all ballots cast are for it.').waitFor();
  await booth.getByText('What it changes, word by word').click();
  expect(await booth.locator('del').innerText()).toContain('25');
  expect(await booth.locator('ins').innerText()).toContain('30');
  expect(await booth.locator('.choices b').allInnerTexts()).toEqual(['For', 'Against', 'Abstain']);
  await examine(booth, '121 booth motion');
  await press(booth, 'Check my ballot');
  await titled(booth, 'You leave this question blank. Is that what you want?');
  await examine(booth, '122 booth motion blank');
  await press(booth, 'Go back and choose');
  await choose(booth, 'Against');
  await choose(booth, 'For');
  expect(await booth.getByRole('radio', { checked: true }).count()).toBe(1);
  await press(booth, 'Check my ballot');
  await titled(booth, 'Check your ballot');
  expect(await booth.locator('dd.says').allInnerTexts()).toEqual([expect.stringContaining(ada), 'For']);
  await press(booth, 'Cast my ballot');
  await trackerOn(booth);

  const ballots = [
    [
      [1, 1, 1, 1, 1],
      [1, 0, 0],
    ],
    [
      [1, 1, 1, 0, 1],
      [1, 0, 0],
    ],
    [
      [1, 0, 0, 1, 1],
      [0, 1, 0],
    ],
  ];
  for (const [number, ballot] of ballots.entries()) {
    await cast(electionId, await aVoter(product, electionId, number), ballot);
  }
  product.clock.moveTo(CLOSES);
  await product.settle();

  await using officer = await browser.person(product);
  const { page } = officer;
  await signIn(product, page, 'ines@lantern.example', `/office/elections/${electionId}`);
  await page.getByRole('link', { name: 'Seating: what if somebody declines' }).click();
  await titled(page, 'Seating');
  await page.getByText('It is recorded after the result is certified.').waitFor();
  await examine(page, '123 seating before the certificate');

  await page.getByRole('link', { name: 'Certify the result' }).click();
  await page.getByLabel('How many people are elected, in all contests together?').fill('3');
  await examine(page, '124 certify');
  await press(page, 'Certify the result');
  await page.getByRole('link', { name: 'Seat those elected' }).click();
  await titled(page, 'Seating');
  await press(page, 'See what would change');
  await page.getByRole('alert').waitFor();
  await examine(page, '125 seating problems');
  await page.getByLabel('Candidate', { exact: true }).selectOption({ label: `${ada} (4)` });
  await page.getByLabel('Why', { exact: true }).selectOption('declined');
  await page.getByLabel('Reason', { exact: true }).first().fill('She stays an officer.');
  await press(page, 'See what would change');
  await page.getByText('Ada Quill is not seated. It was Seat A1.').waitFor();
  await examine(page, '126 seating what if');
  expect(await product.ports.db.selectFrom('term').select('id').execute()).toEqual([]);
  await page.getByLabel('How many people are seated in Board of directors?').fill('4');
  await press(page, 'Record the seating');
  await page.getByText('People seated: this is not what stands on this page. Look again').first().waitFor();
  officer.forgive(/409/);
  await page.getByLabel('How many people are seated in Board of directors?').fill('3');
  await press(page, 'Record the seating');
  await page.getByText('Ines Halvorsen recorded it').waitFor();
  await examine(page, '127 seating recorded');
  const terms = await product.ports.db.selectFrom('term').select(['name', 'endsOn']).execute();
  expect(terms.map(({ name }) => name).toSorted()).toEqual([bram, caro, dele]);

  await page.goto(`/elections/${electionId}`);
  await page.getByRole('heading', { name: 'Adopted', exact: true }).waitFor();
  await page.getByText('It takes effect on 1 August 2027.').waitFor();
  expect(await page.locator('.bars s').allInnerTexts()).toEqual([enzo]);
  await page.getByText('Each decision with its reason').click();
  await page.getByText('declined the seat and is passed over: She stays an officer.').waitFor();
  await page.getByText('withdrew and is passed over: He took another post.').waitFor();
  await examine(page, '128 result seated');
  await page.goto(`/elections/${electionId}/rules`);
  await page.getByText('struck through. Votes are counted as').waitFor();
  await examine(page, '129 rules');
  await page.goto(`/elections/${electionId}/check`);
  await press(page, 'Check it now');
  await page.getByText('Every check passed').waitFor({ timeout: 60_000 });
}, 240_000);

test('a public draw is recorded name by name before anybody certifies', async () => {
  await using product = await startProduct();
  await using browser = await startBrowser();
  product.clock.moveTo(OPENS);
  const api = await anAdministrator(product);
  const candidates = [ada, bram].map((name) => ({ name, affiliation: '', statement: '' }));
  const contests = [aContest({ seats: seats.slice(0, 1), candidates })];
  const electionId = await anOpenElection(product, api, 1, { contests, ties: 'draw' });
  await cast(electionId, await aVoter(product, electionId, 0), [[1, 1]]);
  product.clock.moveTo(CLOSES);
  await product.settle();

  await using officer = await browser.person(product);
  const { page } = officer;
  await signIn(product, page, 'ines@lantern.example', `/office/elections/${electionId}/certify`);
  await page.getByText('A tie is open that decides who is elected').waitFor();
  await examine(page, '130 certify with an open tie');
  await page.getByRole('link', { name: 'Record the public draw' }).click();
  await page.getByLabel('Drawn first').selectOption({ label: bram });
  await page.getByLabel('Drawn second').selectOption({ label: bram });
  await press(page, 'Record the draw');
  await page.getByText('Number 2: this name was drawn already').first().waitFor();
  await examine(page, '131 draw problems');
  await page.getByLabel('Drawn second').selectOption({ label: ada });
  await page.getByLabel('Where, when and before whom').fill('In the library on 16 June, before two members.');
  await press(page, 'Record the draw');
  await page.getByText('In the order drawn: Bram Oster, Ada Quill.').waitFor();
  await page.goto(`/elections/${electionId}`);
  await page.getByText('A public draw decided: Bram Oster.').waitFor();
  await page.getByText('In the library on 16 June, before two members.').waitFor();
  await examine(page, '132 result after a draw');
}, 120_000);

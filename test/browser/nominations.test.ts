import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { PHONE, startBrowser, signIn } from '../support/browser.ts';
import { mailTo } from '../support/elections.ts';
import { aMember, aPeriod } from '../support/members.ts';
import {
  anAnnouncedDraft,
  aNominator,
  NOMINATIONS_OPEN,
  nominationToken,
  staySignedIn,
} from '../support/nominations.ts';
import { anAdministrator, startProduct } from '../support/product.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';
import { tabAndPress, tabTo } from './keyboard.ts';

async function aProduct() {
  const product = await startProduct();
  const officer = await anAdministrator(product);
  await staySignedIn(product);
  await aMember(product, { name: 'Nora Nominatrix', email: 'nora@lantern.example' }, [
    aPeriod('contributing', '2026-06-01T00:00:00Z', '2029-01-01T00:00:00Z'),
  ]);
  const nominations = await anAnnouncedDraft(product, officer);
  product.clock.moveTo(Temporal.Instant.from(NOMINATIONS_OPEN));
  return { product, officer, nominations };
}

test('a colleague without an account is nominated, and accepts from the mail on a phone; an officer approves', async () => {
  const { product, officer, nominations } = await aProduct();
  await using _product = product;
  const path = { electionId: nominations.electionId };
  await using browser = await startBrowser();

  await using nominator = await browser.person(product);
  const { page } = nominator;
  await page.goto(`/elections/${nominations.electionId}`);
  await page.getByRole('link', { name: 'Nominate somebody' }).click();
  await titled(page, 'Nominate for Board election 2027');
  await examine(page, '190 nominate, not signed in');
  await signIn(product, page, 'nora@lantern.example', `/nominate/${nominations.electionId}`);
  await titled(page, 'Nominate for Board election 2027');
  await press(page, 'Nominate');
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  await examine(page, '191 nominate, something missing');
  await page.getByLabel('Their name').fill('Colm Candidate');
  await page.getByLabel('Their mail address').fill('colm@elsewhere.example');
  await page.getByLabel('Why you nominate them').fill('Runs the **library** of our town.');
  await press(page, 'Preview it');
  expect(await page.locator('.prose').innerHTML()).toBe('<p>Runs the <strong>library</strong> of our town.</p>\n');
  await press(page, 'Nominate');
  await page.getByText('Colm Candidate is nominated. We have sent them a mail').waitFor();
  await examine(page, '192 nominated');

  await nominationToken(product, 'colm@elsewhere.example');
  const link = /\S+\/nomination#\S+/.exec((await mailTo(product, 'colm@elsewhere.example'))[0]!.text)![0];
  await using colm = await browser.person(product, { viewport: PHONE });
  const phone = colm.page;
  await phone.goto(link);
  await titled(phone, 'You are nominated. Do you want to stand?');
  await phone.getByText('Runs the library of our town.').waitFor();
  expect((await officer.call('readOfficeNominations', { path })).candidacies[0]!.state, 'opening it').toBe('invited');
  expect(new URL(phone.url()).hash, 'the token is out of the address').toBe('');
  await examine(phone, '193 nomination from the mail');
  await phone.getByLabel(/I keep to the code of conduct/).check();
  await press(phone, 'Accept the nomination');
  await titled(phone, 'You have accepted');
  await phone.getByLabel('Your statement').fill('# Books\n\nI *read*.');
  await press(phone, 'Add an affiliation');
  await phone.getByLabel('Organisation 1', { exact: true }).fill('Town Library');
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  await phone.locator('#photo').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: picture });
  const image = phone.getByRole('img', { name: 'Picture of Colm Candidate' });
  await image.waitFor();
  expect(await image.evaluate((element) => (element as HTMLImageElement).decode().then(() => 'drawn'))).toBe('drawn');
  await phone.getByLabel('Your statement').fill('# Books\n\nI *read*.');
  await press(phone, 'Save');
  await phone.getByText('Saved. You can change it until nominations close.').waitFor();
  await examine(phone, '194 nomination accepted');
  expect((await phone.request.get('/api/me').then((answer) => answer.json())) as unknown).toEqual({ person: null });

  await using office = await browser.person(product);
  await signIn(product, office.page, 'ines@lantern.example', `/office/elections/${nominations.electionId}/nominations`);
  await office.page.getByRole('heading', { name: 'Colm Candidate', exact: true }).waitFor();
  await press(office.page, /^Read everything/);
  await office.page.getByText('Town Library (employee)').waitFor();
  await examine(office.page, '195 office nominations');
  await press(office.page, 'Approve Colm Candidate');
  await office.page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  await office.page.getByLabel('Met: Is of age').check();
  await office.page.getByLabel('Met: Is no employee of the foundation').check();
  await press(office.page, 'Approve Colm Candidate');
  await office.page.getByText('Approved', { exact: true }).waitFor();
  await examine(office.page, '196 office approved');
  const { view } = await officer.call('readOfficeElection', { path });
  expect(view.contests[0]!.candidates.map(({ name, affiliation }) => [name, affiliation])).toEqual([
    ['Colm Candidate', 'Town Library (employee)'],
  ]);
  office.forgive(/400/);
});

test('somebody nominates themselves, and another is supported, by keyboard alone', async () => {
  const { product, officer, nominations } = await aProduct();
  await using _product = product;
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await signIn(product, page, 'nora@lantern.example', '/me');
  await tabAndPress(page, page.getByRole('link', { name: 'Nominate somebody for Board election 2027' }));
  await titled(page, 'Nominate for Board election 2027');
  await tabTo(page, page.locator('#whom-other'));
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByLabel('Your statement'));
  await page.keyboard.type('I stand.');
  await tabAndPress(page, page.getByLabel(/I keep to the code of conduct/), 'Space');
  await tabAndPress(page, page.getByRole('button', { name: 'Nominate myself' }));
  await titled(page, 'You have accepted');
  const { candidacies } = await officer.call('readOfficeNominations', { path: nominations });
  expect(candidacies.map(({ name, state }) => [name, state])).toEqual([['Nora Nominatrix', 'accepted']]);

  const supporter = await aNominator(product, 'Sami Supporter');
  await using other = await browser.person(product);
  await signIn(product, other.page, supporter.email, `/support/${candidacies[0]!.id}`);
  await titled(other.page, 'Do you support the nomination of Nora Nominatrix?');
  await examine(other.page, '197 support');
  await tabAndPress(other.page, other.page.getByRole('button', { name: 'Support the nomination' }));
  await titled(other.page, 'You support Nora Nominatrix');
});

/** Each tries to load something, run something, or send somebody somewhere. */
const hostile = [
  '<script>window.pwned = 1</script>',
  '<img src=x onerror="window.pwned = 1">',
  '![tracker](https://tracker.evil.example/pixel.gif)',
  '[press](javascript:window.pwned=1)',
  '[press](JaVaScRiPt&#58;window.pwned=1)',
  '[press](data:text/html,<script>window.pwned=1</script>)',
  '[press](vbscript:msgbox(1))',
  '[press](//evil.example)',
  '[![nested](https://evil.example/a.png)](javascript:window.pwned=1)',
  '<svg onload="window.pwned = 1"><script>window.pwned = 1</script></svg>',
  '<iframe src="https://evil.example"></iframe>',
  '<form action="https://evil.example"><input name=a><button>Vote</button></form>',
  '<style>body { background: url(https://evil.example/a.png) }</style>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<link rel="stylesheet" href="https://evil.example/a.css">',
  '<a href="https://ok.example" onclick="window.pwned = 1" style="position:fixed;inset:0">x</a>',
  '&lt;script&gt;window.pwned = 1&lt;/script&gt;',
  '<math><mtext><table><mglyph><style><img src=x onerror=window.pwned=1>',
  '<details open ontoggle="window.pwned = 1">x</details>',
  '```html\n<script>window.pwned = 1</script>\n```',
];

test('whatever a statement says, nothing of it loads, runs or leads elsewhere than over https', async () => {
  const { product, nominations } = await aProduct();
  await using _product = product;
  const nominator = await aNominator(product, 'Mallory Markup');
  const body = { contestId: nominations.contestId, name: 'Colm', email: 'colm@elsewhere.example' };
  await nominator.call('nominate', { path: nominations, body: { ...body, statement: hostile.join('\n\n') } });
  const token = await nominationToken(product, 'colm@elsewhere.example');
  await using browser = await startBrowser();
  await using person = await browser.person(product);
  const { page } = person;
  await page.goto(`/nomination#${token}`);
  await page.getByRole('heading', { name: 'Mallory Markup' }).waitFor();
  const found = await page.evaluate(() => {
    const prose = document.querySelector('.prose');
    const all = [...(prose?.querySelectorAll('*') ?? [])];
    return {
      pwned: 'pwned' in window,
      tags: [...new Set(all.map((element) => element.localName))].sort(),
      attributes: [...new Set(all.flatMap((element) => element.getAttributeNames()))].sort(),
      links: all.flatMap((element) =>
        element instanceof HTMLAnchorElement && element.hasAttribute('href') ? [element.protocol] : [],
      ),
      written: prose?.textContent.includes('<script>window.pwned = 1</script>'),
    };
  });
  expect(found.pwned).toBe(false);
  expect(found.written, 'what was written can be read').toBe(true);
  expect(found.tags.filter((tag) => !['p', 'a', 'code', 'pre', 'br', 'em', 'strong'].includes(tag))).toEqual([]);
  expect(found.attributes.filter((name) => name !== 'href' && name !== 'rel')).toEqual([]);
  expect(found.links.filter((protocol) => protocol !== 'https:' && protocol !== 'mailto:')).toEqual([]);
  for (const link of await page.locator('.prose a[href]').all())
    expect(await link.getAttribute('href')).toMatch(/^(?:https|mailto):/);
  expect(person.asked.filter(({ path }) => /evil|tracker|pixel/.test(path))).toEqual([]);
});

test('what the preview shows is what is kept and shown, and directions that hide are refused', async () => {
  const { product, nominations } = await aProduct();
  await using _product = product;
  const me = await aNominator(product, 'Selma Selbst');
  const standing = { contestId: nominations.contestId, name: 'Selma', previousService: '', affiliations: [] };
  const body = { ...standing, statement: '', acknowledgements: ['conduct'] };
  const { candidacyId } = await me.call('nominateMyself', { path: nominations, body });
  const pieces = [
    '# a',
    '*b*',
    '**',
    '`',
    '<b>',
    '&amp;',
    '\t- c',
    '\r\n',
    '\n\n',
    '| d | e |\n|--|--|\n| 1 | 2 |',
    'é',
    'e\u0301',
    '  ',
    ...hostile,
  ];
  let state = 20_260;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  for (let round = 0; round < 60; round += 1) {
    const statement = Array.from({ length: 1 + next(6) }, () => pieces[next(pieces.length)]).join(
      next(2) === 0 ? '\n' : '',
    );
    const preview = await me.call('previewStatement', { body: { statement } });
    const profile = { name: 'Selma', previousService: '', affiliations: [], statement };
    const kept = await me.call('changeCandidacy', { body: { nominee: { candidacyId }, ...profile } });
    expect([kept.statement, kept.statementHtml]).toEqual([preview.statement, preview.html]);
    const again = await me.call('previewStatement', { body: { statement: kept.statement } });
    expect(again.html, 'keeping what is kept changes nothing').toBe(kept.statementHtml);
  }
  for (const hidden of ['\u202e', '\u2066', '\u200f', '\ufeff', '\u0007']) {
    const sent = me.call('previewStatement', { body: { statement: `a${hidden}b` } });
    await expect(sent).rejects.toThrow(/malformed-request/);
  }
});

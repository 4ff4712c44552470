import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Happening } from '../../membership/events.ts';
import { mailTo } from '../support/elections.ts';
import { aMember, aPeriod } from '../support/members.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  await anAdministrator(product);
});
afterAll(() => product[Symbol.asyncDispose]());

const everything = {
  ...{ isListed: true, showsName: true, showsCity: true, showsCountry: true, showsTiers: true, showsSince: true },
  link: 'https://example.org/me',
};

const nothing = {
  ...{ isListed: true, showsName: false, showsCity: false, showsCountry: false, showsTiers: false, showsSince: false },
  link: '',
};

const CURRENT = aPeriod('supporting', '2021-03-01T00:00:00Z', '2028-03-01T00:00:00Z');
const OVER = aPeriod('supporting', '2021-03-01T00:00:00Z', '2024-03-01T00:00:00Z');

/** A member who lives in Turku, signed in. */
async function somebody(name: string, happenings: readonly Happening[]): Promise<{ id: string; visitor: Visitor }> {
  const email = `${name.toLowerCase().replaceAll(/\W/gu, '.')}@members.example`;
  const { id } = await aMember(product, { name, email }, happenings);
  await product.ports.db
    .updateTable('person')
    .set({ city: 'Turku', country: 'Finland' })
    .where('id', '=', id)
    .execute();
  const visitor = product.visitor();
  const { requestId } = await visitor.call('requestSignIn', { body: { email } });
  await product.settle();
  const codes = (await mailTo(product, email)).map(({ text }) => /^ {4}(\d{6})$/m.exec(text)?.[1]);
  await visitor.call('signInByCode', { body: { requestId, code: codes.find((code) => code !== undefined)! } });
  return { id, visitor };
}

async function found(visitor: Visitor, search: string) {
  return (await visitor.call('readDirectory', { query: { search } })).members;
}

test('nobody is in the directory who did not choose so, and then with what was chosen and nothing else', async () => {
  const reader = await somebody('Reader Quill', [CURRENT]);
  const member = await somebody('Odalys Ferncastle', [
    CURRENT,
    { kind: 'appointed', tier: 'fellow', facts: { from: '2019-06-01T00:00:00Z', body: 'The board', vote: '9 of 11' } },
  ]);
  expect(await member.visitor.call('readMyListing', {})).toMatchObject({
    isListed: false,
    shown: null,
    isActive: true,
  });
  expect(await found(reader.visitor, 'ferncastle')).toEqual([]);

  await member.visitor.call('chooseListing', { body: everything });
  expect(await found(reader.visitor, 'FERNCASTLE')).toEqual([
    {
      name: 'Odalys Ferncastle',
      city: 'Turku',
      country: 'Finland',
      membership: 'Fellow since 2019',
      link: 'https://example.org/me',
    },
  ]);

  const some = { ...everything, showsCity: false, showsTiers: false, link: '' };
  const { shown } = await member.visitor.call('chooseListing', { body: some });
  expect(shown).toEqual({
    name: 'Odalys Ferncastle',
    city: '',
    country: 'Finland',
    membership: 'Member since 2019',
    link: '',
  });
  expect(await found(reader.visitor, 'ferncastle')).toEqual([shown]);

  await member.visitor.call('chooseListing', { body: { ...everything, isListed: false } });
  expect(await found(reader.visitor, 'ferncastle')).toEqual([]);
  expect(await member.visitor.call('readMyListing', {})).toMatchObject({ isListed: false, showsCity: false, link: '' });
});

test('a search does not find a name that is not shown, nor what is special in patterns', async () => {
  const reader = await somebody('Reader Heron', [CURRENT]);
  const member = await somebody('Secretive Plumbago', [CURRENT]);
  await member.visitor.call('chooseListing', { body: nothing });
  for (const search of ['plumbago', 'turku', 'finland', 'members.example', '%', '_'])
    expect(await found(reader.visitor, search), search).toEqual([]);
  const hidden = { name: '', city: '', country: '', membership: '', link: '' };
  expect((await found(reader.visitor, '')).at(-1)).toEqual(hidden);
  await member.visitor.call('chooseListing', { body: { ...nothing, isListed: false } });
});

test('the directory is for active members: not for strangers, lapsed members, or staff who are none', async () => {
  const lapsed = await somebody('Lapsed Meadow', [OVER]);
  for (const visitor of [lapsed.visitor, (await somebody('Staff Only', [])).visitor]) {
    expect((await refusalOf(visitor.call('readDirectory', { query: {} }))).problemName).toBe('members-only');
    expect(await visitor.call('readMyListing', {})).toMatchObject({ isActive: false });
  }
  expect((await refusalOf(product.visitor().call('readDirectory', { query: {} }))).problemName).toBe('not-signed-in');
  expect((await refusalOf(product.visitor().call('readMyListing', {}))).problemName).toBe('not-signed-in');
});

test('whoever is no active member any more is shown to nobody, and neither are the dead, the erased and the merged', async () => {
  const reader = await somebody('Reader Sparrow', [CURRENT]);
  const lapsed = await somebody('Wren Lapsed', [OVER]);
  const { shown } = await lapsed.visitor.call('chooseListing', { body: everything });
  expect(shown).toBeNull();
  const dead = await somebody('Wren Dead', [CURRENT, { kind: 'died', facts: { on: '2027-04-01' } }]);
  const erased = await somebody('Wren Erased', [CURRENT]);
  const merged = await somebody('Wren Merged', [CURRENT]);
  const survivor = await somebody('Wren Survivor', [CURRENT]);
  for (const { visitor } of [dead, erased, merged, survivor]) await visitor.call('chooseListing', { body: everything });
  const { db } = product.ports;
  const now = product.clock.now().toString();
  await db.updateTable('person').set({ erasedAt: now }).where('id', '=', erased.id).execute();
  await db.updateTable('person').set({ mergedInto: survivor.id }).where('id', '=', merged.id).execute();
  expect((await found(reader.visitor, 'wren')).map(({ name }) => name)).toEqual(['Wren Survivor']);
});

test('a tier that is for staff to see makes a member and is not told', async () => {
  const { db } = product.ports;
  const row = await db.selectFrom('tierTerms').selectAll().where('tier', '=', 'supporting').executeTakeFirstOrThrow();
  const now = product.clock.now().toString();
  await db.insertInto('tier').values({ id: 'quiet', position: 90, madeAt: now }).execute();
  const terms = JSON.stringify({ ...row.terms, name: 'Quiet', visibility: 'staff' });
  await db
    .insertInto('tierTerms')
    .values({ tier: 'quiet', effectiveAt: '2020-01-01T00:00:00Z', terms, madeAt: now, madeBy: 'x' })
    .execute();
  const quiet = await somebody('Quiet Finch', [aPeriod('quiet', '2022-01-01T00:00:00Z', null)]);
  const { shown, isActive } = await quiet.visitor.call('chooseListing', { body: everything });
  expect(isActive).toBe(true);
  expect(shown?.membership).toBe('Member since 2022');
});

test('a link is one https address without a password in it', async () => {
  const { visitor } = await somebody('Linking Bower', [CURRENT]);
  const refused = [
    'http://example.org',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://name:word@example.org',
    'https://bank.example@example.org',
    'https://localhost',
    'example.org',
    `https://example.org/${'a'.repeat(200)}`,
  ];
  for (const link of refused) {
    // Past the client's own contract, as a program would send it.
    const body = JSON.stringify({ ...everything, link });
    const headers = { 'content-type': 'application/json' };
    const answer = await visitor.fetch('/api/me/listing', { method: 'PUT', headers, body });
    expect(answer.status, link).toBe(400);
  }
  const { link } = await visitor.call('chooseListing', { body: { ...everything, link: ' https://EXAMPLE.org ' } });
  expect(link).toBe('https://example.org/');
});

test('the pages of a long directory hold everybody once, in the order of names, and skip who is not shown', async () => {
  await using large = await startProduct();
  await anAdministrator(large);
  const { db } = large.ports;
  const now = large.clock.now().toString();
  const made = await Promise.all(
    Array.from({ length: 130 }, (_, number) =>
      aMember(large, { name: `Member ${String(number).padStart(3, '0')}`, email: `m${number}@members.example` }, [
        number % 10 === 0 ? OVER : CURRENT,
      ]),
    ),
  );
  await db
    .insertInto('directoryEntry')
    .values(made.map(({ id }) => ({ personId: id, chosenAt: now })))
    .execute();
  const visitor = large.visitor();
  const { requestId } = await visitor.call('requestSignIn', { body: { email: 'm1@members.example' } });
  await large.settle();
  const codes = (await mailTo(large, 'm1@members.example')).map(({ text }) => /^ {4}(\d{6})$/m.exec(text)?.[1]);
  await visitor.call('signInByCode', { body: { requestId, code: codes.find((code) => code !== undefined)! } });
  const names: string[] = [];
  const sizes: number[] = [];
  for (let from: number | null = 0; from !== null;) {
    const page: { members: { name: string }[]; next: number | null } = await visitor.call('readDirectory', {
      query: { from: String(from) },
    });
    names.push(...page.members.map(({ name }) => name));
    sizes.push(page.members.length);
    from = page.next;
  }
  expect(sizes).toEqual([50, 50, 17]);
  const active = Array.from({ length: 130 }, (_, number) => number).filter((number) => number % 10 !== 0);
  expect(names).toEqual(active.map((number) => `Member ${String(number).padStart(3, '0')}`));
});

test('search engines are told to keep out, and the page without a sign-in holds nobody', async () => {
  const { visitor } = await somebody('Crawled Ibis', [CURRENT]);
  await visitor.call('chooseListing', { body: everything });
  const page = await product.visitor().fetch('/directory');
  const html = await page.text();
  expect(html).toMatch(/<meta name="robots" content="noindex"/);
  expect(html).not.toContain('Ibis');
});

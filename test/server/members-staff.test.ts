import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportRoute } from '../../api/members.ts';
import { guardCell, unguardCell } from '../../server/csv.ts';
import { line } from '../../api/values.ts';
import { aClerk, aStaffMember, memberTrace, signedIn, tried } from '../support/imports.ts';
import { aMember, aPeriod } from '../support/members.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let administrator: Visitor;
let clerk: Visitor;
beforeAll(async () => {
  product = await startProduct();
  administrator = await anAdministrator(product);
  clerk = await aClerk(product, administrator);
});
afterAll(() => product[Symbol.asyncDispose]());

const reason = 'A letter of 3 May';

test('what a spreadsheet could run is guarded, and reading takes away exactly what writing added', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', ' ', 'a', ',', '"') }),
      (text) => {
        expect(unguardCell(guardCell(text))).toBe(text);
        expect(guardCell(text)).not.toMatch(/^[=+\-@\t\r]/);
      },
    ),
  );
});

test('our export comes back without a change, whatever the names are', async () => {
  const nameOf = (text: string) => line(120).safeParse(text);
  const odd = fc.string({
    unit: fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      "'",
      '"',
      ',',
      ';',
      'Å',
      'é',
      'И',
      '字',
      ' ',
      '\u00a0',
      '.',
      'a',
      'B',
      '1',
    ),
    minLength: 1,
    maxLength: 30,
  });
  const names = fc.sample(fc.oneof(odd, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })), {
    numRuns: 300,
    seed: 7,
  });
  const good = names.flatMap((name) => nameOf(name).data ?? []);
  expect(good.length).toBeGreaterThan(150);
  for (const [number, name] of good.entries()) {
    const happenings = [
      [aPeriod('supporting', '2026-03-01T10:12:13.456Z', '2027-03-01T10:12:13.456Z')],
      [
        aPeriod('supporting', '2026-03-01T00:00:00Z', '2027-03-01T00:00:00Z'),
        aPeriod('contributing', '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
      ],
      [
        {
          kind: 'appointed',
          tier: 'fellow',
          facts: { from: '2019-05-03T00:00:00Z', body: 'Board, "the"', vote: '=7:2' },
        } as const,
      ],
      [{ kind: 'affirmed', facts: { year: 2027, how: 'mail' } } as const],
      [{ kind: 'applied', tier: 'contributing', facts: {} } as const],
    ][number % 5]!;
    const { id } = await aMember(product, { name, email: `odd${number}@round.example` }, happenings);
    if (number % 7 === 0)
      await product.ports.db
        .updateTable('person')
        .set({ city: name.slice(0, 60).trim(), country: 'Åland' })
        .where('id', '=', id)
        .execute();
  }
  const columns = 'number,name,email,city,country,tier,from,until,affirmed,body,vote';
  const response = await clerk.fetch(`${exportRoute}?columns=${columns}`);
  expect(response.status).toBe(200);
  const file = Buffer.from(await response.arrayBuffer());
  const before = await memberTrace(product);
  const view = await tried(product, clerk, file, {
    fields: {
      number: 'Member number',
      name: 'Name',
      email: 'Mail address',
      city: 'City',
      country: 'Country',
      tier: 'Tier',
      from: 'Member from',
      until: 'Paid until',
      affirmed: 'Affirmed year',
      body: 'Appointed by',
      vote: 'Vote',
    },
    dateFormat: 'YYYY-MM-DD',
    tiers: { Supporting: 'supporting', Contributing: 'contributing', Fellow: 'fellow' },
  });
  const { rows } = await clerk.call('readImportRows', { path: { importId: view.id }, query: { verdict: 'error' } });
  expect(rows).toEqual([]);
  expect(Object.keys(view.counts)).toEqual(['unchanged']);
  expect(view.counts['unchanged']).toBeGreaterThan(good.length);
  expect(await memberTrace(product)).toEqual(before);
  const { entries } = await administrator.call('readLog', { query: {} });
  expect(entries.find(({ action }) => action === 'export-members')?.facts).toMatch(/filter: everybody/);
});

test('an auditor sees members and cannot take them away; a clerk’s export is in the log with its filter', async () => {
  const auditor = await aStaffMember(product, administrator, 'auditor');
  expect((await auditor.fetch(`${exportRoute}?columns=name`)).status).toBe(403);
  expect((await clerk.fetch(`${exportRoute}?columns=name,password`)).status).toBe(400);
  expect((await clerk.fetch(`${exportRoute}?columns=name,email&tier=fellow`)).status).toBe(200);
  const { entries } = await administrator.call('readLog', { query: {} });
  expect(entries[0]?.action).toBe('export-members');
  expect(entries[0]?.facts).toContain('tier fellow');
});

test('one box finds people by part of a name, by present and former addresses, and by number', async () => {
  const { id } = await aMember(product, { name: 'Zsófia Tharp-Quill', email: 'zsofia@find.example' }, []);
  await clerk.call('correctMember', {
    path: { personId: id },
    body: { name: 'Zsófia Tharp-Quill', email: 'zsofia.tharp@find.example', city: 'Pécs', country: 'Hungary', reason },
  });
  const { number } = await clerk.call('readMember', { path: { personId: id } });
  const found = async (search: string) =>
    (await clerk.call('findMembers', { query: { search } })).members.map((member) => member.id);
  for (const search of ['tharp-q', 'ZSÓFIA', 'zsofia@find', 'zsofia.tharp@find.example', number, `#${number}`])
    expect(await found(search), search).toContain(id);
  expect(await found('100%_')).toEqual([]);
});

test('filters believe the index, which follows events and the clock', async () => {
  await using fresh = await startProduct();
  let staff = await aClerk(fresh, await anAdministrator(fresh));
  await aMember(fresh, { name: 'Ada Oyelaran', email: 'ada@index.example' }, [
    aPeriod('supporting', '2027-01-01T00:00:00Z', '2027-06-01T00:00:00Z'),
  ]);
  const { id } = await aMember(fresh, { name: '', email: 'noname@index.example' }, []);
  const who = async (query: Record<string, string>) =>
    (await staff.call('findMembers', { query })).members.map(({ email }) => email).sort();
  await fresh.settle();
  expect(await who({ tier: 'supporting', state: 'active' })).toEqual(['ada@index.example']);
  expect(await who({ show: 'no-name' })).toEqual(['noname@index.example']);
  expect(await who({ show: 'no-tier', search: 'index.example' })).toEqual(['noname@index.example']);
  await staff.call('recordAct', {
    path: { personId: id },
    body: { act: { act: 'grant', tier: 'contributing', from: '2027-05-01', until: '2028-04-30', reason } },
  });
  await fresh.settle();
  expect(await who({ state: 'active' })).toEqual(['ada@index.example', 'noname@index.example']);
  fresh.clock.moveTo(fresh.clock.now().add({ hours: 24 * 90 }));
  await fresh.settle();
  staff = await signedIn(fresh, 'clerk@lantern.example');
  expect(await who({ tier: 'supporting', state: 'active' })).toEqual([]);
  expect(await who({ tier: 'contributing', state: 'active' })).toEqual(['noname@index.example']);
});

async function act(personId: string, body: Parameters<typeof clerk.call<'recordAct'>>[1]['body']['act']) {
  return clerk.call('recordAct', { path: { personId }, body: { act: body } });
}

test('a termination takes its time: notice, a hearing before, and it can be withdrawn until it holds', async () => {
  const { id } = await aMember(product, { name: 'Tomás Arriaga', email: 'tomas@acts.example' }, [
    aPeriod('contributing', '2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z'),
  ]);
  const soon = await refusalOf(act(id, { act: 'give-notice', on: '2027-05-15', hearingOn: '2027-05-05', reason }));
  expect([soon.problemName, soon.problem['earliest']]).toEqual(['notice-too-short', '2027-05-16']);
  const late = await refusalOf(act(id, { act: 'give-notice', on: '2027-05-16', hearingOn: '2027-05-12', reason }));
  expect([late.problemName, late.problem['latest']]).toEqual(['notice-too-short', '2027-05-11']);
  const noticed = await act(id, { act: 'give-notice', on: '2027-05-16', hearingOn: '2027-05-11', reason });
  expect(noticed.termination).toMatchObject({ at: '2027-05-16T00:00:00Z', hearingAt: '2027-05-11T00:00:00Z' });
  expect(noticed.standings[0]!.state).toBe('active');
  expect(
    (await refusalOf(act(id, { act: 'give-notice', on: '2027-06-16', hearingOn: '2027-05-11', reason }))).problemName,
  ).toBe('act-refused');
  const withdrawn = await act(id, { act: 'withdraw-notice', reason });
  expect([withdrawn.termination, withdrawn.standings[0]!.until]).toEqual([null, '2028-01-01T00:00:00Z']);
  expect((await refusalOf(act(id, { act: 'withdraw-notice', reason }))).problemName).toBe('act-refused');
});

test('staff decide applications, grant, appoint, record resignation and death, and withdraw a mistake with its reason', async () => {
  const { id } = await aMember(product, { name: 'Mei-Ling Duong', email: 'meiling@acts.example' }, [
    { kind: 'applied', tier: 'contributing', facts: { note: 'Five hours a month' } },
  ]);
  const { applications } = await clerk.call('readApplications', { query: {} });
  const tiers = applications.filter(({ personId }) => personId === id).map(({ tier }) => tier);
  const refused = await refusalOf(act(id, { act: 'approve', tier: 'supporting', reason: '' }));
  expect(refused.problemName).toBe('act-refused');
  const approved = await act(id, { act: 'approve', tier: 'contributing', reason: '' });
  expect(approved.standings[0]).toMatchObject({ tier: 'contributing', state: 'active' });
  expect(tiers.length).toBeLessThanOrEqual(1);
  expect(
    (await refusalOf(act(id, { act: 'grant', tier: 'fellow', from: '2027-05-01', until: null, reason }))).problemName,
  ).toBe('act-refused');
  const fellow = await act(id, { act: 'appoint', tier: 'fellow', from: '2027-05-01', body: 'Board', vote: '9 of 11' });
  expect(fellow.standings.find(({ tier }) => tier === 'fellow')).toMatchObject({ state: 'active', until: null });
  const appointed = fellow.timeline.find(({ title }) => title === 'Appointed: Fellow')!;
  expect(appointed.by).toBe('The clerk');
  const without = await act(id, { act: 'withdraw-event', eventId: appointed.eventId!, reason: 'Another Duong' });
  expect(without.standings.some(({ tier }) => tier === 'fellow')).toBe(false);
  expect((await refusalOf(act(id, { act: 'resign', tier: null, on: '2027-05-05', reason }))).problemName).toBe(
    'notice-too-short',
  );
  const resigned = await act(id, { act: 'resign', tier: null, on: '2027-05-11', reason });
  expect(resigned.standings[0]!.until).toBe('2027-05-11T00:00:00Z');
  const dead = await act(id, { act: 'record-death', on: '2027-04-30', reason });
  expect(dead.life).toBe('deceased');
  expect((await refusalOf(act(id, { act: 'affirm', year: 2027, reason }))).problemName).toBe('act-refused');
});

test('an event of somebody else cannot be withdrawn through this person', async () => {
  const one = await aMember(product, { name: 'Noor Haddad', email: 'noor@object.example' }, [
    aPeriod('supporting', '2027-01-01T00:00:00Z', null),
  ]);
  const other = await aMember(product, { name: 'Ruth Haddad', email: 'ruth@object.example' }, []);
  const { timeline } = await clerk.call('readMember', { path: { personId: one.id } });
  const eventId = timeline.find(({ eventId: found }) => found !== null)!.eventId!;
  expect((await refusalOf(act(other.id, { act: 'withdraw-event', eventId, reason }))).problemName).toBe('act-refused');
});

test('what is recorded about many is tried, counted back, reported where it cannot be, and undone', async () => {
  const living = await aMember(product, { name: 'Bulk One', email: 'one@bulk.example' }, []);
  await aMember(product, { name: 'Bulk Two', email: 'two@bulk.example' }, []);
  await aMember(product, { name: 'Bulk Three', email: 'three@bulk.example' }, [
    { kind: 'died', facts: { on: '2027-01-01' } },
  ]);
  const grant = { act: 'grant', tier: 'contributing', from: '2027-05-01', until: '2028-04-30', reason } as const;
  await product.settle();
  const before = await memberTrace(product);
  const { id } = await clerk.call('prepareBulk', { body: { act: grant, filter: { search: '@bulk.example' } } });
  await product.settle();
  expect(await memberTrace(product)).toEqual(before);
  const view = await clerk.call('readImport', { path: { importId: id } });
  expect([view.kind, view.state, view.counts]).toEqual(['bulk', 'tried', { update: 2, error: 1 }]);
  const { rows } = await clerk.call('readImportRows', { path: { importId: id }, query: { verdict: 'error' } });
  expect(rows.map(({ name, reason: why }) => [name, why])).toEqual([
    ['Bulk Three', 'This person is no longer living, or was erased.'],
  ]);
  const path = { importId: id };
  const wrong = await refusalOf(clerk.call('commitImport', { path, body: { fresh: 0, updated: 3 } }));
  expect(wrong.problemName).toBe('readback-differs');
  await clerk.call('commitImport', { path, body: { fresh: 0, updated: 2 } });
  await product.settle();
  const held = async () =>
    (await clerk.call('readMember', { path: { personId: living.id } })).standings.map(({ tier, state }) => [
      tier,
      state,
    ]);
  expect(await held()).toEqual([['contributing', 'active']]);
  await clerk.call('undoImport', { path, body: { reason: 'The wrong people' } });
  await product.settle();
  expect(await held()).toEqual([]);
  const some = await clerk.call('prepareBulk', {
    body: { act: { act: 'affirm', year: 2027, reason }, filter: {}, ids: [living.id] },
  });
  await product.settle();
  expect((await clerk.call('readImport', { path: { importId: some.id } })).counts).toEqual({ update: 1 });
});

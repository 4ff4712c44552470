import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportMap, ImportView } from '../../api/imports.ts';
import { aMember, aPeriod, someMembers } from '../support/members.ts';
import { aClerk, importFile, mapOf, memberTrace, tried, upload, whole } from '../support/imports.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let clerk: Visitor;
beforeAll(async () => {
  product = await startProduct();
  clerk = await aClerk(product, await anAdministrator(product));
});
afterAll(() => product[Symbol.asyncDispose]());

async function rowsOf(importId: string) {
  const { rows } = await clerk.call('readImportRows', { path: { importId }, query: {} });
  return rows;
}

test('a dry run says what every row would do, with its line and the reason, and changes nothing about members', async () => {
  await aMember(product, { name: 'Ada Oyelaran', email: 'ada@dry.example' }, [
    aPeriod('supporting', '2026-03-01T00:00:00Z', '2027-03-01T00:00:00Z'),
  ]);
  await aMember(product, { name: 'Piotr Wasilewski', email: 'piotr@dry.example' }, []);
  await aMember(product, { name: 'Grace Mensah', email: 'grace@dry.example' }, []);
  const csv = [
    'Name,E-Mail,Class,Since,Paid until,City',
    'Ada Oyelaran,ADA@dry.example,Supporting,2026-03-01,2027-02-28,',
    'Piotr A. Wasilewski,piotr@dry.example,Supporting,2027-01-01,2027-12-31,Gdynia',
    'Rafael Castellano,rafael@dry.example,Managing,2025-01-01,2027-12-31,',
    ',nameless@dry.example,,,,',
    'Nobody,not-an-address,,,,',
    'Ruth Lindqvist,ruth@dry.example,Platinum,2026-01-01,2026-12-31,',
    'Yuki Hoshino,yuki@dry.example,Supporting,31.12.2026,,',
    'Somebody Else,grace@dry.example,,,,',
    'Rafael Castellano,rafael@dry.example,Managing,2025-01-01,2027-12-31,',
    '"\'=HYPERLINK(""http://evil.example"")",formula@dry.example,,,,',
    'Grace Mensah,grace.other@dry.example,,,,',
  ].join('\r\n');
  const before = await memberTrace(product);
  const view = await tried(product, clerk, csv, {
    fields: { name: 'Name', email: 'E-Mail', tier: 'Class', from: 'Since', until: 'Paid until', city: 'City' },
    dateFormat: 'YYYY-MM-DD',
    tiers: { Supporting: 'supporting', Managing: 'contributing' },
  });
  expect(await memberTrace(product)).toEqual(before);
  const rows = await rowsOf(view.id);
  expect(rows.map(({ line, verdict }) => [line, verdict])).toEqual([
    [2, 'unchanged'],
    [3, 'update'],
    [4, 'new'],
    [5, 'new'],
    [6, 'error'],
    [7, 'error'],
    [8, 'error'],
    [9, 'possible-duplicate'],
    [10, 'error'],
    [11, 'new'],
    [12, 'possible-duplicate'],
  ]);
  expect(rows[1]!.changes).toEqual([
    { field: 'name', before: 'Piotr Wasilewski', after: 'Piotr A. Wasilewski' },
    { field: 'city', before: '', after: 'Gdynia' },
    { field: 'membership', before: '', after: 'Supporting, 2027-01-01 to 2027-12-31' },
  ]);
  expect(rows.filter(({ verdict }) => verdict !== 'new').map(({ reason }) => reason)).toEqual([
    null,
    null,
    'E-Mail: “not-an-address” is not a mail address.',
    'Class: “Platinum” is mapped to no tier.',
    'Since: “31.12.2026” is no date written YYYY-MM-DD.',
    expect.stringMatching(/^The address belongs to Grace Mensah \(member \d+\)\./),
    'The same person as on line 4.',
    expect.stringMatching(/^Perhaps Grace Mensah \(member \d+\), whose address is another\.$/),
  ]);
  expect(rows[9]!.name).toBe('=HYPERLINK("http://evil.example")');
  expect(view.counts).toEqual({ new: 3, update: 1, unchanged: 1, 'possible-duplicate': 2, error: 4 });
});

test('a commit does what the dry run said; undoing it restores every member, and mails nobody', async () => {
  const [, second] = await someMembers(product, 3);
  const csv = [
    'name,mail,tier,from,until,affirmed',
    'Piotr W. Wasilewski,voter1@members.example,,,,',
    'Tomasz Arriaga-Mensah,new1@commit.example,Supporting,2026-01-01,2027-12-31,2027',
    ',new2@commit.example,Supporting,2026-01-01,life,',
  ].join('\n');
  const before = await whole(product, ['voter1@members.example']);
  const mails = await product.ports.db.selectFrom('mail').select('id').execute();
  const view = await tried(product, clerk, csv.replaceAll('Piotr W. Wasilewski', 'Pjotr Nwosu'), {
    fields: { name: 'name', email: 'mail', tier: 'tier', from: 'from', until: 'until', affirmed: 'affirmed' },
    dateFormat: 'YYYY-MM-DD',
    tiers: { Supporting: 'supporting' },
  });
  expect(view.counts).toEqual({ new: 2, update: 1 });
  const wrong = await refusalOf(
    clerk.call('commitImport', { path: { importId: view.id }, body: { fresh: 3, updated: 1 } }),
  );
  expect(wrong.problemName).toBe('readback-differs');
  const done = await importFile(product, clerk, view);
  expect(done.state).toBe('committed');
  const { members } = await clerk.call('findMembers', { query: { importedBy: view.id } });
  expect(
    members.map(({ name, email, standings }) => [name, email, standings.map(({ tier, state }) => [tier, state])]),
  ).toEqual([
    ['', 'new2@commit.example', [['supporting', 'active']]],
    ['Pjotr Nwosu', 'voter1@members.example', [['contributing', 'active']]],
    ['Tomasz Arriaga-Mensah', 'new1@commit.example', [['supporting', 'active']]],
  ]);
  expect(await product.ports.db.selectFrom('mail').select('id').execute()).toEqual(mails);
  // One of the new people comes back later and gets a role: undoing must not take that person away.
  const person = members.find(({ email }) => email === 'new1@commit.example')!;
  await product.ports.db
    .insertInto('formerAddress')
    .values({ personId: person.id, email: 'older@commit.example', leftAt: product.clock.now().toString() })
    .execute();
  await clerk.call('undoImport', { path: { importId: view.id }, body: { reason: 'The wrong file' } });
  await product.settle();
  const undone = await clerk.call('readImport', { path: { importId: view.id } });
  expect(undone.state).toBe('undone');
  expect(await whole(product, ['voter1@members.example'])).toEqual(before);
  expect((await clerk.call('findMembers', { query: { search: 'new2@commit.example' } })).total).toBe(0);
  const kept = await clerk.call('findMembers', { query: { search: 'new1@commit.example' } });
  expect(kept.members.map(({ standings }) => standings)).toEqual([[]]);
  const rows = await rowsOf(view.id);
  expect(rows.map(({ name, kept: why }) => [name, why])).toEqual([
    ['Pjotr Nwosu', null],
    ['Tomasz Arriaga-Mensah', 'The person stays: there is something in former address'],
    ['', null],
  ]);
  expect(second!.name).toBe('Piotr Nwosu');
});

test('what changed after the dry run makes it stale: nothing is imported', async () => {
  const { id } = await aMember(product, { name: 'Noor Pillai', email: 'noor@stale.example' }, []);
  const csv = 'name,email,city\nNoor Pillai,noor@stale.example,Kochi\nMei-Ling Duong,meiling@stale.example,\n';
  const view = await tried(product, clerk, csv, { fields: { name: 'name', email: 'email', city: 'city' } });
  await clerk.call('correctMember', {
    path: { personId: id },
    body: { name: 'Noor Pillai', email: 'noor@stale.example', city: 'Chennai', country: '', reason: 'She wrote' },
  });
  const before = await memberTrace(product);
  const refusal = await refusalOf(
    clerk.call('commitImport', { path: { importId: view.id }, body: { fresh: 1, updated: 1 } }),
  );
  expect([refusal.problemName, refusal.problem['lines']]).toEqual(['import-stale', [2]]);
  expect(await memberTrace(product)).toEqual(before);
});

test('what changes between the press and the commit makes it stale as well', async () => {
  const csv = 'name,email\nKatya Morozenko,katya@race.example\n';
  const view = await tried(product, clerk, csv, { fields: { name: 'name', email: 'email' } });
  await clerk.call('commitImport', { path: { importId: view.id }, body: { fresh: 1, updated: 0 } });
  await aMember(product, { name: 'Katya Morozenko', email: 'katya@race.example' }, []);
  await product.settle();
  const after = await clerk.call('readImport', { path: { importId: view.id } });
  expect([after.state, after.problem]).toEqual(['tried', expect.stringContaining('on line 2')]);
});

const utf16 = Buffer.concat([
  Buffer.from([0xff, 0xfe]),
  Buffer.from('name;email\nJosé Duong;jose@read.example\n', 'utf16le'),
]);
test.each<[string, Buffer, string]>([
  ['UTF-8 with a byte-order mark', Buffer.from('\ufeffname,email\nJosé Duong,jose@read.example\n'), 'utf-8'],
  ['Latin-1', Buffer.from('name,email\nJosé Duong,jose@read.example\n', 'latin1'), 'windows-1252'],
  ['UTF-16', utf16, 'utf-16le'],
  ['tabs and Windows line ends', Buffer.from('name\temail\r\nJosé Duong\tjose@read.example\r\n'), 'utf-8'],
  ['composed otherwise', Buffer.from(' name , email \n"Jose\u0301 Duong"," Jose@READ.example "\n'), 'utf-8'],
])('a file in %s is read', async (_, bytes, encoding) => {
  const view = await tried(product, clerk, bytes, { fields: { name: 'name', email: 'email' } });
  expect(view.encoding).toBe(encoding);
  expect((await rowsOf(view.id)).map(({ name, email, verdict }) => [name, email, verdict])).toEqual([
    ['José Duong', 'jose@read.example', 'new'],
  ]);
});

test.each([
  ['with two columns of one name', 'Name,email,name\na,b@c.example,d\n', /Two columns are named “name”/],
  ['that is empty', '', /empty/],
  ['with a first line alone', 'name,email\n', /no row/],
  ['without a first line of names', 'Ada,ada@x.example\nBo,bo@x.example\n', /first line must name the columns/],
  ['with a quote that never ends', 'name,email\n"Ada,ada@x.example\n', /not a CSV file/],
  ['with a column that has no name', 'name,,email\na,b,c@d.example\n', /Column 2 has no name/],
])('a file %s is refused in words and leaves nothing', async (_, csv, words) => {
  const { imports } = await clerk.call('readImports', { query: {} });
  const response = await upload(clerk, csv);
  expect(response.status).toBe(400);
  expect(((await response.json()) as { detail: string }).detail).toMatch(words);
  expect((await clerk.call('readImports', { query: {} })).imports).toEqual(imports);
});

test('dates are never guessed: without a format the dry run is refused, with it every row is read that way', async () => {
  const csv = 'email,tier,from,until\nday@dates.example,Supporting,03/04/2027,05/06/2028\n';
  const { id } = (await (await upload(clerk, csv)).json()) as { id: string };
  const view = await clerk.call('readImport', { path: { importId: id } });
  expect(view.columns.map(({ dateFormats }) => dateFormats)).toEqual([
    [],
    [],
    ['DD/MM/YYYY', 'MM/DD/YYYY'],
    ['DD/MM/YYYY', 'MM/DD/YYYY'],
  ]);
  const map = mapOf({
    fields: { email: 'email', tier: 'tier', from: 'from', until: 'until' },
    tiers: { Supporting: 'supporting' },
  });
  const body = { map, saveAs: 'Old system' };
  const refusal = await refusalOf(clerk.call('tryImport', { path: { importId: id }, body }));
  expect(refusal.problem.errors?.[0]?.pointer).toBe('#/body/map/dateFormat');
  const read = async (dateFormat: ImportMap['dateFormat']) => {
    await clerk.call('tryImport', { path: { importId: id }, body: { ...body, map: { ...map, dateFormat } } });
    await product.settle();
    const changes: readonly { after: string }[] = (await rowsOf(id))[0]!.changes;
    return changes.at(-1)?.after;
  };
  expect(await read('DD/MM/YYYY')).toBe('Supporting, 2027-04-03 to 2028-06-05');
  expect(await read('MM/DD/YYYY')).toBe('Supporting, 2027-03-04 to 2028-05-06');
  const { maps } = await clerk.call('readImports', { query: {} });
  expect(maps.map(({ name, map: saved }) => [name, saved.dateFormat])).toEqual([['Old system', 'MM/DD/YYYY']]);
});

test('a person is found by number, by the present address, by a former one, and by a merged record', async () => {
  const { id } = await aMember(product, { name: 'Arjun Pillai', email: 'arjun@found.example' }, []);
  const details = { name: 'Arjun Pillai', city: '', country: '', reason: 'He wrote' };
  await clerk.call('correctMember', { path: { personId: id }, body: { ...details, email: 'arjun.new@found.example' } });
  const { number } = await clerk.call('readMember', { path: { personId: id } });
  const csv = [
    'number,name,email,city',
    `${number},Arjun Pillai,,Pune`,
    ',Arjun Pillai,arjun@found.example,Nagpur',
    '999999999,Arjun Pillai,,Goa',
    `${number},Somebody Else,else@found.example,Goa`,
  ].join('\n');
  const view = await tried(product, clerk, csv, {
    fields: { number: 'number', name: 'name', email: 'email', city: 'city' },
  });
  const rows = await rowsOf(view.id);
  expect(rows.map(({ verdict, personId }) => [verdict, personId])).toEqual([
    ['update', id],
    ['error', id],
    ['error', null],
    ['possible-duplicate', id],
  ]);
});

test('a member cannot be changed by uploading; another role may look and not commit', async () => {
  const view: ImportView = await tried(product, clerk, 'name,email\nRuth Duong,ruth@who.example\n', {
    fields: { name: 'name', email: 'email' },
  });
  const stranger = product.visitor();
  expect((await upload(stranger, 'name,email\na,b@c.example\n')).status).toBe(401);
  const commit = { path: { importId: view.id }, body: { fresh: 1, updated: 0 } };
  expect((await refusalOf(stranger.call('commitImport', commit))).problemName).toBe('not-signed-in');
  expect((await sql`select 1 from person where email = 'ruth@who.example'`.execute(product.ports.db)).rows).toEqual([]);
});

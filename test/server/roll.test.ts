import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseRoll } from '../../server/roll/parse-roll.ts';
import { traceOf } from '../support/board.ts';
import { aDefinition, aDraft, aRoll, freeze, mailTo, OPENS } from '../support/elections.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let officer: Visitor;
beforeAll(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
});
afterAll(() => product[Symbol.asyncDispose]());

async function tryRoll(electionId: string, csv: string) {
  return officer.call('tryRoll', { path: { electionId }, body: { csv } });
}
async function importRoll(electionId: string, csv: string, counts: { rollAfter: number; leftOut: number }) {
  const { rollAfter, leftOut } = counts;
  return officer.call('importRoll', { path: { electionId }, body: { csv, rollAfter, leftOut } });
}
async function emailsOf(electionId: string): Promise<string[]> {
  const { entries } = await officer.call('readRoll', { path: { electionId }, query: {} });
  return entries.map(({ email }) => email).sort();
}

test('a dry run says what becomes of every row, with its line and the reason, and writes nothing', async () => {
  const electionId = await aDraft(officer, 3);
  const csv = [
    'Name,E-Mail',
    'Adaeze Nwosu,voter0@members.example',
    'Pyotr Wasilewski,voter1@members.example',
    '"Castellano, Rafael",rafael@members.example',
    'Nobody,not-an-address',
    ',empty@members.example',
    'Grace Mensah,',
    'Rafael C.,RAFAEL@members.example ',
    '',
    '"=HYPERLINK(""http://evil.example"")",formula@members.example',
  ].join('\r\n');
  const before = await traceOf(product);
  const { rows, rollAfter, leftOut, removed } = await tryRoll(electionId, csv);
  expect(await traceOf(product)).toEqual(before);
  expect(rows.map(({ line, fate, reason }) => [line, fate, reason])).toEqual([
    [2, 'kept', null],
    [3, 'renamed', 'On the roll as Piotr Nwosu'],
    [4, 'added', null],
    [5, 'unusable', '“not-an-address” is not a mail address'],
    [6, 'unusable', 'It has no name'],
    [7, 'unusable', 'It has no address'],
    [8, 'repeated', 'The same address as line 4'],
    [10, 'added', null],
  ]);
  expect({ rollAfter, leftOut, removed }).toEqual({ rollAfter: 4, leftOut: 4, removed: 1 });
  expect(rows[2]!.name).toBe('Castellano, Rafael');
});

test('an import is what its dry run said, or nothing at all', async () => {
  const electionId = await aDraft(officer, 3);
  const csv = `${aRoll(5)}Nobody,not-an-address\n`;
  const before = await traceOf(product);
  for (const counts of [
    { rollAfter: 6, leftOut: 1 },
    { rollAfter: 5, leftOut: 0 },
    { rollAfter: 0, leftOut: 0 },
  ]) {
    const { problemName, problem } = await refusalOf(importRoll(electionId, csv, counts));
    expect([problemName, problem['rollAfter'], problem['leftOut']]).toEqual(['roll-changed', 5, 1]);
  }
  expect(await traceOf(product)).toEqual(before);
  const done = await importRoll(electionId, csv, { rollAfter: 5, leftOut: 1 });
  expect(done.rows.map(({ fate }) => fate)).toEqual(['kept', 'kept', 'kept', 'added', 'added', 'unusable']);
  expect(await emailsOf(electionId)).toHaveLength(5);
  // Whoever is not in the next file is taken off.
  expect((await tryRoll(electionId, aRoll(1))).removed).toBe(4);
  await importRoll(electionId, aRoll(1), { rollAfter: 1, leftOut: 0 });
  expect(await emailsOf(electionId)).toEqual(['voter0@members.example']);
  const { view } = await officer.call('readOfficeElection', { path: { electionId } });
  expect(view.turnout.roll).toBe(1);
});

test.each([
  ['a byte-order mark', '\ufeffname,email\nAda Oyelaran,ada@members.example\n'],
  ['semicolons', 'name;email\nAda Oyelaran;ada@members.example\n'],
  ['tabs', 'name\temail\nAda Oyelaran\tada@members.example\n'],
  ['Windows line ends', 'name,email\r\nAda Oyelaran,ada@members.example\r\n'],
  ['no line end', 'name,email\nAda Oyelaran,ada@members.example'],
  ['other columns around', 'id,Email Address,tier,Full Name\n7,ada@members.example,"a,b",Ada Oyelaran\n'],
  ['quotes and blanks', ' Name , E-mail \n"Ada Oyelaran"," ada@members.example "\n'],
  ['an address in capitals', 'name,email\nAda Oyelaran,Ada@Members.Example\n'],
  ['letters that are composed otherwise', 'name,email\nAda Oyelaran,ada@members.example\n\n,,\n'],
])('a file with %s is read', (_, csv) => {
  const { rows, leftOut } = parseRoll(csv);
  expect(rows.map(({ name, email }) => [name, email])).toEqual([['Ada Oyelaran', 'ada@members.example']]);
  expect(leftOut).toEqual([]);
});

test.each([
  ['without a heading', 'Ada Oyelaran,ada@members.example\n'],
  ['that is empty', ''],
  ['with a quote that never ends', 'name,email\n"Ada,ada@members.example\n'],
  ['with one column', 'email\nada@members.example\n'],
])('a file %s is refused in words', async (_, csv) => {
  const electionId = await aDraft(officer, 1);
  const { problemName, problem } = await refusalOf(tryRoll(electionId, csv));
  expect(problemName).toBe('malformed-request');
  expect(problem.errors).toMatchObject([{ pointer: '#/body/csv' }]);
});

test('one person cannot stand twice on the roll, however the address is spelt', () => {
  const e = { composed: 'jos\u00e9', decomposed: 'jose\u0301' };
  const { rows, leftOut } = parseRoll(
    [
      'name,email',
      `${e.decomposed} one,ada@members.example`,
      'two,ADA@MEMBERS.EXAMPLE',
      'three, ada@members.example\u00a0',
      'four,\u0430da@members.example',
      'five,ada@members.example\u200b',
      `six,${e.composed}@members.example`,
      'seven,ada@members.example@evil.example',
      'eight,"ada@members.example\r\nBcc: all@members.example"',
      '"nine\r\nBcc: all@members.example",nine@members.example',
      'ten\u202emoc,ten@members.example',
      `${'x'.repeat(121)},eleven@members.example`,
    ].join('\n'),
  );
  expect(rows).toEqual([{ line: 2, name: `${e.composed} one`, email: 'ada@members.example' }]);
  expect(leftOut.map(({ fate }) => fate)).toEqual([
    ...['repeated', 'repeated', 'unusable', 'unusable', 'unusable'],
    ...['unusable', 'unusable', 'unusable', 'unusable', 'unusable'],
  ]);
});

test('ten thousand rows are tried and imported in a few seconds', async () => {
  const { id } = await officer.call('draftElection', { body: aDefinition() });
  const csv = aRoll(10_000);
  const start = performance.now();
  expect(await tryRoll(id, csv)).toMatchObject({ rollAfter: 10_000, leftOut: 0 });
  await importRoll(id, csv, { rollAfter: 10_000, leftOut: 0 });
  expect(performance.now() - start).toBeLessThan(15_000);
  const found = await officer.call('readRoll', { path: { electionId: id }, query: { search: 'voter9999@' } });
  expect(found.total).toBe(1);
});

test('names that look like formulas, headers or HTML do no harm in mails', async () => {
  const { id } = await officer.call('draftElection', { body: aDefinition({ name: '=cmd|’/c calc’!A1 <b>' }) });
  const csv =
    'name,email\n"=HYPERLINK(""http://evil.example"",""x"") <script>alert(1)</script>",voter0@members.example\n';
  await importRoll(id, csv, { rollAfter: 1, leftOut: 0 });
  await freeze(officer, id);
  product.clock.moveTo(OPENS);
  await product.settle();
  const [mail] = await mailTo(product, 'voter0@members.example');
  expect(mail!.subject).toMatch(/^Your ballot: =cmd/);
  expect(mail!.subject).not.toMatch(/[\r\n]/);
  expect(mail!.html).not.toContain('<script>');
  expect(mail!.html).not.toContain('<b>');
});

test('the name of an election cannot carry a second header into a mail', async () => {
  await officer.call('signInByPassword', {
    body: { email: 'ines@lantern.example', password: 'seven quiet herons wade' },
  });
  for (const name of ['Board\r\nBcc: all@members.example', 'Board\u0000', 'Board\u202e', '   ', 'x'.repeat(161)]) {
    const { problemName, problem } = await refusalOf(officer.call('draftElection', { body: aDefinition({ name }) }));
    expect([problemName, problem.errors?.[0]?.pointer]).toEqual(['malformed-request', '#/body/name']);
  }
});

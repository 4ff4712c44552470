import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAffiliationRoots } from '../../db/affiliations.ts';
import { foundationBoard } from '../../client/office/body-preset.ts';
import { mostOf } from '../../server/bodies/affiliation-shares.ts';
import { termEnd } from '../../server/term-end.ts';
import { rulesOfBoard } from '../support/bodies.ts';
import { signedIn } from '../support/imports.ts';
import { aMember } from '../support/members.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let officer: Visitor;
beforeAll(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
});
afterAll(() => product[Symbol.asyncDispose]());

/** A body at an address of its own, of one cohort whose terms end on 30 June 2028 and every three years. */
async function aBody(slug: string, seats: string[] = ['One', 'Two', 'Three', 'Four']) {
  const cohorts = [{ name: 'Cohort A', seats, endsOn: '2028-06-30', termYears: 3 }];
  const body = { name: `The ${slug}`, slug, about: '', rules: rulesOfBoard, cohorts };
  const made = await officer.call('makeBody', { body });
  return { bodyId: made.id, cohortId: made.cohorts[0]!.id, seats: made.cohorts[0]!.seats.map(({ id }) => id) };
}

function record(
  seatId: string | undefined,
  name: string,
  from: string,
  until: string | null = null,
  email: string | null = null,
) {
  return officer.call('recordTerm', { path: { seatId: seatId! }, body: { name, email, from, until } });
}

async function publicSeat(slug: string, place = 0) {
  const { body } = await product.visitor().call('readBody', { path: { slug } });
  return body.seats[place]!;
}

test.each([
  ['a vacancy in the middle of a term gets what is left of it', '2027-06-30', 3, '2025-11-11', '2027-06-30'],
  ['the day after a term begins a whole one', '2027-06-30', 3, '2027-07-01', '2030-06-30'],
  ['whoever begins on the last day serves that day', '2027-06-30', 3, '2027-06-30', '2027-06-30'],
  ['the day of the cohort may lie ahead of the terms that are meant', '2031-06-30', 2, '2026-07-01', '2027-06-30'],
  ['and far behind them', '2001-06-30', 3, '2027-07-01', '2028-06-30'],
  ['a term that ends on 29 February keeps its day', '2024-02-29', 4, '2024-03-01', '2028-02-29'],
  ['and ends on the 28th in other years', '2024-02-29', 1, '2024-03-01', '2025-02-28'],
  ['and has it back afterwards', '2024-02-29', 2, '2026-03-01', '2028-02-29'],
])('%s', (_, endsOn, termYears, startsOn, last) => {
  expect(termEnd({ endsOn, termYears }, startsOn)).toBe(last);
});

test('a term of a cohort without end has none', () => {
  expect(termEnd({ endsOn: null, termYears: null }, '2027-07-01')).toBeNull();
});

test('a body is made with its seats, and everybody can read it', async () => {
  const rules = { ...foundationBoard.rules, affiliationCap: { numerator: 1, denominator: 2 } };
  const council = {
    ...{ name: 'Packaging council', slug: 'council', about: 'It decides about **packages**.', rules },
    cohorts: [
      { name: 'Cohort A', seats: ['A1', 'A2'], endsOn: '2028-02-29', termYears: 2 },
      { name: 'Cohort B', seats: ['B1'], endsOn: null, termYears: null },
    ],
  };
  await officer.call('makeBody', { body: council });
  const { bodies, today } = await officer.call('readBodies', {});
  expect(today).toBe('2027-05-01');
  const mine = bodies.find(({ slug }) => slug === 'council')!;
  expect(mine).toMatchObject({ fixedNumber: 3, cohorts: [{ nextEnd: '2028-02-29' }, { nextEnd: null }] });
  expect(mine.rules).toEqual(rules);
  const { body } = await product.visitor().call('readBody', { path: { slug: 'council' } });
  const aboutHtml = '<p>It decides about <strong>packages</strong>.</p>\n';
  expect(body).toMatchObject({ vacant: 3, endingNext: null, aboutHtml });
  expect(body.rules).toEqual(
    expect.arrayContaining([
      'The dates of an election are announced at least 10 and at most 60 days before voting opens.',
      'Voting is open for at most 60 days.',
      'People with one affiliation hold at most half of the seats: 1 of 3. A subsidiary counts as its parent.',
      'An open vote counts when more than half of the seats take part, held or vacant.',
      'Without a meeting it is adopted when all of those in office are for it.',
    ]),
  );
  expect((await refusalOf(officer.call('makeBody', { body: council }))).problemName).toBe('body-exists');
  const twice = { ...council, slug: 'twice', cohorts: [{ ...council.cohorts[0]!, seats: ['A1', 'a1'] }] };
  expect((await refusalOf(officer.call('makeBody', { body: twice }))).problem.detail).toMatch(/two of the name a1/);
  const none = product.visitor().call('readBody', { path: { slug: 'none' } });
  expect((await refusalOf(none)).problemName).toBe('not-found');
});

test('a term ends with its cohort unless a day is given, and nobody else holds the seat on one of its days', async () => {
  const { seats } = await aBody('overlaps');
  const desk = await record(seats[0], 'Marta Oyelaran', '2025-07-01');
  expect(desk.terms).toMatchObject([
    { name: 'Marta Oyelaran', startsOn: '2025-07-01', endsOn: '2028-06-30', when: 'now' },
  ]);
  expect(desk.body.cohorts[0]!.seats[0]).toMatchObject({ isVacant: false, termEndsOn: '2028-06-30' });
  for (const [from, until] of [
    ['2028-06-30', null],
    ['2020-01-01', '2025-07-01'],
    ['2026-01-01', '2026-02-01'],
    ['2020-01-01', '2035-01-01'],
  ] as const) {
    const refusal = await refusalOf(record(seats[0], 'Ben Achterberg', from, until));
    expect([from, refusal.problemName, refusal.problem.detail]).toEqual([
      ...[from, 'seat-taken'],
      'Marta Oyelaran holds One from 2025-07-01 until 2028-06-30. Choose other days, or record first that this term ended early.',
    ]);
  }
  await record(seats[0], 'Ben Achterberg', '2022-07-01', '2025-06-30');
  await record(seats[0], 'Ben Achterberg', '2028-07-01');
  await record(seats[1], 'Ben Achterberg', '2026-01-01', '2026-02-01');
  const backwards = await refusalOf(record(seats[2], 'Ada Lindqvist', '2027-01-02', '2027-01-01'));
  expect(backwards.problem.errors).toEqual([
    { pointer: '#/body/until', detail: 'The last day is not before the first' },
  ]);
  const unknown = await refusalOf(record(seats[2], 'Ada Lindqvist', '2027-01-02', null, 'nobody@nowhere.example'));
  expect(unknown.problem.errors?.[0]?.pointer).toBe('#/body/email');
});

test('of two who are put into one seat at the same time one sits in it, by whatever door they come', async () => {
  const { seats } = await aBody('race');
  const both = ['Ada Lindqvist', 'Ben Achterberg'].map((name) => record(seats[0], name, '2027-01-01'));
  const answers = await Promise.allSettled(both);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = answers.find((one): one is PromiseRejectedResult => one.status === 'rejected')!;
  expect((await refusalOf(Promise.reject(lost.reason as Error))).problemName).toBe('seat-taken');

  const { db } = product.ports;
  const write = (name: string) =>
    db.transaction().execute(async (trx) => {
      const term = { seatId: seats[1]!, personId: null, name, startsOn: '2027-01-01', endsOn: null, electionId: null };
      const rest = { cameBy: 'elected' as const, leftOn: null, leftWhy: null, recordedAt: '2027-01-01T00:00:00Z' };
      await trx
        .insertInto('term')
        .values({ ...term, ...rest, recordedBy: 'A test' })
        .execute();
    });
  const written = await Promise.allSettled([write('Ada Lindqvist'), write('Ben Achterberg')]);
  expect(written.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('who was there before, is there now and comes next stays readable after a re-election', async () => {
  const { bodyId, seats } = await aBody('history');
  const { id } = await aMember(product, { name: 'Noor Haddad', email: 'noor@history.example' }, []);
  await record(seats[0], 'Chidi Eze', '2019-07-01', '2022-06-30');
  await record(seats[0], 'Noor Haddad', '2022-07-01', '2025-06-30', 'noor@history.example');
  const desk = await record(seats[0], 'Noor Haddad', '2025-07-01', null, 'NOOR@history.example');
  expect(desk.terms.map(({ personId }) => personId)).toEqual([id, id, null]);
  await record(seats[0], 'Grace Mensah', '2028-07-01');
  await record(seats[1], 'Ada Lindqvist', '2027-01-01', '2027-05-01');
  expect((await publicSeat('history')).terms.map(({ name, endsOn, when }) => [name, endsOn, when])).toEqual([
    ['Grace Mensah', '2031-06-30', 'coming'],
    ['Noor Haddad', '2028-06-30', 'now'],
    ['Noor Haddad', '2025-06-30', 'past'],
    ['Chidi Eze', '2022-06-30', 'past'],
  ]);
  const { body } = await product.visitor().call('readBody', { path: { slug: 'history' } });
  expect(body).toMatchObject({ vacant: 2, fixedNumber: 4 });
  // The last day of a term is one of its days.
  expect(body.endingNext).toEqual({ on: '2027-05-01', seats: [{ seat: 'Two', name: 'Ada Lindqvist' }] });
  const { body: office } = await officer.call('readBodyDesk', { path: { bodyId } });
  expect(office.cohorts[0]!.seats[0]!.coming).toEqual([
    { name: 'Grace Mensah', startsOn: '2028-07-01', endsOn: '2031-06-30' },
  ]);
});

test('an appointment lasts for the rest of the term or until a day before, and says by which vote', async () => {
  const { seats } = await aBody('appointed');
  const appoint = (place: number, until: string | null, note = 'By the board, 8-0-1') => {
    const body = { name: 'Grace Mensah', email: null, from: '2027-05-03', until, note };
    return officer.call('appointTerm', { path: { seatId: seats[place]! }, body });
  };
  await appoint(0, null);
  expect((await publicSeat('appointed')).terms).toMatchObject([
    { endsOn: '2028-06-30', cameBy: 'appointed', note: 'By the board, 8-0-1', when: 'coming' },
  ]);
  await appoint(1, '2027-06-30');
  const beyond = await refusalOf(appoint(2, '2028-07-01'));
  expect(beyond.problem.detail).toBe('The term of Three ends on 2028-06-30: an appointment cannot go beyond it');
  await appoint(2, '2028-06-30');
  expect((await refusalOf(appoint(2, null))).problemName).toBe('seat-taken');
  expect((await refusalOf(appoint(3, null, ''))).problemName).toBe('malformed-request');
});

test('whoever leaves early does so on a day, once, for a reason that everybody can read', async () => {
  const { seats } = await aBody('leaving');
  const desk = await record(seats[0], 'Chidi Eze', '2025-07-01');
  const end = (termId: string, lastDay: string, why: 'resigned' | 'other' = 'resigned', words = '') =>
    officer.call('endTerm', { path: { termId }, body: { lastDay, why, words } });
  const { id } = desk.terms[0]!;
  for (const lastDay of ['2025-06-29', '2028-06-30', '2029-01-01'])
    expect((await refusalOf(end(id, lastDay))).problem.errors?.[0]?.pointer).toBe('#/body/lastDay');
  expect((await refusalOf(end(id, '2027-04-30', 'other'))).problem.errors?.[0]?.pointer).toBe('#/body/words');
  await end(id, '2027-04-30');
  expect(await publicSeat('leaving')).toMatchObject({
    isVacant: true,
    terms: [{ endsOn: '2027-04-30', leftWhy: 'resigned', when: 'past' }],
  });
  expect((await refusalOf(end(id, '2027-04-29'))).problemName).toBe('term-ended');
  const next = await record(seats[0], 'Ada Lindqvist', '2027-05-01');
  const never = next.terms.find(({ name }) => name === 'Ada Lindqvist')!;
  await end(never.id, '2027-04-30', 'other', 'moved to another country');
  await record(seats[0], 'Grace Mensah', '2027-05-01');
  expect((await publicSeat('leaving')).terms.map(({ name, when, leftWhy }) => [name, when, leftWhy])).toEqual(
    expect.arrayContaining([
      ['Grace Mensah', 'now', null],
      ['Ada Lindqvist', 'past', 'moved to another country'],
    ]),
  );
});

test('a seat is given up when its last term is over, and seats that are added count in the fixed number', async () => {
  const { bodyId, cohortId, seats } = await aBody('seats');
  await record(seats[0], 'Chidi Eze', '2025-07-01');
  const retire = (lastDay: string, seatId = seats[0]!) =>
    officer.call('retireSeat', { path: { seatId }, body: { lastDay } });
  const refusal = await refusalOf(retire('2028-06-29'));
  expect([refusal.problemName, refusal.problem.detail]).toEqual([
    'seat-taken',
    'Chidi Eze holds One until 2028-06-30. Choose 2028-06-30 or a later day.',
  ]);
  await retire('2028-06-30');
  expect((await refusalOf(record(seats[0], 'Ada Lindqvist', '2028-07-01'))).problem.errors?.[0]?.pointer).toBe(
    '#/body/until',
  );
  const less = await retire('2027-04-30', seats[1]);
  expect(less.body.fixedNumber).toBe(3);
  expect(less.retired).toEqual([{ id: seats[1], name: 'Two', retiredOn: '2027-04-30' }]);
  const more = await officer.call('addSeats', { path: { cohortId }, body: { seats: ['Five', 'Six'] } });
  expect(more.body.fixedNumber).toBe(5);
  expect(more.body.cohorts[0]!.seats.map(({ name }) => name)).toEqual(['One', 'Three', 'Four', 'Five', 'Six']);
  const again = officer.call('addSeats', { path: { cohortId }, body: { seats: ['five'] } });
  expect((await refusalOf(again)).problemName).toBe('malformed-request');
  const cohort = { name: 'Cohort B', seats: ['Seven'], endsOn: null, termYears: null };
  const wider = await officer.call('addCohort', { path: { bodyId }, body: cohort });
  expect(wider.body).toMatchObject({
    fixedNumber: 6,
    cohorts: [{ name: 'Cohort A' }, { name: 'Cohort B', nextEnd: null }],
  });
});

test.each([
  [11, 1, 4, 2],
  [12, 1, 4, 3],
  [3, 1, 4, 0],
  [5, 2, 5, 2],
  [7, 1, 1, 7],
])('of %i seats people with one affiliation hold at most %i/%i: %i', (seats, numerator, denominator, most) => {
  expect(mostOf({ numerator, denominator }, seats)).toBe(most);
});

async function aPerson(name: string, organisation?: string): Promise<Visitor & { readonly personId: string }> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@people.example`;
  const { id } = await aMember(product, { name, email }, []);
  const visitor = await signedIn(product, email);
  if (organisation !== undefined)
    await visitor.call('discloseAffiliation', { body: { organisation, kind: 'employee' } });
  return Object.assign(visitor, { personId: id });
}

async function organisationId(name: string): Promise<string> {
  const { organisations } = await officer.call('readOrganisations', {});
  return organisations.find((one) => one.name === name)!.id;
}

function belongsTo(id: string, name: string, parent: string) {
  return officer.call('changeOrganisation', { path: { organisationId: id }, body: { name, parent } });
}

test('a subsidiary counts as its parent, another spelling as what it means; over the limit the longest-serving resigns', async () => {
  const { bodyId, seats } = await aBody('limit');
  await aPerson('Ada Lindqvist', 'Brightwater');
  await aPerson('Ben Achterberg', 'Brightwater Labs');
  await aPerson('Chidi Eze', 'BRIGHTWATER Inc.');
  const none = await officer.call('readBodyDesk', { path: { bodyId } });
  expect(none).toMatchObject({ most: 1, shares: [] });
  await record(seats[0], 'Ada Lindqvist', '2022-07-01', '2025-06-30', 'ada.lindqvist@people.example');
  await record(seats[1], 'Ada Lindqvist', '2025-07-01', null, 'ada.lindqvist@people.example');
  await record(seats[2], 'Ben Achterberg', '2025-07-01', null, 'ben.achterberg@people.example');
  await belongsTo(await organisationId('Brightwater Labs'), 'Brightwater Labs', 'brightwater');
  const over = await officer.call('readBodyDesk', { path: { bodyId } });
  expect(over.shares).toEqual([
    {
      ...{ organisation: 'Brightwater', names: ['Ada Lindqvist', 'Ben Achterberg'], isOver: true },
      longestServing: { name: 'Ada Lindqvist', since: '2022-07-01' },
    },
  ]);
  expect(over.terms.find(({ name }) => name === 'Ben Achterberg')!.affiliations).toMatchObject([
    { organisation: 'Brightwater Labs', countsFor: 'Brightwater' },
  ]);

  const [spelling, meant] = [await organisationId('BRIGHTWATER Inc.'), await organisationId('Brightwater')];
  await officer.call('mergeOrganisations', { path: { organisationId: spelling }, body: { into: meant } });
  const appointment = {
    name: 'Chidi Eze',
    email: 'chidi.eze@people.example',
    from: '2027-05-01',
    until: null,
    note: 'x',
  };
  const refusal = await refusalOf(officer.call('appointTerm', { path: { seatId: seats[3]! }, body: appointment }));
  expect([refusal.problemName, refusal.problem.detail]).toEqual([
    'affiliation-cap',
    'At most 1 of 4 seats may be held with one affiliation. Ada Lindqvist, Ben Achterberg of Brightwater are there already. Chidi Eze cannot be seated.',
  ]);
  const dora = await aPerson('Dora Lindqvist', 'brightwater INC.');
  const roots = await readAffiliationRoots(product.ports.db, [dora.personId, bodyId]);
  expect(roots.get(dora.personId)).toEqual([{ id: meant, name: 'Brightwater' }]);
});

test('no chain of parents comes back to where it began, whoever makes it at whatever moment', async () => {
  await aPerson('Emil Fagerberg', 'North');
  await belongsTo(await organisationId('North'), 'North', 'Pole');
  const [north, pole] = [await organisationId('North'), await organisationId('Pole')];
  for (const refused of [
    () => belongsTo(pole, 'Pole', 'North'),
    () => belongsTo(pole, 'Pole', 'pole'),
    () => officer.call('mergeOrganisations', { path: { organisationId: pole }, body: { into: north } }),
    () => officer.call('mergeOrganisations', { path: { organisationId: pole }, body: { into: pole } }),
  ])
    expect((await refusalOf(refused())).problemName).toBe('organisation-circle');
  expect((await refusalOf(belongsTo(north, 'POLE', ''))).problemName).toBe('organisation-exists');
  await belongsTo(north, 'North', '');
  const crossed = await Promise.allSettled([belongsTo(north, 'North', 'Pole'), belongsTo(pole, 'Pole', 'North')]);
  expect(crossed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('what a person disclosed ends and is not deleted, and nobody ends it for them but the office', async () => {
  const fay = await aPerson('Fay Okonkwo', 'Halyard');
  const gil = await aPerson('Gil Navarro', 'Halyard');
  const twice = fay.call('discloseAffiliation', { body: { organisation: 'halyard', kind: 'employee' } });
  expect((await refusalOf(twice)).problemName).toBe('affiliation-exists');
  const { affiliations } = await fay.call('readMyAffiliations', {});
  expect(affiliations).toMatchObject([{ organisation: 'Halyard', kind: 'employee', countsFor: 'Halyard' }]);
  const path = { affiliationId: affiliations[0]!.id };
  const call = { path, body: undefined as never };
  expect((await refusalOf(gil.call('endMyAffiliation', call))).problemName).toBe('not-found');
  expect(await fay.call('endMyAffiliation', call)).toEqual({ affiliations: [] });
  expect((await refusalOf(officer.call('endAffiliation', call))).problemName).toBe('not-found');
  const disclosure = { organisation: 'Halyard', kind: 'owner' as const };
  const again = await officer.call('recordAffiliation', { path: { personId: fay.personId }, body: disclosure });
  expect(again.affiliations).toMatchObject([{ kind: 'owner' }]);
  const { rows } = await sql<{ kind: string; over: boolean }>`
    select kind, ended_at is not null as over from affiliation where person_id = ${fay.personId}
    order by disclosed_at, kind`.execute(product.ports.db);
  expect(rows).toEqual([
    { kind: 'employee', over: true },
    { kind: 'owner', over: false },
  ]);
  expect((await readAffiliationRoots(product.ports.db, [fay.personId, gil.personId])).size).toBe(2);
});

test('two records of one person are one, in what is disclosed too', async () => {
  const one = await aPerson('Hana Sato', 'Cove');
  const other = await aPerson('Hana Sato-Berg', 'Inlet');
  const { db } = product.ports;
  await db
    .transaction()
    .execute((trx) =>
      trx.updateTable('person').set({ mergedInto: one.personId }).where('id', '=', other.personId).execute(),
    );
  const roots = await readAffiliationRoots(db, [one.personId]);
  expect(
    roots
      .get(one.personId)!
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['Cove', 'Inlet']);
});

test('whoever is erased stays in the history of the seats, and what they disclosed goes', async () => {
  const { seats } = await aBody('erasure');
  const ida = await aPerson('Ida Quellmann', 'Quellmann Consulting');
  await aPerson('Jon Berg', 'Shared');
  await ida.call('discloseAffiliation', { body: { organisation: 'Shared', kind: 'owner' } });
  await record(seats[0], 'Ida Quellmann', '2025-07-01', null, 'ida.quellmann@people.example');
  const { number } = await ida.call('readMyData', {});
  await ida.call('eraseMe', { body: { number: `#${number}` } });
  expect((await publicSeat('erasure')).terms).toMatchObject([{ name: 'Ida Quellmann', when: 'now' }]);
  const { organisations } = await officer.call('readOrganisations', {});
  const names = organisations.map(({ name }) => name);
  expect(names).toContain('Shared');
  expect(names).not.toContain('Quellmann Consulting');
  expect((await readAffiliationRoots(product.ports.db, [ida.personId])).get(ida.personId)).toEqual([]);
});

test('rules change for what comes, and the log keeps those that were', async () => {
  const { bodyId } = await aBody('rules');
  const rules = { ...rulesOfBoard, longestVotingDays: 60 };
  const desk = await officer.call('changeBody', {
    path: { bodyId },
    body: { name: 'New name', about: 'More.', rules },
  });
  expect(desk.body).toMatchObject({ name: 'New name', slug: 'rules', rules });
  const { entries } = await officer.call('readLog', { query: {} });
  expect(entries[0]).toMatchObject({ action: 'change-body' });
  expect(JSON.stringify(entries[0])).toContain('longestVotingDays');
  const bad = { ...rulesOfBoard, notice: { atLeastDays: 60, atMostDays: 10 } };
  const body = { name: 'New name', about: '', rules: bad };
  expect((await refusalOf(officer.call('changeBody', { path: { bodyId }, body }))).problemName).toBe(
    'malformed-request',
  );
});

test.each(['/bodies/none', '/bodies/%00', '/bodies/Board'])('there is no page at %s', async (path) => {
  expect((await product.visitor().fetch(path)).status).toBe(404);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { lotOrder, lotSeed } from '../../protocol/lot.ts';
import type { ContestDefinition } from '../../api/office.ts';
import { recount } from '../../counting/recount.ts';
import { readPayloads } from '../../db/board.ts';
import { BOARD, seatIds, rulesOfBoard } from '../support/bodies.ts';
import { reportOf } from '../support/board.ts';
import {
  aContest,
  aDefinition,
  anOpenElection,
  aVoter,
  cast,
  CLOSES,
  credentialOf,
  mailTo,
  OPENS,
  type Changes,
  type Voter,
} from '../support/elections.ts';
import { aMember } from '../support/members.ts';
import { aName } from '../support/names.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';
import { decodeTrustees } from '../../protocol/trustees.ts';

let product: Product;
let officer: Visitor;
let second: Visitor;

/** Elections that are open together, each with its ballots: `decided` by the first test that asks. */
const elections = new Map<string, string>();

const seats = seatIds(11);
/** Seats by their place on the board: 0 to 3 end in 2030, 4 to 7 in 2028, 8 to 10 in 2029. */
const seat = (place: number) => seats[place]!;

function people(places: readonly number[], names: readonly string[], title = 'Board of directors'): ContestDefinition {
  const candidates = names.map((name) => ({ name, affiliation: '', statement: '' }));
  return aContest({ title, seats: places.map(seat), candidates });
}

function motion(title: string, isStrict: boolean): ContestDefinition {
  return {
    ...{ kind: 'motion', title, text: 'Dues are 30.', replaces: 'Dues are 25.', noticeDays: 0, isStrict },
    ...{ base: 'for-and-against', numerator: 1, denominator: 2, effectiveOn: '2027-08-01' },
  };
}

const [ada, bram, caro, dele, enzo] = ['Ada Quill', 'Bram Oster', 'Caro Nindi', 'Dele Abara', 'Enzo Talvi'] as const;

async function open(name: string, contests: ContestDefinition[], ballots: number[][][], changes: Changes = {}) {
  const id = await anOpenElection(product, officer, ballots.length, { name, contests, ...changes });
  elections.set(name, id);
  for (const [number, ballot] of ballots.entries()) await cast(id, await voterOf(id, number), ballot);
}

const voters = new Map<number, Visitor>();

/** Each voter signs in once and votes in all of them: codes are not sent as often as one likes. */
async function voterOf(electionId: string, number: number): Promise<Voter> {
  const visitor = voters.get(number);
  if (visitor === undefined) {
    const voter = await aVoter(product, electionId, number);
    voters.set(number, voter.visitor);
    return voter;
  }
  const address = `voter${number}@members.example`;
  return { visitor, address, credential: await credentialOf(product, address, electionId) };
}

beforeAll(async () => {
  product = await startProduct();
  product.clock.moveTo(OPENS);
  officer = await anAdministrator(product);
  // The story of 2017, small: five for four seats, one of which ends later than the others.
  await open(
    '2017',
    [people([0, 4, 5, 6], [ada, bram, caro, dele, enzo])],
    [[[1, 1, 1, 1, 0]], [[1, 1, 1, 0, 1]], [[1, 0, 0, 0, 0]]],
  );
  await open('cap', [people([8, 9], [ada, bram, caro])], [[[1, 1, 1]], [[1, 1, 0]], [[1, 0, 0]]]);
  await open('draw', [people([7], [ada, bram, caro])], [[[1, 0, 1]], [[0, 1, 0]]], { ties: 'draw' });
  await open(
    'motions',
    [people([3], [ada]), motion('Strict', true), motion('Not strict', false)],
    [
      [[1], [1, 0, 0], [1, 0, 0]],
      [[1], [0, 1, 0], [0, 1, 0]],
      [[1], [0, 0, 1], [0, 0, 0]],
    ],
  );
  await open('race', [people([10], [ada, bram])], [[[1, 0]]]);
  await open('taken', [people([2], [ada, bram])], [[[1, 0]]]);
  await open('withdrawn', [people([1], [ada, bram, caro])], [[[1, 1, 0]], [[1, 0, 0]]]);
  await officer.call('grantRoles', {
    body: { name: 'Bela Iversen', email: 'bela@lantern.example', roles: ['officer'] },
  });
  product.clock.moveTo(CLOSES);
  await product.settle();
  officer = product.visitor();
  const password = 'seven quiet herons wade';
  await officer.call('signInByPassword', { body: { email: 'ines@lantern.example', password } });
  second = await signedIn('bela@lantern.example');
});
afterAll(() => product[Symbol.asyncDispose]());

async function signedIn(email: string): Promise<Visitor> {
  const visitor = product.visitor();
  const { requestId } = await visitor.call('requestSignIn', { body: { email } });
  await product.settle();
  const [mail] = await mailTo(product, email);
  await visitor.call('signInByCode', { body: { requestId, code: /^ {4}(\d{6})$/m.exec(mail!.text)![1]! } });
  return visitor;
}

function idOf(name: string): string {
  return elections.get(name)!;
}

async function seatingOf(name: string) {
  const { contests } = await officer.call('readSeating', { path: { electionId: idOf(name) } });
  const [contest] = contests;
  const byName = (wanted: string) => contest!.contenders.find((one) => one.name === wanted)!.id;
  const path = { electionId: idOf(name), contestId: contest!.id };
  return { contest: contest!, contests, byName, path };
}

async function resultOf(name: string) {
  const view = await product.visitor().call('readElection', { path: { electionId: idOf(name) } });
  return { view, result: view.result! };
}

function certify(name: string, elected: number) {
  return officer.call('certifyElection', { path: { electionId: idOf(name) }, body: { elected } });
}

async function termsOf(name: string) {
  return product.ports.db
    .selectFrom('term')
    .select(['seatId', 'name', 'startsOn', 'endsOn', 'cameBy', 'personId'])
    .where('electionId', '=', idOf(name))
    .orderBy('startsOn')
    .orderBy('name')
    .execute();
}

/** The lot of a contest as anybody replays it from the public record. */
async function replayed(name: string, contestId: string, candidates: readonly string[]): Promise<readonly string[]> {
  const entries = await product.ports.db
    .selectFrom('boardEntry')
    .select('content')
    .where('electionId', '=', idOf(name))
    .orderBy('position')
    .execute();
  const texts = entries.map(({ content }) => content);
  const [sized] = await readPayloads(product.ports.db, idOf(name), 'EncryptedTally');
  const encryptedTally = texts[texts.indexOf(sized!) - 1]!;
  const shares = texts.filter((text) => text.startsWith('{"decryption_factors"'));
  const decryptions = shares.map((text, place) => ({ owner: place + 1, text }));
  const trustees = decodeTrustees(texts.find((text) => text.startsWith('[["Single"'))!);
  return lotOrder(lotSeed({ encryptedTally, trustees, decryptions })!, contestId, candidates);
}

test('2017: a tie for the last seat falls by the lot; when the first declines, a tie that was left alone is broken', async () => {
  const { contest, byName, path } = await seatingOf('2017');
  const ballot = [ada, bram, caro, dele, enzo].map(byName);
  const lot = await replayed('2017', contest.id, ballot);
  const firstOf = (one: string, other: string) => (lot.indexOf(byName(one)) < lot.indexOf(byName(other)) ? one : other);
  const { result } = await resultOf('2017');
  const wonLast = firstOf(dele, enzo);
  expect(result[0]).toMatchObject({
    votes: [3, 2, 2, 1, 1],
    tied: null,
    broken: { candidates: [3, 4], won: [wonLast === dele ? 3 : 4], by: 'lot' },
    lot: lot.map((id) => ballot.indexOf(id)),
  });
  expect(result[0]!.elected.toSorted()).toEqual([0, 1, 2, wonLast === dele ? 3 : 4]);
  expect(recount(await reportOf(product, idOf('2017'))).contests[0]!.sums).toEqual([3, 2, 2, 1, 1]);

  expect(contest.plan.steps.map(({ rule }) => rule)).toEqual([
    'longest-term-first',
    'tie-left-alone',
    'longest-term-first',
    'longest-term-first',
    'tie-broken-by-lot',
    'longest-term-first',
  ]);
  const passes = [{ candidate: byName(ada), why: 'declined' as const, reason: 'She stays an officer.' }];
  const preview = await officer.call('previewSeating', { path, body: { passes } });
  expect(await termsOf('2017')).toEqual([]);
  const longest = firstOf(bram, caro);
  expect(preview.steps.map(({ rule }) => rule)).toEqual([
    'passed-over',
    'tie-broken-by-lot',
    'longest-term-first',
    'longest-term-first',
    'tie-left-alone',
    'longest-term-first',
    'longest-term-first',
  ]);
  expect(preview.seated.map(({ name }) => name).toSorted()).toEqual([bram, caro, dele, enzo]);
  expect(preview.seated.find(({ endsOn }) => endsOn === '2030-06-30')?.name).toBe(longest);

  expect((await refusalOf(officer.call('recordSeating', { path, body: { passes, seated: 4 } }))).problemName).toBe(
    'election-not-certified',
  );
  await certify('2017', 4);
  const misread = await refusalOf(officer.call('recordSeating', { path, body: { passes, seated: 5 } }));
  expect(misread.problemName).toBe('readback-differs');
  const recorded = await officer.call('recordSeating', { path, body: { passes, seated: 4 } });
  expect(recorded.plan).toEqual(preview);
  expect(recorded.recorded).toMatchObject({ by: 'Ines Halvorsen' });
  const terms = await termsOf('2017');
  expect(terms.map(({ name, startsOn, endsOn, cameBy }) => ({ name, startsOn, endsOn, cameBy }))).toEqual(
    [bram, caro, dele, enzo].map((name) => ({
      ...{ name, startsOn: '2027-07-01', cameBy: 'elected' },
      endsOn: name === longest ? '2030-06-30' : '2028-06-30',
    })),
  );
  const after = await resultOf('2017');
  expect(after.result[0]!.votes).toEqual([3, 2, 2, 1, 1]);
  expect(after.result[0]!.seating!.seated).toHaveLength(4);
  expect(after.result[0]!.seating!.words).toContain(
    'Ada Quill, with 3 votes, declined the seat and is passed over: She stays an officer.',
  );
});

test('nobody is seated who would be one too many of an affiliation, whose parent two sitting members share', async () => {
  const { db } = product.ports;
  const at = CLOSES.toString();
  const group = await db
    .insertInto('organisation')
    .values({ name: 'Meridian Group', parentId: null, madeAt: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  const works = await db
    .insertInto('organisation')
    .values({ name: 'Meridian Works', parentId: group.id, madeAt: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  const affiliated = async (name: string, email: string, organisationId: string) => {
    const { id: personId } = await aMember(product, { name, email }, []);
    await db
      .insertInto('affiliation')
      .values({ personId, organisationId, kind: 'employee', disclosedAt: at })
      .execute();
    return personId;
  };
  const sitting = [
    ['Sanna Kriel', 'sanna@directors.example', group.id, seat(6)],
    ['Tomas Ueda', 'tomas@directors.example', works.id, seat(3)],
  ] as const;
  for (const [name, email, organisation, seatId] of sitting) {
    const personId = await affiliated(name, email, organisation);
    const term = { seatId, personId, name, startsOn: '2027-07-01', endsOn: '2027-12-31', cameBy: 'recorded' as const };
    // Seat 6 was filled by the election above until 2028: somebody of former times held it only on paper.
    if (seatId !== seat(6))
      await db
        .insertInto('term')
        .values({ ...term, recordedAt: at, recordedBy: 'office' })
        .execute();
    else await db.updateTable('term').set({ personId }).where('seatId', '=', seatId).execute();
  }
  const { byName, path } = await seatingOf('cap');
  const adaPerson = await affiliated(ada, 'ada@candidates.example', works.id);
  await db.updateTable('candidate').set({ personId: adaPerson }).where('id', '=', byName(ada)).execute();

  // The body's rules change after the freeze: the election keeps those that it was frozen with.
  await product.ports.db
    .updateTable('body')
    .set({ rules: JSON.stringify({ ...rulesOfBoard, affiliationCap: null }) })
    .execute();
  const { contest } = await seatingOf('cap');
  expect(contest.cap).toEqual({ most: 2, of: 11 });
  expect(contest.plan.seated.map(({ name }) => name)).toEqual([bram, caro]);
  const words = contest.plan.steps.find(({ rule }) => rule === 'affiliation-cap')!.words;
  expect(words).toMatch(/Ada Quill, with 3 votes, cannot be seated: at most 2 .* Meridian Group, and .* do\./);
  expect((await resultOf('cap')).result[0]!.elected).toEqual([0, 1]);

  await certify('cap', 2);
  await officer.call('recordSeating', { path, body: { passes: [], seated: 2 } });
  expect((await termsOf('cap')).map(({ name }) => name)).toEqual([bram, caro]);
});

test('where ties are drawn in public, nobody certifies or seats before the draw, which is recorded once', async () => {
  const { contest, byName, path } = await seatingOf('draw');
  const all = [ada, bram, caro].map(byName);
  expect((await resultOf('draw')).result[0]).toMatchObject({ elected: [], tied: { candidates: [0, 1, 2], seats: 1 } });
  expect(contest.plan.openTies).toHaveLength(1);
  expect(contest.toDraw.toSorted()).toEqual(all.toSorted());
  expect((await refusalOf(certify('draw', 0))).problemName).toBe('tie-open');

  const note = 'Drawn from a hat in the library on 16 June at noon, before two members.';
  const draw = (drawn: string[]) => officer.call('recordDraw', { path, body: { drawn, note } });
  const half = await refusalOf(draw(all.slice(1)));
  expect(half.problem.errors?.[0]?.pointer).toBe('#/body/drawn');
  expect((await refusalOf(draw([all[0]!, all[0]!, all[1]!]))).problemName).toBe('malformed-request');
  const drawn = await draw([all[2]!, all[0]!, all[1]!]);
  expect(drawn.draw).toMatchObject({ names: [caro, ada, bram], note, by: 'Ines Halvorsen' });
  expect(drawn.plan.seated.map(({ name }) => name)).toEqual([caro]);
  expect((await refusalOf(draw(all))).problemName).toBe('draw-not-due');
  expect((await resultOf('draw')).result[0]).toMatchObject({
    elected: [2],
    tied: null,
    broken: { candidates: [0, 1, 2], won: [2], by: 'draw' },
    draw: { note },
  });
  await certify('draw', 1);
  await officer.call('recordSeating', { path, body: { passes: [], seated: 1 } });
  expect((await termsOf('draw')).map(({ name }) => name)).toEqual([caro]);
});

test('where the lot of the keys decides, no draw is recorded beside it', async () => {
  const { byName, path } = await seatingOf('race');
  const drawn = [ada, bram].map(byName);
  const refusal = await refusalOf(officer.call('recordDraw', { path, body: { drawn, note: 'In the hall.' } }));
  expect(refusal.problemName).toBe('draw-not-due');
});

test('a motion exactly at its threshold is adopted where the threshold is enough, and not where more is asked', async () => {
  const { result, view } = await resultOf('motions');
  expect(result[0]).toMatchObject({ elected: [0], motion: null });
  expect(result[1]).toMatchObject({
    ...{ votes: [1, 1, 1], elected: [], tied: null, lot: null },
    motion: { adopted: false, forVotes: 1, against: 1, abstain: 1, blank: 0, of: 2, needed: 2 },
  });
  expect(result[2]).toMatchObject({
    motion: { adopted: true, forVotes: 1, against: 1, abstain: 0, blank: 1, of: 2, needed: 1 },
  });
  expect(result[2]!.motion!.words).toBe('Adopted: 1 of 2 votes for or against were for it; 1 was needed.');
  expect(view.contests[2]!.motion!.effectiveOn).toBe('2027-08-01');
  const { contests } = await seatingOf('motions');
  expect(contests.map(({ title }) => title)).toEqual(['Board of directors']);
  const [, motionContest] = view.contests;
  const path = { electionId: idOf('motions'), contestId: motionContest!.id };
  expect((await refusalOf(officer.call('previewSeating', { path, body: { passes: [] } }))).problemName).toBe(
    'not-found',
  );
});

test('two officers who record one seating at the same time seat one person once', async () => {
  await certify('race', 1);
  const { path } = await seatingOf('race');
  const record = (who: Visitor) => who.call('recordSeating', { path, body: { passes: [], seated: 1 } });
  const outcomes = await Promise.allSettled([record(officer), record(second), record(officer), record(second)]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ problemName: 'seating-recorded' });
  expect((await termsOf('race')).map(({ name }) => name)).toEqual([ada]);
  const log = await officer.call('readLog', { query: { electionId: idOf('race') } });
  expect(log.entries.filter(({ action }) => action === 'record-seating')).toHaveLength(1);
});

test('a seat that somebody took meanwhile is refused by name, and nothing is half recorded', async () => {
  await certify('taken', 1);
  const { path } = await seatingOf('taken');
  const record = () => officer.call('recordSeating', { path, body: { passes: [], seated: 1 } });
  const { id } = await product.ports.db
    .insertInto('term')
    .values({
      ...{ seatId: seat(2), name: 'Uma Faldo', startsOn: '2027-06-01', endsOn: null, cameBy: 'appointed' },
      ...{ recordedAt: CLOSES.toString(), recordedBy: 'office' },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const refusal = await refusalOf(record());
  expect(refusal.problemName).toBe('seat-taken');
  expect(refusal.problem.detail).toMatch(/^Uma Faldo holds Seat A3 from 2027-06-01 without an end\./);
  expect(await termsOf('taken')).toEqual([]);
  expect((await seatingOf('taken')).contest.recorded).toBeNull();

  await product.ports.db
    .updateTable('term')
    .set({ leftOn: '2027-06-30', leftWhy: 'resigned' })
    .where('id', '=', id)
    .execute();
  // The connection dies in the middle, while it waits for the body that somebody else holds.
  const held = await product.ports.db.startTransaction().execute();
  try {
    await sql`select from body where id = ${BOARD} for update`.execute(held);
    const failed = refusalOf(record());
    const cutsOff = async () => {
      const { rows } = await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%for update%'
      `.execute(product.ports.db);
      return rows.length;
    };
    await expect.poll(cutsOff, { timeout: 20_000 }).toBe(1);
    expect((await failed).problem.status).toBe(500);
  } finally {
    await held.rollback().execute();
  }
  expect(await termsOf('taken')).toEqual([]);
  expect((await resultOf('taken')).view.phase).toBe('certified');
  await record();
  expect((await termsOf('taken')).map(({ name }) => name)).toEqual([ada]);
});

test('whoever withdraws after the freeze keeps the votes and is passed over; nobody else can strike them through', async () => {
  const { byName, path } = await seatingOf('withdrawn');
  const what = { electionId: idOf('withdrawn'), candidateId: byName(ada) };
  const passes = [{ candidate: byName(ada), why: 'withdrew' as const, reason: 'What if?' }];
  const preview = await officer.call('previewSeating', { path, body: { passes } });
  expect(preview.seated.map(({ name }) => name)).toEqual([bram]);
  expect((await seatingOf('withdrawn')).contest.plan.seated.map(({ name }) => name)).toEqual([ada]);

  const { id: personId } = await aMember(product, { name: ada, email: 'ada.quill@candidates.example' }, []);
  await product.ports.db.updateTable('candidate').set({ personId }).where('id', '=', byName(ada)).execute();
  await aMember(product, { name: aName(90), email: 'nobody@members.example' }, []);
  const withdraw = (who: Visitor) => who.call('withdrawCandidate', { path: what, body: { reason: 'A new job.' } });
  expect((await refusalOf(withdraw(await signedIn('nobody@members.example')))).problemName).toBe('not-allowed');
  const candidate = await signedIn('ada.quill@candidates.example');
  const { withdrawnAt } = await withdraw(candidate);
  expect((await refusalOf(withdraw(officer))).problemName).toBe('withdrawal-not-due');

  const { view, result } = await resultOf('withdrawn');
  expect(view.contests[0]!.candidates.map((one) => one.withdrawnAt)).toEqual([withdrawnAt, null, null]);
  expect(result[0]).toMatchObject({ votes: [2, 1, 0], elected: [1], tied: null });
  const { contest } = await seatingOf('withdrawn');
  expect(contest.plan.passes).toEqual([{ candidate: byName(ada), why: 'withdrew', reason: 'A new job.', name: ada }]);
  const other = { ...what, candidateId: byName(bram) };
  const refusal = await refusalOf(candidate.call('withdrawCandidate', { path: other, body: { reason: 'Rather me.' } }));
  expect(refusal.problemName).toBe('not-allowed');

  await officer.call('certifyElection', { path: { electionId: idOf('withdrawn') }, body: { elected: 1 } });
  product.clock.moveTo(product.clock.now().add({ minutes: 1 }));
  await officer.call('withdrawCandidate', { path: other, body: { reason: 'Moved away.' } });
  expect((await resultOf('withdrawn')).result[0]).toMatchObject({ elected: [1] });
  expect((await seatingOf('withdrawn')).contest.plan.seated).toEqual([]);
});

test('before the freeze nobody is struck through: the candidate comes off the ballot', async () => {
  const { id: electionId } = await officer.call('draftElection', {
    body: aDefinition({ record: '2027-06-15T00:00', opens: '2027-07-01T14:00', closes: '2027-07-15T14:00' }),
  });
  const { view } = await officer.call('readOfficeElection', { path: { electionId } });
  const candidateId = view.contests[0]!.candidates[0]!.id;
  const refusal = await refusalOf(
    officer.call('withdrawCandidate', { path: { electionId, candidateId }, body: { reason: 'Too early.' } }),
  );
  expect(refusal.problemName).toBe('withdrawal-not-due');
});

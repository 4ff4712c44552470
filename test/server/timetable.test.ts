import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TimetableDefinition } from '../../api/office.ts';
import type { BodyRules } from '../../db/schema.ts';
import { recordTerm } from '../../db/bodies.ts';
import { appendMemberEvents } from '../../db/member-events.ts';
import { judgeTimetable, type TimetableToJudge } from '../../server/timetable-rules.ts';
import { timetableOf } from '../../server/timetable.ts';
import { instantOf } from '../../server/zone.ts';
import { BOARD, rulesOfBoard, seatIds } from '../support/bodies.ts';
import { aContest, aDefinition, aDraft, freeze, freezeRoll } from '../support/elections.ts';
import { aMember, aPeriod } from '../support/members.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

const at = (text: string) => Temporal.Instant.from(text);

function means(local: string, zone: string): string {
  return instantOf(local, zone, '#/body/timetable/closes').toString();
}

async function refusedWords(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (error) {
    return (error as Error & { facts: { detail: string } }).facts.detail;
  }
  return 'not refused';
}

describe('a local date and time', () => {
  test('of 2015: "May 15 AoE" takes a nomination at 11:59:59 UTC on the 16th, and none at 12:00:00', () => {
    const close = instantOf('2015-05-16T00:00', 'AoE', '#/x');
    const isIn = (nominated: string) => Temporal.Instant.compare(at(nominated), close) < 0;
    expect([isIn('2015-05-16T11:59:59Z'), isIn('2015-05-16T12:00:00Z')]).toEqual([true, false]);
    // The administrator of that day read it as midnight UTC, and shut somebody out.
    expect(means('2015-05-16T00:00', 'UTC')).toBe('2015-05-16T00:00:00Z');
  });
  test('of 2015: the end of 30 May Anywhere on Earth is noon UTC on the 31st, not a day later', () => {
    expect(means('2015-05-31T00:00', 'AoE')).toBe('2015-05-31T12:00:00Z');
    expect(means('2015-05-30T23:59', 'AoE')).toBe('2015-05-31T11:59:00Z');
  });
  test('is read with the clocks of its zone, on both sides of a change', () => {
    expect([means('2027-03-27T14:00', 'Europe/Berlin'), means('2027-03-28T14:00', 'Europe/Berlin')]).toEqual([
      '2027-03-27T13:00:00Z',
      '2027-03-28T12:00:00Z',
    ]);
    expect([means('2026-10-31T12:00', 'America/New_York'), means('2026-11-01T12:00', 'America/New_York')]).toEqual([
      '2026-10-31T16:00:00Z',
      '2026-11-01T17:00:00Z',
    ]);
  });
  test.each([
    ['2027-03-28T02:30', 'Europe/Berlin', 'that a change of the clocks skips'],
    ['2026-11-01T01:30', 'America/New_York', 'that a change of the clocks repeats'],
  ])('%s in %s, %s, is refused with the zone named', async (local, zone) => {
    const words = await refusedWords(() => means(local, zone));
    expect(words).toBe(`The clocks change at that moment in ${zone}: choose a time that happens exactly once`);
  });
  test('lies up to 26 hours apart between the two ends of the earth', () => {
    expect(means('2027-06-15T14:00', 'AoE')).toBe('2027-06-16T02:00:00Z');
    expect(means('2027-06-15T14:00', 'Etc/GMT+12')).toBe('2027-06-16T02:00:00Z');
    expect(means('2027-06-15T14:00', 'Pacific/Kiritimati')).toBe('2027-06-15T00:00:00Z');
  });
});

const nowhere: TimetableDefinition = {
  ...aDefinition().timetable,
  nominationsOpen: '2027-05-01T12:00',
  nominationsClose: '2027-05-10T12:00',
  candidates: '2027-05-12T12:00',
};

describe('the order of a timetable', () => {
  test.each<[Partial<TimetableDefinition>, string, string]>([
    [{ closes: '2027-06-01T14:00' }, 'closes', 'Voting must close after it opens'],
    [{ record: '2027-06-01T14:01' }, 'record', 'The record date is at the opening or before it'],
    [{ applyBy: '2027-05-01T12:01' }, 'applyBy', 'One applies until the record date or earlier'],
    [{ affirmBy: '2027-05-01T12:01' }, 'affirmBy', 'Members affirm until the record date or earlier'],
    [{ nominationsClose: '2027-05-01T12:00' }, 'nominationsClose', 'Nominations must close after they open'],
    [{ nominationsClose: null }, 'nominationsClose', 'Say when nominations close, or leave out when they open'],
    [
      { candidates: '2027-05-10T11:59' },
      'candidates',
      'Candidates are announced when nominations have closed, or later',
    ],
    [{ candidates: '2027-06-01T14:01' }, 'candidates', 'Candidates are announced before voting opens'],
    [{ seating: '2027-06-15T13:59' }, 'seating', 'Seats are taken when voting has closed, or later'],
  ])('%j is refused at the moment that is to be mended', async (change, moment, words) => {
    const error: unknown = await Promise.resolve()
      .then(() => timetableOf({ ...nowhere, ...change }))
      .catch((problem: unknown) => problem);
    expect(error).toMatchObject({ facts: { errors: [{ pointer: `#/body/timetable/${moment}`, detail: words }] } });
  });
  test('holds where moments meet', () => {
    const meeting = {
      nominationsClose: '2027-06-01T14:00',
      candidates: '2027-06-01T14:00',
      record: '2027-06-01T14:00',
    };
    expect(timetableOf({ ...nowhere, ...meeting, seating: '2027-06-15T14:00' }).opensLocal).toBe('2027-06-01T14:00');
  });
});

describe('what the rules ask of a timetable', () => {
  const judged = (
    changes: Partial<Record<keyof TimetableToJudge, string | null>>,
    rules: Partial<BodyRules>,
    days = 0,
  ) => {
    const instants = Object.entries(changes).map(([name, text]) => [
      name,
      name === 'zone' || text === null ? text : at(text),
    ]);
    const timetable: TimetableToJudge = {
      ...{ zone: 'UTC', opensAt: at('2027-06-01T14:00:00Z'), closesAt: at('2027-06-15T14:00:00Z') },
      ...{ nominationsOpenAt: null, nominationsCloseAt: null, datesAnnouncedAt: null, noticeRenewedAt: null },
      ...(Object.fromEntries(instants) as Partial<TimetableToJudge>),
    };
    const motions = days === 0 ? [] : [{ title: 'Article 4', noticeDays: days }];
    const bodies = [{ name: 'the board', rules: { ...rulesOfBoard, ...rules } }];
    return judgeTimetable(timetable, bodies, motions, at('2027-05-01T12:00:00Z'));
  };
  const states = (findings: ReturnType<typeof judged>) => findings.map(({ rule, state }) => `${rule} ${state}`);
  const notice = { notice: { atLeastDays: 10, atMostDays: 60 } };

  test.each([
    ['2027-05-22T14:00:00Z', []],
    ['2027-05-22T14:00:01Z', ['notice broken']],
    ['2027-04-02T14:00:00Z', []],
    ['2027-04-02T13:59:59Z', ['notice broken']],
  ])('notice of 10 to 60 days, dates announced %s: %j', (datesAnnouncedAt, found) => {
    expect(states(judged({ datesAnnouncedAt }, notice))).toEqual(found);
  });
  test('a vote that was moved needs notice of its own', () => {
    const announced = { datesAnnouncedAt: '2027-05-01T14:00:00Z', noticeRenewedAt: '2027-05-25T14:00:00Z' };
    const [finding] = judged(announced, notice);
    expect(finding?.words).toBe(
      'The rules of the board ask for 10 to 60 days between the announcement of the dates and the opening of voting. Open on Fri 4 June, 14:00 UTC or later.',
    );
  });
  test('before the announcement the last day for it is said, and then that it is too late', () => {
    expect(judged({}, notice).map(({ state, words }) => [state, words.split('. ')[1]])).toEqual([
      ['due', 'Announce the dates by Sat 22 May, 14:00 UTC.'],
    ]);
    expect(states(judged({ opensAt: '2027-05-11T11:59:00Z' }, notice))).toEqual(['notice broken']);
  });
  test('days are days of the zone: one of them has 23 hours when the clocks go forward', () => {
    const spring = { zone: 'Europe/Berlin', opensAt: '2027-04-01T12:00:00Z', closesAt: '2027-04-08T12:00:00Z' };
    expect(states(judged({ ...spring, datesAnnouncedAt: '2027-03-22T13:00:00Z' }, notice))).toEqual([]);
    expect(states(judged({ ...spring, datesAnnouncedAt: '2027-03-22T13:00:01Z' }, notice))).toEqual(['notice broken']);
  });
  test('voting is not longer than the rules allow, to the second', () => {
    expect(states(judged({}, { longestVotingDays: 14 }))).toEqual([]);
    expect(states(judged({ closesAt: '2027-06-15T14:00:01Z' }, { longestVotingDays: 14 }))).toEqual([
      'longest-voting broken',
    ]);
  });
  test('nominations are not shorter than the rules ask, where there are any', () => {
    const window = { nominationsOpenAt: '2027-05-02T12:00:00Z', nominationsCloseAt: '2027-05-16T11:59:00Z' };
    expect(states(judged(window, { shortestNominationDays: 14 }))).toEqual(['shortest-nominations broken']);
    expect(states(judged(window, { shortestNominationDays: 13 }))).toEqual([]);
    expect(states(judged({}, { shortestNominationDays: 14 }))).toEqual([]);
  });
  test('the text of a motion is public for its days of notice', () => {
    expect(states(judged({ datesAnnouncedAt: '2027-05-17T14:00:00Z' }, {}, 15))).toEqual([]);
    expect(states(judged({ datesAnnouncedAt: '2027-05-17T14:00:01Z' }, {}, 15))).toEqual(['motion-notice broken']);
    expect(states(judged({}, {}, 15))).toEqual(['motion-notice due']);
  });
});

let product: Product;
let officer: Visitor;
beforeAll(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
});
afterAll(() => product[Symbol.asyncDispose]());

async function withRules<T>(rules: Partial<BodyRules>, act: () => Promise<T>): Promise<T> {
  const set = (next: BodyRules) =>
    product.ports.db
      .updateTable('body')
      .set({ rules: JSON.stringify(next) })
      .where('id', '=', BOARD)
      .execute();
  await set({ ...rulesOfBoard, ...rules });
  try {
    return await act();
  } finally {
    await set(rulesOfBoard);
  }
}

test('an election with too little notice cannot be opened; moved to a later day, with the notice that begins anew, it can', async () => {
  await withRules({ notice: { atLeastDays: 10, atMostDays: 60 } }, async () => {
    const soon = { opens: '2027-05-08T14:00', closes: '2027-05-22T14:00' };
    const id = await aDraft(product, officer, 3, soon);
    const path = { electionId: id };
    await officer.call('announceDates', { path });
    const refusal = await refusalOf(freeze(officer, id));
    expect(refusal.problem).toMatchObject({ blockers: [{ what: 'notice-too-short' }] });
    const { definition } = await officer.call('readOfficeElection', { path });
    const later = {
      ...definition,
      timetable: { ...definition.timetable, opens: '2027-05-11T12:00', closes: '2027-05-25T12:00' },
    };
    expect((await officer.call('redraftElection', { path, body: later })).blockers).toEqual([]);
    await freeze(officer, id);
  });
});

test('the office is told until when the dates must be announced', async () => {
  await withRules({ notice: { atLeastDays: 10, atMostDays: null } }, async () => {
    const { id } = await officer.call('draftElection', { body: aDefinition() });
    const { warnings, blockers } = await officer.call('readOfficeElection', { path: { electionId: id } });
    expect(warnings).toContain(
      'The rules of Board of directors ask for at least 10 days between the announcement of the dates and the opening of voting. Announce the dates by Sat 22 May, 14:00 UTC.',
    );
    expect(blockers.map(({ what }) => what)).not.toContain('notice-too-short');
  });
});

test('a motion whose text changes after the announcement needs its notice anew', async () => {
  const motion = {
    ...({ kind: 'motion', title: 'Article 4', text: 'New.', replaces: '', base: 'cast' } as const),
    ...{ numerator: 1, denominator: 2, isStrict: true, noticeDays: 31, effectiveOn: null },
  };
  const { id } = await officer.call('draftElection', { body: aDefinition({ contests: [motion] }) });
  const path = { electionId: id };
  await officer.call('announceDates', { path });
  const start = product.clock.now();
  product.clock.moveTo(start.add({ hours: 3 }));
  const { definition } = await officer.call('readOfficeElection', { path });
  const [kept] = definition.contests;
  const whatBlocks = async (contest: object) => {
    const body = { ...definition, contests: [{ ...kept!, ...contest }] };
    const { blockers } = await officer.call('redraftElection', { path, body });
    return blockers.map(({ what }) => what);
  };
  expect(await whatBlocks({ title: 'Article four' })).not.toContain('notice-too-short');
  expect(await whatBlocks({ text: 'Newer.' })).toContain('notice-too-short');
  product.clock.moveTo(start);
});

test('who became a voting member after the last moment to apply is not on the roll, and a recount after later events finds the same', async () => {
  await using own = await startProduct();
  const clerk = await anAdministrator(own);
  const from = (start: string) => [aPeriod('contributing', start, '2028-01-01T00:00:00Z')];
  await aMember(own, { name: 'Noor Haddad', email: 'noor@members.example' }, from('2027-04-20T12:00:00Z'));
  const late = await aMember(
    own,
    { name: 'Kwame Adjei', email: 'kwame@members.example' },
    from('2027-04-20T12:00:01Z'),
  );
  const body = aDefinition({ applyBy: '2027-04-20T12:00', record: '2027-05-01T04:00' });
  const { id } = await clerk.call('draftElection', { body });
  const path = { electionId: id };
  const names = async (query: { show: 'in' } | { code: string }) =>
    (await clerk.call('readVerdicts', { path, query })).verdicts.map(({ name }) => name);
  await freezeRoll(clerk, id);
  expect(await names({ show: 'in' })).toEqual(['Noor Haddad']);
  expect(await names({ code: 'applied-too-late' })).toEqual(['Kwame Adjei']);
  await own.ports.db.transaction().execute((trx) => {
    const earlier = aPeriod('contributing', '2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z');
    return appendMemberEvents(trx, [{ ...earlier, personId: late.id }], own.clock.now());
  });
  expect(await clerk.call('recountRoll', { path })).toMatchObject({ size: 1, isSame: true });
  const moved = { ...body, timetable: { ...body.timetable, applyBy: '2027-04-21T12:00' } };
  expect((await refusalOf(clerk.call('redraftElection', { path, body: moved }))).problemName).toBe('roll-frozen');
});

test('a seat that somebody holds when the terms begin is not filled, and it is said who holds it until when', async () => {
  const [, , , , seatB1 = ''] = seatIds(5);
  const term = {
    seatId: seatB1,
    personId: null,
    name: 'Marta Oyelaran',
    cameBy: 'recorded',
    electionId: null,
  } as const;
  await product.ports.db
    .transaction()
    .execute((trx) =>
      recordTerm(
        trx,
        { ...term, startsOn: '2025-07-01', endsOn: '2028-06-30', leftOn: null, leftWhy: null, recordedBy: 'test' },
        product.clock.now(),
      ),
    );
  const blockersWith = async (termsStartOn: string) => {
    const body = aDefinition({ contests: [aContest({ seats: [seatB1], termsStartOn })] });
    const { id } = await officer.call('draftElection', { body });
    const { blockers } = await officer.call('readOfficeElection', { path: { electionId: id } });
    return blockers.filter(({ what }) => what === 'seat-taken').map(({ detail }) => detail);
  };
  expect(await blockersWith('2028-06-30')).toEqual([
    'Seat B1 is held by Marta Oyelaran until 30 June 2028, when the new terms begin already. Choose another seat or a later first day.',
  ]);
  expect(await blockersWith('2028-07-01')).toEqual([]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recount, type RecordReport } from '../../counting/recount.ts';

const seat = (name: string) => ({ id: name, name, endsOn: '2030-06-30' });
const board = {
  ...{ kind: 'people', id: 'board', method: 'approval', termsStartOn: '2027-07-01' },
  seats: [seat('Seat 1'), seat('Seat 2')],
  candidates: ['a', 'b', 'c'],
};
const bylaw = {
  ...{ kind: 'motion', id: 'bylaw', method: 'question', base: 'eligible', numerator: 1, denominator: 2 },
  ...{ isStrict: true, text: 'New', replaces: 'Old', effectiveOn: null },
};

/** A finished record of these rules, with 8 on the roll. */
function reportOf(
  rules: unknown,
  sums: readonly (readonly number[])[] | null,
  more: Partial<RecordReport> = {},
): RecordReport {
  const result = sums?.map((one) => ({ kind: 'sums' as const, sums: one })) ?? null;
  const questions = [
    { question: 'Board', answers: ['Ada', 'Bo', 'Cy'] },
    { question: 'Bylaw', answers: ['For', 'Against', 'Abstain'] },
  ];
  const election = { questions, rules };
  return { verdict: 'passed', step: 'finished', election, result, voters: 7, credentials: 8, ...more };
}

function rulesOf(contests: unknown[], more: object = {}) {
  return { version: 3, contests, ties: 'lot', roll: { size: 8 }, ...more };
}

describe('rules with named seats', () => {
  test('as many are elected as there are named seats, and the tie is open without a lot', () => {
    const [people] = recount(
      reportOf(rulesOf([board, bylaw]), [
        [5, 3, 3],
        [5, 1, 1],
      ]),
    ).contests;
    expect(people?.outcome).toMatchObject({ elected: [0], tied: { candidates: [1, 2], seats: 1 }, broken: null });
    expect(people?.motion).toBeUndefined();
  });
  test('the lot names candidates by their ids, whatever their places on the ballot', () => {
    const report = reportOf(rulesOf([board, bylaw]), [
      [5, 3, 3],
      [5, 1, 1],
    ]);
    const [people] = recount(report, [['c', 'a', 'b'], null]).contests;
    expect(people?.outcome).toMatchObject({ elected: [0, 2], tied: null, broken: { candidates: [1, 2], won: [2] } });
  });
  test.each<[string, object, string[]]>([
    ['of other candidates', {}, ['x', 'y', 'z']],
    ['where the rules name fewer candidates than answers', { candidates: ['a', 'b'] }, ['c', 'a', 'b']],
    ['where the rules name more candidates than answers', { candidates: ['a', 'b', 'c', 'd'] }, ['d', 'c', 'a', 'b']],
    ['where the rules name a candidate twice', { candidates: ['a', 'b', 'b'] }, ['c', 'a', 'b']],
    ['where the rules name no candidates', { candidates: null }, ['c', 'a', 'b']],
  ])('a lot %s breaks no tie', (_, change, lot) => {
    const rules = rulesOf([{ ...board, ...change }, bylaw]);
    const [people] = recount(
      reportOf(rules, [
        [5, 3, 3],
        [5, 1, 1],
      ]),
      [lot, null],
    ).contests;
    expect(people?.outcome).toMatchObject({ elected: [0], tied: { candidates: [1, 2], seats: 1 } });
  });
});

describe('motions', () => {
  const motionOf = (change: object, sums = [5, 1, 1], more: Partial<RecordReport> = {}) =>
    recount(reportOf(rulesOf([board, { ...bylaw, ...change }]), [[5, 3, 3], sums], more)).contests[1];

  test('are decided of the roll, of the ballots or of the votes, and elect nobody', () => {
    expect(motionOf({})).toMatchObject({ motion: { adopted: true, of: 8, needed: 5, blank: 0 }, outcome: undefined });
    expect(motionOf({}, [4, 0, 0])?.motion).toMatchObject({ adopted: false, of: 8, needed: 5, blank: 3 });
    expect(motionOf({ base: 'cast' }, [4, 0, 0])?.motion).toMatchObject({ adopted: true, of: 7, needed: 4 });
    expect(motionOf({ base: 'for-and-against' }, [2, 1, 0])?.motion).toMatchObject({ adopted: true, of: 3, needed: 2 });
  });
  test.each<[string, object, number[], Partial<RecordReport>]>([
    ['more answers than ballots', {}, [5, 3, 0], {}],
    ['more ballots than people on the roll', {}, [1, 1, 1], { voters: 9 }],
    ['two answers', {}, [5, 1], {}],
    ['no base', { base: 'present' }, [5, 1, 1], {}],
    ['a share of nothing', { denominator: 0 }, [5, 1, 1], {}],
    ['no share', { numerator: 0 }, [5, 1, 1], {}],
    ['a share of more than all', { numerator: 3 }, [5, 1, 1], {}],
    ['no word on strictness', { isStrict: null }, [5, 1, 1], {}],
    ['a method for people', { method: 'approval' }, [5, 1, 1], {}],
  ])('%s: nothing is said', (_, change, sums, more) => {
    expect(motionOf(change, sums, more)).toMatchObject({ motion: undefined, outcome: undefined, sums });
  });
});

describe('ballots that were opened one by one', () => {
  const scored = { ...board, method: 'score' };
  const reportOn = (contest: unknown, ballots: readonly (readonly number[])[]): RecordReport => ({
    ...reportOf(rulesOf([contest, bylaw]), null),
    result: [
      { kind: 'ballots', ballots },
      { kind: 'sums', sums: [5, 1, 1] },
    ],
  });
  const ballots = [
    [5, 1, 0],
    [0, 1, 2],
    [0, 0, 6],
  ];
  test('are counted by their method, what it does not allow apart, and the lot breaks the tie', () => {
    const [people, motion] = recount(reportOn(scored, ballots), [['c', 'b', 'a'], null]).contests;
    expect(people).toMatchObject({ sums: null, ballots });
    expect(people?.outcome).toMatchObject({
      ...{ votes: [5, 2, 2], elected: [0, 2], broken: { candidates: [1, 2], won: [2] } },
      ballots: { valid: 2, invalid: 1 },
    });
    expect(motion?.motion).toMatchObject({ adopted: true });
  });
  test('are as many as there are, none included', () => {
    expect(recount(reportOn(scored, [])).contests[0]?.outcome).toMatchObject({ votes: [0, 0, 0], vacant: 2 });
  });
  test.each([
    ['a method that opens sums', board],
    ['a motion', bylaw],
    ['a method that nobody knows', { ...board, method: 'constellation' }],
    ['no seats', { ...scored, seats: [] }],
  ])('and of %s nothing is said', (_, contest) => {
    const [people] = recount(reportOn(contest, ballots)).contests;
    expect(people).toMatchObject({ ballots, outcome: undefined, motion: undefined });
  });
  test('and a method that opens ballots says nothing of sums', () => {
    const [people] = recount(
      reportOf(rulesOf([scored, bylaw]), [
        [5, 3, 3],
        [5, 1, 1],
      ]),
    ).contests;
    expect(people).toMatchObject({ sums: [5, 3, 3], outcome: undefined });
  });
});

const half = { squareRoots: { numerator: 3, denominator: 2 } };
const leader = {
  ...{ ...board, method: 'debian', seats: [seat('Leader')], candidates: ['a', 'b', 'none'] },
  default: { id: 'none', ...half },
};
const charter = {
  ...{ kind: 'options', id: 'charter', method: 'debian', candidates: ['x', 'y', 'no'], effectiveOn: null },
  default: { id: 'no', ...half },
  options: [
    { text: 'X', majority: { numerator: 3, denominator: 1 } },
    { text: 'Y', majority: { numerator: 1, denominator: 1 } },
  ],
};

describe('a ballot that ends with an answer for none of the others', () => {
  // Of 8 on the roll 1.5 × √8 are 4.2: five ballots have to put something before it. One is put before it by 5 of 7.
  const ballots = [...Array.from({ length: 5 }, () => [1, 2, 3]), [0, 2, 1], [0, 0, 1]];
  const decided = (contest: object) => {
    const result = [ballots, ballots].map((all) => ({ kind: 'ballots' as const, ballots: all }));
    const report = { ...reportOf(rulesOf([contest, charter]), null), result };
    return recount(report).contests[0]!;
  };
  test('elects whoever reaches quorum and majority, and adopts what has the majority that it needs', () => {
    expect(decided(leader).decided).toEqual({ none: 'Cy', won: 'Ada', isOfTexts: false });
    // 5 to 2 is not 3 to 1.
    expect(decided(charter).decided).toEqual({ none: 'Cy', won: 'Bo', isOfTexts: true });
    expect(decided(charter).differences).toEqual([]);
  });
  test('is won by it where the roll is too large for the quorum', () => {
    const report = reportOf(rulesOf([leader], { roll: { size: 100 } }), null);
    const result = [{ kind: 'ballots' as const, ballots }];
    const [contest] = recount({ ...report, result }).contests;
    expect(contest?.decided).toEqual({ none: 'Cy', won: undefined, isOfTexts: false });
  });
  test.each<[string, object]>([
    ['no default', { default: undefined }],
    ['a default that is not the last', { default: { id: 'a', ...half } }],
    ['more candidates than answers', { candidates: ['a', 'b', 'c', 'none'] }],
    ['two seats', { seats: [seat('One'), seat('Two')] }],
    ['no square roots', { default: { id: 'none' } }],
    ['a majority of 1 to 0', { ...charter, options: [{ majority: { numerator: 1, denominator: 0 } }] }],
  ])('of rules with %s nothing is said', (_, change) => {
    expect(decided({ ...leader, ...change })).toMatchObject({ outcome: undefined, decided: undefined });
  });
});

test('square roots that nobody can count to are no endless search', () => {
  const vast = { numerator: Number.MAX_SAFE_INTEGER, denominator: 1 };
  const rules = rulesOf([{ ...leader, default: { id: 'none', squareRoots: vast } }], {
    roll: { size: Number.MAX_SAFE_INTEGER },
  });
  const result = [{ kind: 'ballots' as const, ballots: [[1, 2, 3]] }];
  const [contest] = recount({ ...reportOf(rules, null), result }).contests;
  expect(contest?.decided).toMatchObject({ won: undefined });
});

describe('rules of version 2', () => {
  const old = { version: 2, contests: [{ method: 'approval', seats: 2 }], roll: { size: 8 } };
  test('say how many seats there are', () => {
    expect(recount(reportOf(old, [[5, 4, 3]])).contests[0]?.outcome).toMatchObject({ elected: [0, 1], tied: null });
  });
  test.each([0, -1, 1.5, '2', null, [], {}])('%j seats are none', (seats) => {
    const rules = { ...old, contests: [{ method: 'approval', seats }] };
    expect(recount(reportOf(rules, [[5, 4, 3]])).contests[0]?.outcome).toBeUndefined();
  });
  test('know of no motion', () => {
    const rules = { ...old, contests: [{ method: 'question', seats: 1 }] };
    expect(recount(reportOf(rules, [[5, 4, 3]])).contests[0]).toMatchObject({ outcome: undefined, motion: undefined });
  });
});

test('before there is a result, nothing is counted', () => {
  for (const contest of recount(reportOf(rulesOf([board, bylaw]), null)).contests) {
    expect(contest).toMatchObject({ sums: null, outcome: undefined, motion: undefined });
  }
});

test('it throws on no rules and no lot that anybody could write into a record', () => {
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(
      'approval',
      'choose',
      'score',
      'question',
      'debian',
      'options',
      'cast',
      'eligible',
      'toString',
      '__proto__',
      -1,
      0.5,
      1e308,
      2 ** 53,
    ),
  );
  const contest = fc.record(
    {
      ...{ kind: odd, id: odd, method: odd, seats: odd, candidates: odd },
      ...{ base: odd, numerator: odd, denominator: odd, isStrict: odd },
      ...{ default: fc.oneof(odd, fc.record({ id: odd, squareRoots: odd })), options: odd },
    },
    { requiredKeys: [] },
  );
  const near = fc
    .tuple(
      fc.constantFrom<object>(board, bylaw, { ...board, method: 'score' }, leader, charter),
      contest,
      fc.subarray(Object.keys({ ...board, ...bylaw, ...leader, ...charter })),
    )
    .map(([sound, wrong, kept]) => ({
      ...wrong,
      ...Object.fromEntries(Object.entries(sound).filter(([name]) => kept.includes(name))),
    }));
  const rules = fc.oneof(
    fc.jsonValue(),
    fc.record({
      version: odd,
      contests: fc.oneof(odd, fc.array(near)),
      ties: odd,
      quorum: odd,
      roll: fc.oneof(odd, fc.record({ size: odd })),
    }),
  );
  const result = fc.option(
    fc.array(fc.array(fc.oneof(fc.nat(9), fc.constantFrom(-1, 0.5, NaN, 2 ** 53)), { maxLength: 4 })),
  );
  const opened = fc.option(fc.array(fc.array(fc.array(fc.oneof(fc.nat(9), fc.constantFrom(-1, 0.5, 2 ** 53))))));
  const lots = fc.array(fc.option(fc.array(fc.constantFrom('a', 'b', 'c', ''))));
  fc.assert(
    fc.property(rules, result, opened, lots, fc.nat(9), (some, sums, ballots, orders, voters) => {
      recount(reportOf(some, sums, { voters }), orders);
      const each = ballots?.map((one) => ({ kind: 'ballots' as const, ballots: one })) ?? null;
      recount(reportOf(some, null, { voters, result: each }), orders);
    }),
    { numRuns: 3000 },
  );
});

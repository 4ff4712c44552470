import { describe, expect, test } from 'vitest';
import type { Contest } from '../../api/values.ts';
import { countTyped, dateTyped, electedIn, readBackProblems, seatsOf } from '../../client/office/read-back.ts';
import { outcomeWords } from '../../client/office/outcome-words.ts';
import { fractionWords, keyWords, noneWords } from '../../client/office/read-back-table.tsx';
import { answersWords } from '../../client/parts/contest-words.ts';
import { whoCanWithdraw } from '../../client/office/seating-withdraw.tsx';
import { noGrant, reduceGrant } from '../../client/office/staff-state.ts';
import { anOffice } from './offices.ts';

describe('the closing date that an officer types', () => {
  test.each([
    ['2027-06-15', '2027-06-15'],
    ['15 June 2027', '2027-06-15'],
    [' 5. jun 2027 ', '2027-06-05'],
    ['3 May 2027', '2027-05-03'],
  ])('%j is a date', (typed, date) => {
    expect(dateTyped(typed)).toBe(date);
  });
  test.each(['', '15 June', '15/06/2027', '06.15.2027', '15 Brumaire 2027', 'tomorrow'])(
    '%j could mean two dates or none',
    (typed) => {
      expect(dateTyped(typed)).toBeUndefined();
    },
  );
});

test('a number is typed in digits', () => {
  expect(countTyped(' 4 ')).toBe(4);
  expect(countTyped('four')).toBeUndefined();
  expect(countTyped('4.0')).toBeUndefined();
});

const undecided = {
  votes: [],
  ordering: [],
  ballots: null,
  steps: [],
  ...{ explanation: [], hasFlow: false, noneWon: false },
  tied: null,
  broken: null,
  lot: null,
  draw: null,
  seating: null,
  motion: null,
};

test('seats and elected people are those of all contests together', () => {
  const office = anOffice();
  const [contest] = office.view.contests;
  const view = {
    contests: [contest!, { ...contest!, seats: 3 }],
    result: [
      { ...undecided, elected: [0] },
      { ...undecided, elected: [1, 2] },
    ],
  };
  expect(seatsOf(anOffice({ view }))).toBe(contest!.seats + 3);
  expect(electedIn(anOffice({ view }))).toBe(3);
  expect(electedIn(anOffice({ view: { ...view, result: null } }))).toBeUndefined();
});

const option = { affiliation: '', statementHtml: '', photo: null, withdrawnAt: null };
const none = { ...option, id: 'none', name: 'None of the above', majority: null, isDefault: true };
const whereWeMeet: Contest = {
  ...anOffice().view.contests[0]!,
  ...{ kind: 'options', title: 'Where we meet', method: 'debian', seats: 0, namedSeats: [], termsStartOn: null },
  options: { effectiveOn: null },
  candidates: [
    { ...option, id: 'sea', name: 'By the sea', majority: { numerator: 3, denominator: 1 }, isDefault: false },
    { ...option, id: 'hills', name: 'In the hills', majority: { numerator: 1, denominator: 1 }, isDefault: false },
    none,
  ],
};
const chair: Contest = { ...anOffice().view.contests[0]!, method: 'debian', seats: 1 };

describe('a contest with None of the above', () => {
  test('is read back with how many ballots it takes, out of how many may vote', () => {
    expect(answersWords(whereWeMeet)).toBe('One of 2 options, or none.');
    expect(noneWords(whereWeMeet, 1000)).toBe(
      'None of the above stands last on the ballot; whatever fewer than 48 ballots put before it is dropped.',
    );
    expect(noneWords(whereWeMeet, 0)).toBe('None of the above stands last on the ballot.');
  });
  test('counts nobody as a candidate who is nobody, before the freeze and after it', () => {
    expect(answersWords(chair)).toBe('1 seat, 4 candidates.');
    expect(answersWords({ ...chair, candidates: [...chair.candidates, none] })).toBe('1 seat, 4 candidates.');
    expect(noneWords(chair, 1000)).toMatch(/^None of the above stands last on the ballot/);
    expect(noneWords({ ...chair, method: 'approval' }, 1000)).toBeUndefined();
  });
  test('adopts one text, which is no person elected', () => {
    const result = [{ ...undecided, elected: [0] }];
    expect(outcomeWords(whereWeMeet, result[0]!)).toBe('Adopted: By the sea.');
    expect(electedIn(anOffice({ view: { contests: [whereWeMeet], result } }))).toBe(0);
  });
  test('lets whoever stands withdraw, and not None of the above', () => {
    const frozen = { ...chair, candidates: [...chair.candidates.slice(0, 2), none] };
    expect(whoCanWithdraw([frozen]).map(({ words }) => words)).toEqual(['Adaeze Nwosu', 'Grace Mensah-Boateng']);
  });
  test('can come to nothing', () => {
    const outcome = { ...undecided, elected: [], noneWon: true };
    expect(outcomeWords(whereWeMeet, outcome)).toBe('None of the above wins: nothing is adopted.');
    const frozen = { ...chair, candidates: [...chair.candidates, none] };
    expect(outcomeWords(frozen, outcome)).toBe('None of the above wins: nobody is elected.');
    expect(outcomeWords(frozen, { ...undecided, elected: [1] })).toBeUndefined();
    expect(outcomeWords(frozen, { ...undecided, elected: [] })).toBeUndefined();
  });
});

test('whoever typed another number is told where, and not which', () => {
  const problem = {
    type: '/problems/readback-differs' as const,
    title: 'What you typed is not what the election says',
    status: 409,
    errors: [{ pointer: '#/body/seats', detail: 'The election fills 4 seats, not 3' }],
  };
  expect(readBackProblems({ ok: false, problem }, { '#/body/seats': 'Seats' })).toEqual([
    { words: 'Seats: this is not what stands on this page. Look again', at: 'seats' },
  ]);
});

test('before the freeze an officer reads how many trustees open the result', () => {
  const names = ['Henrike Sandvoort', 'Tomasz Wren', 'Aiko Lund'];
  const trustees = names.map((name) => ({ name, hasKey: true, hasDecrypted: false }));
  const { view } = anOffice();
  expect(keyWords({ ...view, trustees })).toBe(`3 trustees, all needed to open the result: ${names.join(', ')}.`);
  expect(keyWords({ ...view, trustees, threshold: 2 })).toBe(
    `3 trustees, 2 of them needed, with the server’s key, to open the result: ${names.join(', ')}.`,
  );
});

test('a quorum is said as people say it', () => {
  expect(fractionWords({ numerator: 1, denominator: 3 })).toBe('One third');
  expect(fractionWords({ numerator: 3, denominator: 7 })).toBe('3/7');
});

describe('giving roles', () => {
  test('gives exactly those that are ticked', () => {
    const chosen = reduceGrant(noGrant, {
      type: 'chosen',
      name: 'Tobias Renner',
      email: 'tobias@renner.example',
      roles: ['auditor'],
    });
    const ticked = reduceGrant(chosen, { type: 'role-ticked', role: 'officer', has: true });
    expect(ticked.roles).toEqual(['officer', 'auditor']);
    expect(reduceGrant(ticked, { type: 'role-ticked', role: 'auditor', has: false }).roles).toEqual(['officer']);
  });
  test('says what was done', () => {
    expect(reduceGrant(noGrant, { type: 'granted', name: 'Tobias Renner', roles: ['officer', 'auditor'] }).done).toBe(
      'Tobias Renner is now election officer and auditor.',
    );
    expect(reduceGrant(noGrant, { type: 'granted', name: 'Tobias Renner', roles: [] }).done).toBe(
      'Tobias Renner has no role any more.',
    );
  });
});

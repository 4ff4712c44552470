import { describe, expect, test } from 'vitest';
import { countTyped, dateTyped, electedIn, readBackProblems, seatsOf } from '../../client/office/read-back.ts';
import { fractionWords } from '../../client/office/read-back-table.tsx';
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
  ...{ explanation: [], hasFlow: false },
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

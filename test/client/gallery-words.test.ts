import { describe, expect, test } from 'vitest';
import type { ContestResult } from '../../api/elections.ts';
import {
  average,
  brokenWords,
  contestRuleWords,
  cutWords,
  headline,
  ordinal,
  phaseWords,
  quorumRuleWords,
  quorumTitle,
  resultRows,
  tieWords,
} from '../../client/gallery/words.ts';
import { orderingOf } from '../../counting/most-votes.ts';
import { anElection } from './elections.ts';

const [board, audit] = anElection().contests as [
  ReturnType<typeof anElection>['contests'][number],
  ReturnType<typeof anElection>['contests'][number],
];

function result(
  votes: readonly number[],
  elected: readonly number[],
  tied: ContestResult['tied'] = null,
): ContestResult {
  return {
    votes: [...votes],
    ordering: orderingOf(votes).map(({ candidate, rank }) => ({ candidate, rank })),
    ballots: null,
    steps: [],
    ...{ explanation: [], hasFlow: false },
    elected: [...elected],
    noneWon: false,
    tied,
    broken: null,
    lot: null,
    draw: null,
    seating: null,
    motion: null,
  };
}

describe('the headline says who is elected', () => {
  test('in the order of their votes, by their whole names', () => {
    expect(headline(board, result([5, 3, 6, 1], [2, 0]))).toBe('Mei-Ling Duong and Adaeze Nwosu are elected');
    expect(headline(audit, result([1, 4, 2], [1]))).toBe('Noor Haddad is elected');
  });
  test('and what the votes left open', () => {
    const tie = result([5, 3, 3, 1], [0], { candidates: [1, 2], seats: 1 });
    expect(headline(board, tie)).toBe('Adaeze Nwosu is elected; the last seat is tied');
    expect(headline(audit, result([2, 2, 0], [], { candidates: [0, 1], seats: 1 }))).toBe('The last seat is tied');
    expect(tieWords(board, tie)).toBe(
      'Tie for the last seat: Grace Mensah-Boateng and Mei-Ling Duong have 3 approvals each. The votes do not decide it, so nobody of them is elected yet.',
    );
  });
});

describe('a tie that was broken', () => {
  const tie = { ...result([5, 3, 3, 1], [0, 2]), broken: { candidates: [1, 2], won: [2], by: 'lot' as const } };
  test('is told with its votes, by what, and whether the operator could have known', () => {
    expect(brokenWords({ keyHolder: 'people' }, board, tie)).toBe(
      'Grace Mensah-Boateng and Mei-Ling Duong tied for the last seat with 3 approvals each. The lot of the trustees decided: Mei-Ling Duong. None of them could know or choose it before the totals were opened.',
    );
    expect(brokenWords({ keyHolder: 'server' }, board, tie)).toMatch(
      /The server held the only key, so its operator could have known the lot before\.$/,
    );
    const drawn = { ...tie, broken: { ...tie.broken, by: 'draw' as const } };
    expect(brokenWords({ keyHolder: 'server' }, board, drawn)).toMatch(/A public draw decided: Mei-Ling Duong\.$/);
    expect(brokenWords({ keyHolder: 'server' }, board, result([5, 3, 6, 1], [2, 0]))).toBeUndefined();
  });
  test('stands at the line in place of a distance that there is not', () => {
    expect(cutWords(board, tie)).toBe('2 seats filled above · the last by lot');
  });
  test('whoever withdrew is no next one, however many votes they have', () => {
    const candidates = board.candidates.map((one, place) =>
      place === 2 ? { ...one, withdrawnAt: '2027-06-03T10:00:00Z' } : one,
    );
    expect(cutWords({ ...board, candidates }, result([5, 3, 6, 1], [0, 1]))).toBe(
      '2 seats filled above · 2 approvals between 2nd and 3rd',
    );
  });
});

describe('the line below the last seat', () => {
  test('says how far the next one was', () => {
    expect(cutWords(board, result([5, 3, 6, 1], [2, 0]))).toBe(
      '2 seats filled above · 2 approvals between 2nd and 3rd',
    );
    expect(cutWords(audit, result([1, 4, 3], [1]))).toBe('1 seat filled above · 1 vote between 1st and 2nd');
  });
  test('says when a seat stays vacant or is tied', () => {
    expect(cutWords({ ...audit, seats: 4 }, result([1, 4, 3], [1, 2, 0]))).toBe('3 seats filled above · 1 seat vacant');
    expect(cutWords(board, result([5, 3, 3, 1], [0], { candidates: [1, 2], seats: 1 }))).toBe(
      '1 seat filled above · 1 seat tied',
    );
  });
  test.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [11, '11th'],
    [12, '12th'],
    [23, '23rd'],
  ])('place %i is called %s', (place, words) => {
    expect(ordinal(place)).toBe(words);
  });
});

test('the table starts with most votes, and those elected are never below others', () => {
  const rows = resultRows(board, result([3, 5, 3, 6], [3, 1]));
  expect(rows.map(({ name }) => name)).toEqual([
    'Rafael Castellano',
    'Grace Mensah-Boateng',
    'Adaeze Nwosu',
    'Mei-Ling Duong',
  ]);
  expect(rows.map(({ standing }) => standing)).toEqual(['elected', 'elected', 'not-elected', 'not-elected']);
});

describe('what is not true yet is said', () => {
  test('a result that nobody certified is provisional', () => {
    expect(phaseWords({ phase: 'tallied', certifiedAt: null }).words).toBe('Provisional · not certified yet');
    expect(phaseWords({ phase: 'certified', certifiedAt: '2027-06-17T09:00:00Z' }).words).toBe(
      'Final · certified Thu 17 June 2027',
    );
  });
  test('a quorum is missed only when voting is over', () => {
    const turnout = { roll: 12, voted: 2, needed: 4, reached: false };
    expect(quorumTitle({ phase: 'open', turnout })).toBe('Quorum not reached yet');
    expect(quorumTitle({ phase: 'void', turnout })).toBe('Quorum missed');
  });
  test('the rule is said as a fraction', () => {
    expect(quorumRuleWords({ numerator: 1, denominator: 3 })).toBe('One third');
    expect(quorumRuleWords({ numerator: 15, denominator: 100 })).toBe('15%');
    expect(quorumRuleWords({ numerator: 3, denominator: 7 })).toBe('3/7');
  });
});

test.each([
  [0, 3, '0.00'],
  [15, 3, '5.00'],
  [10, 3, '3.33'],
  [20, 3, '6.67'],
  [1, 8, '0.13'],
  [0, 0, '–'],
])('%i points on %i ballots are %s on average', (points, ballots, words) => {
  expect(average(points, ballots)).toBe(words);
});

test('the rules of scores say what leaving somebody out means, and that ballots are mixed before they are opened', () => {
  const words =
    'Score: a voter gives each candidate 0 to 5 points. Whoever is left out gets 0. Give each person 0 to 5. 5 is best, and whoever you leave out gets 0. The 2 with the most points are elected. The ballots are mixed first, so that none shows whose it is, and then opened one by one.';
  expect(contestRuleWords({ ...board, method: 'score' })).toBe(words);
  expect(contestRuleWords({ ...board, method: 'score', candidates: [] })).toContain('The ballots are mixed first');
  expect(contestRuleWords(board)).not.toContain('mixed');
});

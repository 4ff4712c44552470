import { expect, test } from 'vitest';
import type { ContestResult, ElectionView } from '../../api/elections.ts';
import type { CheckReport } from '../../client/gallery/check.worker.ts';
import { sameLot, sameResult } from '../../client/gallery/same-result.ts';
import { orderingOf } from '../../counting/most-votes.ts';
import { anElection } from './elections.ts';

const [board] = anElection().contests;
const ids = board!.candidates.map(({ id }) => id);
const votes = [5, 3, 3, 1];

/** What the browser made of a record: two seats, and a tie for the second. */
function aReport(ties: 'lot' | 'draw', order: readonly number[] | null): CheckReport {
  const rule = {
    ...{ kind: 'people', id: board!.id, method: 'approval', candidates: ids, seats: board!.namedSeats },
    termsStartOn: board!.termsStartOn,
  };
  return {
    contests: [
      {
        question: board!.title,
        answers: [],
        sums: votes,
        ballots: null,
        outcome: undefined,
        method: undefined,
        differences: [],
        motion: undefined,
        decided: undefined,
      },
    ],
    lots: [order === null ? null : order.map((place) => ids[place]!)],
    rules: { ties, contests: [rule], roll: { size: 12 } } as unknown as CheckReport['rules'],
    ...{ quorum: undefined, isVoid: false, verdict: 'passed', checks: [], step: 'finished', ballots: 7, voters: 6 },
    ...{ notes: [], fingerprint: 'JRc0', hashAtPage: 'bb' },
  };
}

function aView(result: Partial<ContestResult>, withdrawn: readonly number[] = []): ElectionView {
  const candidates = board!.candidates.map((candidate, place) =>
    withdrawn.includes(place) ? { ...candidate, withdrawnAt: '2027-06-10T09:00:00Z' } : candidate,
  );
  const shown = {
    votes,
    ordering: orderingOf(votes).map(({ candidate, rank }) => ({ candidate, rank })),
    ballots: null,
    steps: [],
    ...{ explanation: [], hasFlow: false },
    elected: [0, 2],
    noneWon: false,
    tied: null,
    broken: null,
    lot: null,
    draw: null,
    seating: null,
    motion: null,
  };
  return anElection({ contests: [{ ...board!, candidates }], result: [{ ...shown, ...result }] });
}

const brokenBy = (by: 'lot' | 'draw', won = 2) => ({ candidates: [1, 2], won: [won], by });

test('a page that follows the lot of the record says the same', () => {
  const report = aReport('lot', [3, 2, 0, 1]);
  const view = aView({ broken: brokenBy('lot'), lot: [3, 2, 0, 1] });
  expect([sameResult(view, report), sameLot(view, report)]).toEqual([true, true]);
});

test('a page that elects whom the lot did not is found', () => {
  const report = aReport('lot', [3, 1, 0, 2]);
  expect(sameResult(aView({ broken: brokenBy('lot'), lot: [3, 2, 0, 1] }), report)).toBe(false);
  expect(sameLot(aView({ lot: [3, 2, 0, 1] }), report)).toBe(false);
  expect(sameResult(aView({ elected: [0], tied: { candidates: [1, 2], seats: 1 } }), report)).toBe(false);
  // A draw cannot stand in for the lot that the rules name.
  expect(sameResult(aView({ broken: brokenBy('draw'), lot: [2, 1, 0, 3] }), report)).toBe(false);
});

test('a public draw and withdrawals are taken from the page, and what follows is counted', () => {
  const report = aReport('draw', null);
  expect(sameResult(aView({ broken: brokenBy('draw'), lot: [2, 1, 0, 3] }), report)).toBe(true);
  expect(sameResult(aView({ broken: brokenBy('draw', 1), lot: [2, 1, 0, 3] }), report)).toBe(false);
  expect(sameResult(aView({ elected: [0], tied: { candidates: [1, 2], seats: 1 } }), report)).toBe(true);
  expect(sameResult(aView({}, [1]), report)).toBe(true);
  expect(sameResult(aView({}, [2]), report)).toBe(false);
});

test('a page whose counts are not the record’s is found', () => {
  const report = aReport('draw', null);
  expect(sameResult(aView({ votes: [5, 3, 4, 1] }, [1]), report)).toBe(false);
  expect(sameResult(anElection({ result: [] }), report)).toBe(false);
  expect(sameResult(anElection({ result: null }), report)).toBeNull();
});

test('scores are counted here from the opened ballots, and every figure of the page is compared', () => {
  const ballots = [
    [5, 3, 0, 1],
    [5, 0, 3, 0],
    [9, 0, 0, 0],
  ];
  const { contests, rules, ...rest } = aReport('lot', [3, 2, 0, 1]);
  const rule = { ...rules!.contests[0]!, method: 'score' } as NonNullable<CheckReport['rules']>['contests'][number];
  const report = {
    ...{ ...rest, rules: { ...rules!, contests: [rule] } },
    contests: [{ ...contests[0]!, sums: null, ballots }],
  };
  const figures = {
    ...{ valid: 2, invalid: 1 },
    given: [
      [0, 0, 0, 0, 0, 2],
      [1, 0, 0, 1, 0, 0],
      [1, 0, 0, 1, 0, 0],
      [1, 1, 0, 0, 0, 0],
    ],
  };
  const page = { votes: [10, 3, 3, 1], ballots: figures, broken: brokenBy('lot'), lot: [3, 2, 0, 1] };
  const score = (change: Partial<ContestResult>) => {
    const view = aView({ ...page, ...change });
    return { ...view, contests: view.contests.map((contest) => ({ ...contest, method: 'score' as const })) };
  };
  expect(sameResult(score({}), report)).toBe(true);
  expect(sameResult(score({ votes: [10, 3, 4, 1] }), report)).toBe(false);
  expect(sameResult(score({ ballots: { ...figures, invalid: 0 } }), report)).toBe(false);
  expect(sameResult(score({ ballots: { ...figures, given: figures.given.toReversed() } }), report)).toBe(false);
  expect(sameResult(score({ ballots: null }), report)).toBe(false);
});

test('what None of the above has won, or lost, is counted here from the opened ballots', () => {
  const ballots = [
    [1, 2, 0, 3],
    [1, 0, 0, 2],
    [0, 2, 0, 1],
    [0, 0, 0, 1],
  ];
  const { contests, rules, ...rest } = aReport('lot', [3, 2, 0, 1]);
  const rule = {
    ...{ ...rules!.contests[0]!, method: 'debian', seats: [{ id: null, name: 'Leader', endsOn: null }] },
    default: { id: ids[3], squareRoots: { numerator: 3, denominator: 2 } },
  } as NonNullable<CheckReport['rules']>['contests'][number];
  // Of 12 on the roll six have to put somebody before it, and of 1 only two.
  const reportFor = (size: number) => ({
    ...{ ...rest, rules: { ...rules!, contests: [rule], roll: { ...rules!.roll, size } } },
    contests: [{ ...contests[0]!, sums: null, ballots }],
  });
  const given = [
    [2, 2, 0, 0, 0],
    [2, 0, 2, 0, 0],
    [4, 0, 0, 0, 0],
    [0, 2, 1, 1, 0],
  ];
  const page = (change: Partial<ContestResult>) => {
    const figures = { valid: 4, invalid: 0, given };
    const ordering = [3, 0, 1, 2].map((candidate, at) => ({ candidate, rank: at === 0 ? 1 : 2 }));
    const shown = { votes: null, ordering, ballots: figures, lot: [3, 2, 0, 1], elected: [], noneWon: true };
    const view = aView({ ...shown, ...change });
    return { ...view, contests: view.contests.map((contest) => ({ ...contest, method: 'debian' as const })) };
  };
  expect(sameResult(page({}), reportFor(12))).toBe(true);
  expect(sameResult(page({ noneWon: false }), reportFor(12))).toBe(false);
  expect(sameResult(page({ elected: [0], noneWon: false }), reportFor(12))).toBe(false);
});

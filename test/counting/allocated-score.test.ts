import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocatedScore, countAllocatedScore } from '../../counting/allocated-score.ts';
import { decimal, fraction } from '../../counting/fraction.ts';
import type { Marks } from '../../counting/methods.ts';
import { papersOf } from '../../counting/papers.ts';
import { stepWords } from '../../counting/step-words.ts';

const count = (ballots: readonly Marks[], candidates: number, seats: number, lot?: readonly number[]) =>
  countAllocatedScore(papersOf(ballots), { seats, candidates, lot });
const times = (voters: number, marks: Marks) => Array.from({ length: voters }, () => marks);
const pointsIn = ({ steps }: ReturnType<typeof count>) =>
  steps.flatMap((step) => (step.kind === 'scores' ? [step.scores] : []));

describe('allocated score', () => {
  test('a majority takes its share of the seats and not all', () => {
    const ballots = [...times(8, [5, 4, 1, 0]), [0, 0, 0, 3], ...times(3, [0, 0, 4, 5])];
    const outcome = count(ballots, 4, 2);
    expect(outcome).toMatchObject({ elected: [0, 3], votes: null, tied: null, vacant: 0 });
  });
  test('those at the edge of the quota keep all the same share of their weight', () => {
    const ballots = [...times(7, [5, 4, 1, 0]), [5, 5, 4, 0], [0, 0, 0, 3], ...times(3, [0, 0, 4, 5])];
    const outcome = count(ballots, 4, 2);
    expect(outcome.steps.map((step) => stepWords(step, ['Ann', 'Ben', 'Cy', 'Di'], allocatedScore.words))).toEqual([
      'Points in round 1: Ann 40, Ben 33, Cy 23, Di 18.',
      'Ann is elected. 1 seat is left.',
      'The seat of Ann takes a quota of 6 ballots, those first that gave Ann most. Those that gave 5 points, with a weight of 8, fill the rest of it alike and go on with 0.25 of their weight.',
      'Points in round 2: Ben 8.25, Cy 14.75, Di 18.',
      'Di is elected. All seats are filled.',
      'Ben and Cy are not elected.',
    ]);
  });
  test('where a group is the quota to the last ballot, all of it is spent, and nobody at an edge keeps a share', () => {
    const outcome = count([...times(2, [5, 0, 0]), ...times(2, [4, 5, 0]), ...times(2, [1, 0, 5])], 3, 3);
    expect(outcome.steps.find(({ kind }) => kind === 'allocation')).toEqual({
      ...{ kind: 'allocation', round: 1, candidate: 0, quota: '2', spent: '2', edge: null },
    });
  });
  test('a quota that is no whole number is exact: 9 ballots for 2 seats', () => {
    const ballots = [...times(4, [5, 5, 0, 0]), [4, 0, 4, 0], [0, 0, 0, 3], ...times(3, [0, 0, 4, 5])];
    const outcome = count(ballots, 4, 2);
    expect(outcome.steps.find(({ kind }) => kind === 'allocation')).toEqual({
      ...{ kind: 'allocation', round: 1, candidate: 0, quota: '4.5', spent: '4' },
      edge: { points: '4', weight: '1', kept: '0.5' },
    });
    expect(pointsIn(outcome)[1]).toEqual(['2', '0', '14', '18']);
  });
  test('what counts is what a ballot contributed, score times weight: more seats than ballots', () => {
    // A quota is 2/3. Both keep 2/3 after the first seat. Then the first contributed 10/3 and is spent, the second 8/3.
    const outcome = count(
      [
        [5, 5, 0, 0],
        [5, 4, 3, 0],
      ],
      4,
      3,
    );
    expect(outcome.elected).toEqual([0, 1, 2]);
    expect(pointsIn(outcome)).toEqual([
      ['10', '9', '3', '0'],
      ['6.6667', '6', '2', '0'],
      ['3.3333', '2.6667', '2', '0'],
    ]);
  });
  test('where fewer than a quota gave points, the others keep their weight', () => {
    const outcome = count(
      [
        [5, 0],
        [0, 4],
        [0, 0],
        [0, 0],
      ],
      2,
      2,
    );
    expect(outcome.elected).toEqual([0, 1]);
    expect(outcome.steps.find(({ kind }) => kind === 'allocation')).toMatchObject({
      quota: '2',
      spent: '1',
      edge: null,
    });
    expect(pointsIn(outcome)[1]).toEqual(['0', '4']);
  });
  test('a tie is for the lot alone, and ends the count without one', () => {
    const level = [
      [5, 4, 1],
      [4, 5, 1],
    ];
    expect(count(level, 3, 1)).toMatchObject({
      ...{ elected: [], tied: { candidates: [0, 1], seats: 1 }, ties: [{ over: 'seat', chosen: [], by: null }] },
    });
    expect(count(level, 3, 1, [1, 0])).toMatchObject({
      ...{ elected: [1], tied: null, broken: { candidates: [0, 1], won: [1] }, ties: [{ chosen: [1], by: 'lot' }] },
    });
    expect(count(level, 3, 1, [1, 2])).toMatchObject({ elected: [], tied: { candidates: [0, 1] } });
  });
  test('nobody is elected without a point on any ballot, and whoever withdrew is not counted', () => {
    expect(count([[5, 0]], 2, 2)).toMatchObject({ elected: [0], vacant: 1 });
    expect(count([], 2, 1)).toMatchObject({ elected: [], vacant: 1 });
    const rules = { seats: 1, candidates: 2, withdrawn: [0] };
    expect(countAllocatedScore([{ marks: [5, 1], count: 3 }], rules).elected).toEqual([1]);
  });
});

describe('laws of allocated score', () => {
  const candidates = 4;
  const ballot = fc.array(fc.nat(5), { minLength: candidates, maxLength: candidates });
  const ballots = fc.array(ballot, { minLength: 1, maxLength: 8 });
  const seats = fc.integer({ min: 1, max: 5 });
  const lot = [2, 0, 3, 1];

  test('anonymity and neutrality', () => {
    fc.assert(
      fc.property(ballots, seats, (profile, places) => {
        const one = count(profile, candidates, places, lot);
        expect(count(profile.toReversed(), candidates, places, lot)).toEqual(one);
        const mirrored = (all: readonly number[]) => all.map((place) => candidates - 1 - place);
        const other = count(
          profile.map((marks) => marks.toReversed()),
          candidates,
          places,
          mirrored(lot),
        );
        expect(mirrored(other.elected)).toEqual(one.elected);
      }),
    );
  });
  test('seats: each is filled, tied or vacant; every ballot many times over elects the same', () => {
    fc.assert(
      fc.property(ballots, seats, (profile, places) => {
        const { elected, tied, vacant } = count(profile, candidates, places);
        expect(elected.length + (tied?.seats ?? 0) + vacant).toBe(places);
        const many = papersOf(profile).map(({ marks, count: some }) => ({ marks, count: some * 1_000_003 }));
        expect(countAllocatedScore(many, { seats: places, candidates }).elected).toEqual(elected);
      }),
    );
  });
  test('proportion: of groups of a quota each, of which each gives one alone 5, each seats its own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 3 }), (places, size) => {
        const groups = Array.from({ length: places }, (_, group) =>
          times(
            size,
            Array.from({ length: places + 1 }, (__, place) => (place === group ? 5 : 0)),
          ),
        ).flat();
        const all = Array.from({ length: places + 1 }, (_, place) => place);
        expect(count(groups, places + 1, places, all).elected.toSorted()).toEqual(all.slice(0, places));
      }),
    );
  });
  test('it is score where there is one seat', () => {
    fc.assert(
      fc.property(ballots, (profile) => {
        const { elected, tied } = count(profile, candidates, 1);
        const sums = [0, 1, 2, 3].map((place) => profile.reduce((sum, marks) => sum + marks[place]!, 0));
        const most = [0, 1, 2, 3].filter((place) => sums[place]! > 0 && sums[place] === Math.max(...sums));
        expect(tied?.candidates ?? elected).toEqual(most);
      }),
    );
  });
});

test('fractions are written with four decimals at most, half up', () => {
  const written: [number, number, string][] = [
    [1, 3, '0.3333'],
    [2, 3, '0.6667'],
    [59, 4, '14.75'],
    [1, 20_000, '0.0001'],
    [1, 20_001, '0'],
    [19_999, 10_000, '1.9999'],
    [199_999, 100_000, '2'],
  ];
  expect(written.map(([over, under]) => decimal(fraction(over, under)))).toEqual(written.map(([, , text]) => text));
  expect(() => fraction(1, 0)).toThrow(RangeError);
});

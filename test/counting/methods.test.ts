import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approval } from '../../counting/approval.ts';
import { chooseN as choose } from '../../counting/choose-n.ts';
import { countOpened, findPapersCount, findSumsCount } from '../../counting/counts.ts';
import { findMethod, METHODS } from '../../counting/methods.ts';
import { mostVotes } from '../../counting/most-votes.ts';
import { peopleMethod } from '../../api/values.ts';

describe('the most votes win', () => {
  const elect = (sums: number[], seats: number) => mostVotes(sums, { seats, candidates: sums.length });

  test('three seats, no tie', () => {
    const { elected, tied, ordering, steps } = elect([5, 9, 1, 7], 3);
    expect(elected).toEqual([1, 3, 0]);
    expect(tied).toBeNull();
    expect(ordering.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    expect(steps).toEqual([
      { kind: 'elected', candidate: 1, votes: 9, seatsLeft: 2 },
      { kind: 'elected', candidate: 3, votes: 7, seatsLeft: 1 },
      { kind: 'elected', candidate: 0, votes: 5, seatsLeft: 0 },
      { kind: 'not-elected', candidates: [2] },
    ]);
  });
  test('a tie within the elected is none', () =>
    expect(elect([5, 5, 1], 2)).toMatchObject({ elected: [0, 1], tied: null }));
  test('a tie below the elected is none', () =>
    expect(elect([5, 1, 1], 1)).toMatchObject({ elected: [0], tied: null }));
  test('a tie for the last seat says who is elected anyway, and for how many seats the others tie', () => {
    expect(elect([5, 9, 5, 5, 1], 3)).toMatchObject({ elected: [1], tied: { candidates: [0, 2, 3], seats: 2 } });
  });
  test('everybody tied', () => {
    expect(elect([2, 2, 2], 2)).toMatchObject({ elected: [], tied: { candidates: [0, 1, 2], seats: 2 } });
  });
  test('nobody is elected without a vote, and nobody ties without one: the seat stays vacant', () => {
    const { steps, ...outcome } = elect([3, 0, 0], 2);
    expect(outcome).toMatchObject({ elected: [0], tied: null, vacant: 1 });
    expect(steps).toEqual([
      { kind: 'elected', candidate: 0, votes: 3, seatsLeft: 1 },
      { kind: 'no-votes', candidates: [1, 2] },
    ]);
    expect(elect([0, 0, 0], 2)).toMatchObject({ elected: [], tied: null, vacant: 2 });
  });
  test('where there are seats for all, all with a vote are elected, and the other seats stay vacant', () => {
    expect(elect([1, 3], 2)).toMatchObject({ elected: [1, 0], tied: null, vacant: 0 });
    expect(elect([0, 3], 2)).toMatchObject({ elected: [1], tied: null, vacant: 1 });
    expect(elect([1, 3], 5)).toMatchObject({ elected: [1, 0], tied: null, vacant: 3 });
    expect(elect([], 1)).toMatchObject({ elected: [], tied: null, vacant: 1 });
    expect(elect([1, 3], 5).steps[0]).toEqual({ kind: 'seats-for-all', seats: 5, candidates: 2 });
  });
  describe('with a lot', () => {
    const byLot = (sums: number[], seats: number, lot: number[]) =>
      mostVotes(sums, { seats, candidates: sums.length, lot });
    test('the tie for the last seats is broken, and a step says who among whom', () => {
      const { elected, tied, broken, vacant, steps } = byLot([5, 9, 5, 5, 1], 3, [4, 3, 1, 0, 2]);
      expect({ elected, tied, broken, vacant }).toEqual({
        ...{ elected: [1, 0, 3], tied: null, broken: { candidates: [0, 2, 3], won: [0, 3] }, vacant: 0 },
      });
      expect(steps).toEqual([
        { kind: 'elected', candidate: 1, votes: 9, seatsLeft: 2 },
        { kind: 'tie-broken', candidates: [0, 2, 3], votes: 5, won: [0, 3] },
        { kind: 'elected', candidate: 0, votes: 5, seatsLeft: 1 },
        { kind: 'elected', candidate: 3, votes: 5, seatsLeft: 0 },
        { kind: 'not-elected', candidates: [2, 4] },
      ]);
    });
    test('it decides nothing where votes do', () => {
      expect(byLot([5, 9, 1], 2, [2, 1, 0])).toEqual(elect([5, 9, 1], 2));
      expect(byLot([5, 5, 1], 2, [2, 1, 0])).toEqual(elect([5, 5, 1], 2));
    });
    test.each([[[0]], [[0, 0]], [[]]])('a lot %j that does not name all of the tied breaks no tie', (lot) => {
      expect(byLot([5, 5], 1, lot)).toEqual(elect([5, 5], 1));
    });
  });
  test.each([
    [[1, 2], 0],
    [[1, -1], 1],
    [[1, 0.5], 1],
    [[1, NaN], 1],
  ])('%j for %i seats is no count', (sums, seats) => expect(() => elect(sums, seats)).toThrow(RangeError));
  test('as many sums as candidates', () => {
    expect(() => mostVotes([1], { seats: 1, candidates: 2 })).toThrow(RangeError);
  });
});

describe('laws of every method whose sums decide', () => {
  const sums = fc.array(fc.nat(5), { minLength: 1, maxLength: 8 });
  const seats = fc.integer({ min: 1, max: 9 });

  for (const method of METHODS.filter((one) => one.opened === 'sums' && one.answers === null)) {
    const count = findSumsCount(method)!;
    test(`${method.name}: every seat is filled, tied or vacant`, () => {
      fc.assert(
        fc.property(sums, seats, (counts, places) => {
          const { elected, tied, vacant } = count(counts, { seats: places, candidates: counts.length });
          expect(elected.length + (tied?.seats ?? 0) + vacant).toBe(places);
          if (tied !== null) expect(tied.candidates.length).toBeGreaterThan(tied.seats);
        }),
      );
    });
    test(`${method.name}: nobody outside has as many votes as somebody inside, and nobody inside has none`, () => {
      fc.assert(
        fc.property(sums, seats, (counts, places) => {
          const { elected, tied } = count(counts, { seats: places, candidates: counts.length });
          const inside = [...elected, ...(tied?.candidates ?? [])];
          const least = Math.min(...inside.map((candidate) => counts[candidate]!));
          const outside = counts.filter((_, candidate) => !inside.includes(candidate));
          expect(least).toBeGreaterThan(0);
          expect(outside.every((votes) => votes < least || votes === 0)).toBe(true);
        }),
      );
    });
    test(`${method.name}: any lot elects as many as there are seats, of those who were in or tied`, () => {
      const lots = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 });
      fc.assert(
        fc.property(sums, seats, lots, (counts, places, lot) => {
          const rules = { seats: places, candidates: counts.length };
          const open = count(counts, rules);
          const { elected, tied, broken, vacant } = count(counts, { ...rules, lot });
          expect(tied).toBeNull();
          expect(elected.length + vacant).toBe(places);
          expect(elected.slice(0, open.elected.length)).toEqual(open.elected);
          expect(elected.slice(open.elected.length)).toEqual(broken?.won ?? []);
          expect(broken?.candidates).toEqual(open.tied?.candidates);
        }),
      );
    });
    test(`${method.name}: the names of the candidates do not matter`, () => {
      fc.assert(
        fc.property(sums, seats, (counts, places) => {
          const rules = { seats: places, candidates: counts.length };
          const mirrored = (candidates: readonly number[]) =>
            candidates.map((candidate) => counts.length - 1 - candidate).sort();
          const one = count(counts, rules);
          const other = count(counts.toReversed(), rules);
          expect(mirrored(other.elected)).toEqual([...one.elected].sort());
          expect(mirrored(other.tied?.candidates ?? [])).toEqual([...(one.tied?.candidates ?? [])].sort());
        }),
      );
    });
  }
});

describe('what a voter reads', () => {
  const board = { seats: 4, candidates: 26 };
  test('approval', () => {
    expect(approval.instruction(board)).toBe(
      'Approve as many of these 26 people as you like. The 4 with the most approvals are elected.',
    );
    expect(approval.instruction({ seats: 1, candidates: 3 })).toContain('The one with the most approvals is elected.');
    expect(approval.bar([1, 0, 1], board)).toBe('2 approved');
    expect(approval.ballotShape(board)).toEqual({ asks: 'marks', min: 0, max: 26 });
    expect(approval.problem([1, 1], board)).toBeUndefined();
  });
  test('choose', () => {
    expect(choose.instruction(board)).toBe('Choose up to 4 of these 26 people. The 4 with the most votes are elected.');
    expect(choose.instruction({ seats: 1, candidates: 3 })).toBe(
      'Choose one of these 3 people. The one with the most votes is elected.',
    );
    expect(choose.bar([1, 1, 1], board)).toBe('3 of up to 4 chosen');
    expect(choose.problem([1, 1, 1, 1, 1], board)).toBe('You chose 5. The limit is 4. Remove 1 to go on.');
    expect(choose.problem([1, 1, 1, 1], board)).toBeUndefined();
    expect(choose.ballotShape({ seats: 4, candidates: 3 })).toEqual({ asks: 'marks', min: 0, max: 3 });
    expect(choose.ballotShape({ ...board, max: 2 })).toEqual({ asks: 'marks', min: 0, max: 2 });
  });
  test('one vote is enough where there are seats for all', () => {
    expect(approval.instruction({ seats: 2, candidates: 2 })).toContain('there is a seat for each of them.');
    expect(approval.instruction({ seats: 2, candidates: 1 })).toBe(
      'Approve this person or not. One vote is enough: there is a seat for this person.',
    );
  });
  test('a vote is valid when it has a mark for each candidate and not too many', () => {
    const rules = { seats: 1, candidates: 3 };
    expect(approval.isValid([1, 1, 1], rules)).toBe(true);
    expect(choose.isValid([1, 1, 0], rules)).toBe(false);
    expect(choose.isValid([0, 0, 0], rules)).toBe(true);
    expect(choose.isValid([1, 0], rules)).toBe(false);
    expect(choose.isValid([2, 0, 0], rules)).toBe(false);
  });
  test('the interface takes the names of all methods that elect people, and no other', () => {
    const names = METHODS.filter(({ answers }) => answers === null).map(({ name }) => name);
    expect(peopleMethod.options.toSorted()).toEqual(names.toSorted());
  });
  test('every method has one count, of what it opens', () => {
    for (const method of METHODS) {
      expect(findSumsCount(method) !== undefined, method.name).toBe(method.opened === 'sums');
      expect(findPapersCount(method) !== undefined, method.name).toBe(method.opened === 'ballots');
    }
  });
  test('nothing is counted that the method does not open', () => {
    const rules = { seats: 1, candidates: 2 };
    expect(countOpened(approval, { kind: 'ballots', ballots: [[1, 0]] }, rules)).toBeUndefined();
    expect(countOpened(findMethod('score')!, { kind: 'sums', sums: [1, 0] }, rules)).toBeUndefined();
    expect(countOpened(approval, { kind: 'sums', sums: [1, 0] }, rules)?.elected).toEqual([0]);
  });
  test('an unknown method is none', () => expect(findMethod('toString')).toBeUndefined());
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Marks, Outcome } from '../../counting/methods.ts';
import { papersOf } from '../../counting/papers.ts';
import { countScores, score } from '../../counting/score.ts';
import { stepWords } from '../../counting/step-words.ts';

/** Points decide, so there are always votes. */
const summed = (outcome: Outcome) => ({ ...outcome, votes: outcome.votes! });

const count = (ballots: readonly Marks[], seats: number, candidates: number, lot?: readonly number[]) =>
  summed(countScores(papersOf(ballots), { seats, candidates, lot }));

describe('the most points win', () => {
  test('42, 26, 15 and 17 voters of four cities score where the capital of Tennessee should be', () => {
    const groups: [number, number[]][] = [
      [42, [5, 2, 1, 0]],
      [26, [0, 5, 2, 1]],
      [15, [0, 3, 5, 3]],
      [17, [0, 2, 4, 5]],
    ];
    const ballots = groups.flatMap(([voters, marks]) => Array.from({ length: voters }, () => marks));
    const { elected, votes, tied, ordering, ballots: figures } = count(ballots, 1, 4);
    expect({ elected, votes, tied }).toEqual({ elected: [1], votes: [210, 293, 237, 156], tied: null });
    expect(ordering.map(({ candidate }) => candidate)).toEqual([1, 2, 0, 3]);
    expect(figures).toEqual({
      ...{ valid: 100, invalid: 0 },
      given: [
        [58, 0, 0, 0, 0, 42],
        [0, 0, 59, 15, 0, 26],
        [0, 42, 26, 0, 17, 15],
        [42, 26, 0, 15, 0, 17],
      ],
    });
  });

  test('a tie is named with its seats, and the lot alone breaks it', () => {
    const ballots = [
      [5, 3, 0],
      [0, 2, 5],
    ];
    expect(count(ballots, 1, 3)).toMatchObject({
      ...{ elected: [], tied: { candidates: [0, 1, 2], seats: 1 }, broken: null, votes: [5, 5, 5] },
    });
    expect(count(ballots, 1, 3, [2, 0, 1])).toMatchObject({
      ...{ elected: [2], tied: null, broken: { candidates: [0, 1, 2], won: [2] } },
    });
  });

  test('a blank ballot is valid and gives nobody a point; without a point nobody is elected', () => {
    expect(count([[0, 0]], 1, 2)).toMatchObject({ elected: [], vacant: 1, ballots: { valid: 1, invalid: 0 } });
    expect(count([], 1, 2)).toMatchObject({ elected: [], vacant: 1, ballots: { valid: 0, invalid: 0 } });
  });

  test.each([
    ['a score above 5', [6, 0]],
    ['a score that no ballot of the protocol can exceed', [255, 255]],
    ['a score below 0', [-1, 0]],
    ['half a point', [0.5, 0]],
    ['no number', [Number.NaN, 0]],
    ['a score too few', [5]],
    ['a score too many', [5, 5, 5]],
    ['nothing', []],
  ])('a ballot with %s is counted as invalid, whole, and the first step says so', (_, ballot) => {
    const { votes, elected, ballots, steps } = count([[1, 2], ballot, [0, 3]], 1, 2);
    expect({ votes, elected }).toEqual({ votes: [1, 5], elected: [1] });
    expect(ballots).toEqual({
      ...{ valid: 2, invalid: 1 },
      given: [
        [1, 1, 0, 0, 0, 0],
        [0, 0, 1, 1, 0, 0],
      ],
    });
    expect(steps[0]).toEqual({ kind: 'invalid-ballots', ballots: 1 });
  });

  test('rules that are none are refused', () => {
    expect(() => count([], 0, 2)).toThrow(RangeError);
  });

  test('100,000 ballots of 30 candidates are added exactly', () => {
    const ballots = Array.from({ length: 100_000 }, (_, voter) =>
      Array.from({ length: 30 }, (__, candidate) => (voter + candidate) % 6),
    );
    const { votes, ballots: figures } = count(ballots, 4, 30);
    // 16,666 times 0 to 5, then 0, 1, 2 and 3.
    expect(votes[0]).toBe(16_666 * 15 + 6);
    expect(votes.reduce((sum, one) => sum + one, 0)).toBe(
      ballots.reduce((sum, marks) => sum + marks.reduce((all, mark) => all + mark, 0), 0),
    );
    expect(figures?.given.every((counts) => counts.reduce((sum, one) => sum + one, 0) === 100_000)).toBe(true);
  });
});

describe('laws of score', () => {
  const candidates = 4;
  const ballot = fc.array(fc.nat(5), { minLength: candidates, maxLength: candidates });
  const odd = fc.array(fc.integer({ min: -1, max: 256 }), { maxLength: 6 });
  const ballots = fc.array(fc.oneof({ weight: 9, arbitrary: ballot }, { weight: 1, arbitrary: odd }), {
    maxLength: 12,
  });
  const seats = fc.integer({ min: 1, max: 5 });
  const decided = ({ elected, tied, votes }: ReturnType<typeof count>) => ({ elected, tied, votes });

  test('sums: the points of each candidate are those on the valid ballots, added one by one', () => {
    fc.assert(
      fc.property(ballots, seats, (profile, places) => {
        const sums = [0n, 0n, 0n, 0n];
        let invalid = 0;
        for (const marks of profile) {
          // Counted another way: a text of four digits from 0 to 5.
          if (/^[0-5](,[0-5]){3}$/.test(marks.join())) marks.forEach((mark, place) => (sums[place]! += BigInt(mark)));
          else invalid += 1;
        }
        const outcome = count(profile, places, candidates);
        expect(outcome.votes).toEqual(sums.map(Number));
        expect(outcome.ballots).toMatchObject({ invalid, valid: profile.length - invalid });
      }),
    );
  });
  test('seats: each is filled, tied or vacant, and nobody outside has as many points as somebody inside', () => {
    fc.assert(
      fc.property(ballots, seats, (profile, places) => {
        const { elected, tied, vacant, votes } = count(profile, places, candidates);
        expect(elected.length + (tied?.seats ?? 0) + vacant).toBe(places);
        const inside = [...elected, ...(tied?.candidates ?? [])];
        const least = Math.min(...inside.map((candidate) => votes[candidate]!));
        const outside = votes.filter((_, candidate) => !inside.includes(candidate));
        expect(least).toBeGreaterThan(0);
        expect(outside.every((points) => points < least || points === 0)).toBe(true);
      }),
    );
  });
  test('anonymity: the order of the ballots does not matter', () => {
    const shuffled = ballots.chain((profile) =>
      fc.tuple(fc.constant(profile), fc.shuffledSubarray(profile, { minLength: profile.length })),
    );
    fc.assert(
      fc.property(shuffled, seats, ([one, other], places) => {
        expect(count(other, places, candidates)).toEqual(count(one, places, candidates));
      }),
    );
  });
  test('neutrality: the names of the candidates do not matter', () => {
    const orders = fc.shuffledSubarray([0, 1, 2, 3], { minLength: candidates });
    const valid = fc.array(ballot, { maxLength: 12 });
    fc.assert(
      fc.property(valid, seats, orders, (profile, places, order) => {
        const renamed = profile.map((marks) => order.map((candidate) => marks[candidate]!));
        const [one, other] = [count(profile, places, candidates), count(renamed, places, candidates)];
        const back = (found: readonly number[]) => found.map((candidate) => order[candidate]!).toSorted();
        expect(back(other.elected)).toEqual(one.elected.toSorted());
        expect(back(other.tied?.candidates ?? [])).toEqual((one.tied?.candidates ?? []).toSorted());
      }),
    );
  });
  test('monotonicity: more points for one who is elected, on any ballot, keep the seat', () => {
    fc.assert(
      fc.property(fc.array(ballot, { minLength: 1, maxLength: 12 }), seats, fc.nat(11), (profile, places, at) => {
        const { elected } = count(profile, places, candidates);
        const voter = at % profile.length;
        for (const winner of elected) {
          const raised = profile.map((marks, number) =>
            number === voter ? marks.map((mark, place) => (place === winner ? 5 : mark)) : marks,
          );
          expect(count(raised, places, candidates).elected).toContain(winner);
        }
      }),
    );
  });
  test('a lot elects as many as there are seats, of those who were in or tied', () => {
    const lots = fc.shuffledSubarray([0, 1, 2, 3], { minLength: candidates });
    fc.assert(
      fc.property(ballots, seats, lots, (profile, places, lot) => {
        const [open, broken] = [count(profile, places, candidates), count(profile, places, candidates, lot)];
        expect(broken.tied).toBeNull();
        expect(broken.elected.length + broken.vacant).toBe(places);
        expect(broken.elected.slice(0, open.elected.length)).toEqual(open.elected);
        expect(broken.broken?.candidates).toEqual(open.tied?.candidates);
      }),
    );
  });
  test('a candidate left out is one with 0 points', () => {
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 8 }), (profile) => {
        const longer = profile.map((marks) => [...marks, 0]);
        expect(decided(count(longer, 2, candidates + 1))).toEqual({
          ...decided(count(profile, 2, candidates)),
          votes: [...count(profile, 2, candidates).votes, 0],
        });
      }),
    );
  });
});

describe('what people read', () => {
  const board = { seats: 4, candidates: 26 };
  test('the question says the scale, and what leaving somebody out means', () => {
    expect(score.instruction(board)).toBe(
      'Give each person 0 to 5. 5 is best, and whoever you leave out gets 0. The 4 with the most points are elected.',
    );
    expect(score.instruction({ seats: 1, candidates: 1 })).toContain('One point is enough');
  });
  test('the bar tells a score of 0 from no score', () => {
    expect(score.bar([null, 0, 5], board)).toBe('2 of 3 scored');
    expect(score.barMore([null, 0, 5], board)).toBe('the rest get 0');
    expect(score.barMore([1, 0, 5], board)).toBe('nobody left out');
    expect(score.problem([null, null], board)).toBeUndefined();
  });
  test('each step is a sentence with names and points', () => {
    const names = ['Ada', 'Bo', 'Cy', 'Dee'];
    const ballots = [
      [5, 1, 3, 0],
      [5, 2, 0, 0],
      [9, 9, 9, 9],
    ];
    const words = (lot?: readonly number[]) =>
      countScores(papersOf(ballots), { seats: 2, candidates: 4, lot }).steps.map((step) =>
        stepWords(step, names, score.words),
      );
    expect(words()).toEqual([
      '1 ballot says what this method does not allow. It counts for nobody.',
      'Ada, with 10 points, is elected. 1 seat is left.',
      'Bo and Cy have 3 points each, and there is 1 seat left. The points do not decide between them.',
      'Dee has no points, and nobody is elected without one.',
    ]);
    expect(words([2, 1, 0, 3])).toEqual([
      '1 ballot says what this method does not allow. It counts for nobody.',
      'Ada, with 10 points, is elected. 1 seat is left.',
      'Bo and Cy have 3 points each, and there is not a seat for all of them. The lot, or the public draw where the rules ask for one, is for Cy.',
      'Cy, with 3 points, is elected. All seats are filled.',
      'Bo is not elected.',
      'Dee has no points, and nobody is elected without one.',
    ]);
  });
});

import { expect, test } from 'vitest';
import { isAccepted, type GroupThreshold } from '../../counting/group-vote.ts';

const OVER_HALF_CAST: GroupThreshold = { base: 'cast', numerator: 1, denominator: 2, isStrict: true };
const TWO_THIRDS_OF_MEMBERS: GroupThreshold = { base: 'members', numerator: 2, denominator: 3, isStrict: false };

function votes(aye: number, nay: number, members: number, abstain = 0, recused = 0) {
  return { aye, nay, abstain, recused, members };
}

test('50 % + 1 of the votes cast is more than half: exactly half is not enough', () => {
  expect(isAccepted(votes(3, 3, 9), OVER_HALF_CAST)).toBe(false);
  expect(isAccepted(votes(4, 3, 9), OVER_HALF_CAST)).toBe(true);
  expect(isAccepted(votes(1, 0, 9, 8), OVER_HALF_CAST)).toBe(true);
});

test('two thirds of the members is reached at exactly two thirds, and whoever does not vote counts as not for it', () => {
  expect(isAccepted(votes(6, 3, 9), TWO_THIRDS_OF_MEMBERS)).toBe(true);
  expect(isAccepted(votes(5, 0, 9, 4), TWO_THIRDS_OF_MEMBERS)).toBe(false);
  expect(isAccepted(votes(6, 0, 10), TWO_THIRDS_OF_MEMBERS)).toBe(false);
  expect(isAccepted(votes(7, 0, 10, 0, 3), TWO_THIRDS_OF_MEMBERS)).toBe(true);
});

test('one vote decides differently under the two rules', () => {
  const split = votes(5, 4, 9);
  expect([isAccepted(split, OVER_HALF_CAST), isAccepted(split, TWO_THIRDS_OF_MEMBERS)]).toEqual([true, false]);
});

test('shares that no fraction of two holds are exact', () => {
  const third: GroupThreshold = { base: 'members', numerator: 1, denominator: 3, isStrict: true };
  expect(isAccepted(votes(33, 0, 99), third)).toBe(false);
  expect(isAccepted(votes(34, 0, 99), third)).toBe(true);
});

test('without a vote for it nothing is accepted, not even of no votes', () => {
  const nothing: GroupThreshold = { base: 'cast', numerator: 1, denominator: 1000, isStrict: false };
  expect(isAccepted(votes(0, 0, 9, 9), nothing)).toBe(false);
  expect(isAccepted(votes(0, 0, 0), { ...nothing, base: 'members' })).toBe(false);
});

import { expect, test } from 'vitest';
import { approval } from '../../counting/approval.ts';
import { countStanding } from '../../counting/standing.ts';

const rules = { seats: 2, max: 4, withdrawn: [], lot: null };

test('nobody withdrew: it is the count', () => {
  expect(countStanding(approval, [5, 3, 9, 1], rules)).toEqual({ elected: [2, 0], tied: null, broken: null });
});

test('whoever withdrew is passed over, and the next takes the seat', () => {
  expect(countStanding(approval, [5, 3, 9, 1], { ...rules, withdrawn: [2] }).elected).toEqual([0, 1]);
  expect(countStanding(approval, [5, 3, 9, 1], { ...rules, withdrawn: [0, 1, 2, 3] }).elected).toEqual([]);
});

test('a withdrawal makes another tie decide something, and the lot breaks it among places of the whole ballot', () => {
  const sums = [9, 9, 4, 4, 4];
  const withdrawn = { ...rules, max: 5, withdrawn: [1] };
  expect(countStanding(approval, sums, { ...rules, max: 5 })).toEqual({ elected: [0, 1], tied: null, broken: null });
  expect(countStanding(approval, sums, withdrawn)).toMatchObject({ tied: { candidates: [2, 3, 4], seats: 1 } });
  expect(countStanding(approval, sums, { ...withdrawn, lot: [1, 4, 0, 2, 3] })).toEqual({
    ...{ elected: [0, 4], tied: null, broken: { candidates: [2, 3, 4], won: [4] } },
  });
});

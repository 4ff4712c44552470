import { expect, test } from 'vitest';
import { mostVotes } from '../../counting/most-votes.ts';
import { papersOf } from '../../counting/papers.ts';
import { countScores } from '../../counting/score.ts';

const count = (sums: readonly number[], withdrawn: readonly number[], lot?: readonly number[]) =>
  mostVotes(sums, { seats: 2, candidates: sums.length, withdrawn, lot });

test('nobody withdrew: it is the count', () => {
  expect(count([5, 3, 9, 1], [])).toMatchObject({ elected: [2, 0], tied: null, broken: null });
});

test('whoever withdrew keeps the votes and is passed over, and the next takes the seat', () => {
  const { elected, votes, steps } = count([5, 3, 9, 1], [2]);
  expect({ elected, votes }).toEqual({ elected: [0, 1], votes: [5, 3, 9, 1] });
  expect(steps[0]).toEqual({ kind: 'withdrawn', candidates: [2] });
  expect(steps.at(-1)).toEqual({ kind: 'not-elected', candidates: [3] });
  expect(count([5, 3, 9, 1], [0, 1, 2, 3])).toMatchObject({ elected: [], vacant: 2 });
});

test('a withdrawal makes another tie decide something, and the lot breaks it among those who stand', () => {
  const sums = [9, 9, 4, 4, 4];
  expect(count(sums, [])).toMatchObject({ elected: [0, 1], tied: null, broken: null });
  expect(count(sums, [1])).toMatchObject({ elected: [0], tied: { candidates: [2, 3, 4], seats: 1 } });
  expect(count(sums, [1], [1, 4, 0, 2, 3])).toMatchObject({
    ...{ elected: [0, 4], tied: null, broken: { candidates: [2, 3, 4], won: [4] } },
  });
});

test('where ballots are opened, too; and a ballot is as valid as it was before', () => {
  const ballots = [
    [5, 4, 0],
    [5, 0, 1],
    [9, 0, 5],
  ];
  const {
    elected,
    votes,
    ballots: figures,
  } = countScores(papersOf(ballots), { seats: 1, candidates: 3, withdrawn: [0] });
  expect({ elected, votes }).toEqual({ elected: [1], votes: [10, 4, 1] });
  expect(figures).toMatchObject({ valid: 2, invalid: 1 });
});

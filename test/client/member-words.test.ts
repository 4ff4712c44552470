import { expect, test } from 'vitest';
import { canAskForLink, untilWords, votedWords, type MyElection } from '../../client/member/words.ts';
import { millisOf } from '../../client/clock.ts';

const election: MyElection = {
  id: '1abcdefghijklmn',
  name: 'Board election 2027',
  phase: 'open',
  votedAt: null,
  closesAt: '2027-06-15T14:00:00Z',
};
const reader = { zone: 'Europe/Berlin', now: millisOf('2027-06-14T13:00:00Z') };

test('who has not voted is told where the ballot is, and can have the link again', () => {
  expect(votedWords(election, reader)).toBe(
    'You have not voted yet. Your ballot is behind the personal link in our mail.',
  );
  expect(canAskForLink(election)).toBe(true);
});

test('who has voted is told when, and that the ballot can be replaced', () => {
  const voted = { ...election, votedAt: '2027-06-09T10:52:00Z' };
  expect(votedWords(voted, reader)).toBe(
    'You voted on Wednesday 9 June 2027 at 12:52 in Berlin. Until the close you can replace your ballot.',
  );
  expect(canAskForLink(voted)).toBe(false);
});

test('after the close nothing is offered', () => {
  const closed = { ...election, phase: 'closed' as const };
  expect(votedWords(closed, reader)).toBe('You did not vote.');
  expect(canAskForLink(closed)).toBe(false);
});

test('a deadline is never bare', () => {
  expect(untilWords(election, reader)).toEqual([
    'Closes Tue 15 June, 14:00 UTC',
    '16:00 in Berlin',
    '1 day 1 hour left',
  ]);
});

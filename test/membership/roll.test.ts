import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import type { MemberEvent } from '../../membership/events.ts';
import { participationOf, walkBack } from '../../membership/roll.ts';

const at = Temporal.Instant.from('2027-05-01T12:00:00Z');

function changed(id: number, field: 'name' | 'email' | 'city', before: string, after: string): MemberEvent {
  return { kind: 'changed', id: String(id), personId: 'x', at, facts: { field, before, after } };
}

test('name and address are walked back over every later change, newest first', () => {
  const now = { id: 'x', name: 'Ada Third', email: 'ada@new.example' };
  const later = [
    changed(1, 'name', 'Ada First', 'Ada Second'),
    changed(2, 'email', 'ada@old.example', 'ada@new.example'),
    changed(3, 'city', 'Kumasi', 'Accra'),
    changed(4, 'name', 'Ada Second', 'Ada Third'),
  ];
  expect(walkBack(now, later)).toEqual({ id: 'x', name: 'Ada First', email: 'ada@old.example' });
  expect(walkBack(now, [])).toEqual(now);
});

test('a person whose two records were both on a roll took part once, and voted if either did', () => {
  const election = { electionId: 'e', closedAt: at, isRegular: true };
  const elections = new Map([['e', election]]);
  const entries = [
    { electionId: 'e', hasVoted: true },
    { electionId: 'e', hasVoted: false },
    { electionId: 'unknown', hasVoted: true },
  ];
  for (const some of [entries, entries.toReversed()])
    expect(participationOf(some, elections)).toEqual([{ ...election, hasVoted: true }]);
});

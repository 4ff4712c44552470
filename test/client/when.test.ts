import { describe, expect, test } from 'vitest';
import { clockFrom, millisOf } from '../../client/clock.ts';
import { deadlineWords, longMoment, shortMoment, span } from '../../client/parts/when.ts';

const at = '2027-06-15T14:00:00Z';

describe('a deadline is never bare', () => {
  test('promised in UTC, it is also told in the zone of the reader', () => {
    const deadline = { local: '2027-06-15T14:00', zone: 'UTC', at };
    expect(deadlineWords(deadline, 'Europe/Berlin')).toEqual(['Tue 15 June, 14:00 UTC', '16:00 in Berlin']);
    expect(deadlineWords(deadline, 'UTC')).toEqual(['Tue 15 June, 14:00 UTC']);
    expect(deadlineWords(deadline)).toEqual(['Tue 15 June, 14:00 UTC']);
  });
  test('promised elsewhere, it is told in UTC as well, and another day is named', () => {
    const deadline = { local: '2027-06-15T23:59', zone: 'AoE', at: '2027-06-16T11:59:00Z' };
    expect(deadlineWords(deadline, 'Asia/Tokyo')).toEqual([
      'Tue 15 June, 23:59 Anywhere on Earth',
      'Wed 16 June, 11:59 UTC',
      'Wed 16 June, 20:59 in Tokyo',
    ]);
  });
  test('the reader in the promised zone is not told twice', () => {
    const deadline = { local: '2027-06-15T10:00', zone: 'America/New_York', at };
    expect(deadlineWords(deadline, 'America/New_York')).toEqual(['Tue 15 June, 10:00 in New York', '14:00 UTC']);
  });
});

test('weekdays are computed', () => {
  expect(longMoment('2027-06-09T10:52:00Z')).toBe('Wednesday 9 June 2027 at 10:52 UTC');
  expect(shortMoment('2027-06-15T00:00:00Z')).toBe('Tue 15 June, 00:00 UTC');
});

test.each([
  [6 * 86_400_000 + 3 * 3_600_000 + 59_000, '6 days 3 hours'],
  [86_400_000, '1 day'],
  [3_600_000 + 60_000, '1 hour 1 minute'],
  [12 * 60_000, '12 minutes'],
  [59_000, 'less than a minute'],
])('%i milliseconds are %s', (millis, words) => {
  expect(span(millis)).toBe(words);
});

test("time left is counted by the server's clock, however wrong the device is", () => {
  const device = { at: 1_000, now: () => device.at };
  const clock = clockFrom(at, device);
  device.at += 5_000;
  expect(clock.now()).toBe(millisOf(at) + 5_000);
});

import { describe, expect, test } from 'vitest';
import { daysOf, daysWords } from '../../client/office/voting-days.ts';
import { momentOf, momentWords, zoneChoices } from '../../client/office/moment.ts';
import { openFor } from '../../client/office/open-for.ts';
import { millisOf } from '../../client/clock.ts';
import { momentLines } from '../../client/parts/timetable.tsx';
import { timetable } from './elections.ts';
import { anOffice } from './offices.ts';

describe('a local date and time', () => {
  test('means an instant in its zone', () => {
    expect(momentOf('2027-06-15T14:00', 'Europe/Berlin')).toEqual({ is: 'known', at: '2027-06-15T12:00:00Z' });
    expect(momentOf('2027-06-15T14:00', 'UTC')).toEqual({ is: 'known', at: '2027-06-15T14:00:00Z' });
  });
  test('Anywhere on Earth is over when it is over everywhere', () => {
    expect(momentOf('2026-12-01T00:00', 'AoE')).toEqual({ is: 'known', at: '2026-12-01T12:00:00Z' });
  });
  test('that a clock change skips or repeats means none', () => {
    expect(momentOf('2027-03-28T02:30', 'Europe/Berlin').is).toBe('not-once');
    expect(momentOf('2027-10-31T02:30', 'Europe/Berlin').is).toBe('not-once');
  });
  test.each([
    ['2027-03-28T02:30', 'Europe/Berlin', 'Berlin'],
    ['2026-11-01T01:30', 'America/New_York', 'New York'],
  ])('%s, which the clocks of %s skip or repeat, is refused with the zone named', (local, zone, city) => {
    expect(momentWords(local, zone, 'UTC')).toBe(
      `The clocks change at that moment in ${city}: choose a time that happens exactly once.`,
    );
  });
  test('of 2015, "15 May AoE", ends at noon UTC on the 16th; of 30 May, on the 31st and not a day later', () => {
    expect(momentOf('2015-05-16T00:00', 'AoE')).toEqual({ is: 'known', at: '2015-05-16T12:00:00Z' });
    expect(momentWords('2015-05-31T00:00', 'AoE', 'UTC')).toBe(
      'Sunday 31 May 2015 at 00:00 Anywhere on Earth · 12:00 UTC',
    );
  });
  test('has the weekday of its date, whatever somebody believes: 30 June 2022 was a Thursday', () => {
    expect(momentWords('2022-06-30T23:59', 'UTC', 'UTC')).toBe('Thursday 30 June 2022 at 23:59 UTC');
  });
  test('is another day at the two ends of the earth, 26 hours apart', () => {
    expect(momentWords('2027-06-15T14:00', 'AoE', 'Pacific/Kiritimati')).toBe(
      'Tuesday 15 June 2027 at 14:00 Anywhere on Earth · Wed 16 June, 02:00 UTC · Wed 16 June, 16:00 in Kiritimati',
    );
    expect(momentWords('2027-06-15T14:00', 'Pacific/Kiritimati', 'Etc/GMT+12')).toContain('Mon 14 June, 12:00');
  });
  test('that does not exist is said', () => {
    expect(momentWords('2027-02-30T12:00', 'UTC', 'UTC')).toBe('There is no such date and time.');
    expect(momentOf('', 'UTC').is).toBe('missing');
    expect(momentOf('2027-06-15T14:00', 'Nowhere/At_All').is).toBe('no-zone');
  });
  test('is shown with its computed weekday, in UTC and where the reader is', () => {
    expect(momentWords('2027-06-15T14:00', 'America/New_York', 'Europe/Berlin')).toBe(
      'Tuesday 15 June 2027 at 14:00 in New York · 18:00 UTC · 20:00 in Berlin',
    );
  });
});

test('the zones begin with UTC, Anywhere on Earth and the own one', () => {
  const [utc, aoe, own] = zoneChoices('Europe/Berlin', 'UTC');
  expect([utc?.value, aoe?.value, own?.value]).toEqual(['UTC', 'AoE', 'Europe/Berlin']);
  expect(own?.words).toBe('Europe/Berlin, your own');
});

test('a wrong month is seen by how long voting is open', () => {
  const opens = momentOf('2027-06-01T14:00', 'UTC');
  expect(openFor(opens, momentOf('2027-06-15T14:00', 'UTC'))).toBe('Voting is open for 14 days.');
  expect(openFor(opens, momentOf('2027-05-15T14:00', 'UTC'))).toBe('Voting would close before it opens.');
});

test('how long voting is open is counted in hours that pass, also when the clocks change within it', () => {
  const berlin = (local: string) => momentOf(local, 'Europe/Berlin');
  expect(openFor(berlin('2027-03-27T14:00'), berlin('2027-03-29T14:00'))).toBe('Voting is open for 1 day 23 hours.');
  const newYork = (local: string) => momentOf(local, 'America/New_York');
  expect(openFor(newYork('2026-10-31T12:00'), newYork('2026-11-02T12:00'))).toBe('Voting is open for 2 days 1 hour.');
});

describe('the timetable of an election', () => {
  const at = (local: string, instant: string) => ({ local, zone: 'AoE', at: instant });
  const dates = {
    ...timetable,
    nominationsOpen: at('2027-05-01T00:00', '2027-05-01T12:00:00Z'),
    nominationsClose: at('2027-05-15T00:00', '2027-05-15T12:00:00Z'),
    record: at('2027-05-20T00:00', '2027-05-20T12:00:00Z'),
  };
  const lines = momentLines(dates, { zone: 'Europe/Berlin', now: millisOf('2027-05-15T12:00:00Z') });
  test('is in the order of its moments, and says which have passed', () => {
    expect(lines.map(({ title, isPast }) => [title, isPast])).toEqual([
      ['Nominations open', true],
      ['Nominations close', true],
      ['Record date', false],
      ['Voting opens', false],
      ['Voting closes', false],
    ]);
  });
  test('says each moment as promised, in UTC, where the reader is, and how far it is', () => {
    expect(lines.map(({ words }) => words).slice(1, 3)).toEqual([
      'Saturday 15 May 2027 at 00:00 Anywhere on Earth · 12:00 UTC · 14:00 in Berlin · passed',
      'Thursday 20 May 2027 at 00:00 Anywhere on Earth · 12:00 UTC · 14:00 in Berlin · 5 days left',
    ]);
  });
});

describe('voters per day', () => {
  const office = anOffice({
    perDay: [
      { day: '2027-06-01', voters: 142 },
      { day: '2027-06-03', voters: 34 },
    ],
  });
  test('shows days with nobody, and those to come', () => {
    const days = daysOf(office);
    expect(days).toHaveLength(15);
    expect(days.slice(0, 3).map(({ voters }) => voters)).toEqual([142, 0, 34]);
    expect(days.at(-1)?.words).toBe('15 June');
  });
  test('says the finding first', () => {
    expect(daysWords(daysOf(office))).toBe('Most voted on 1 June: 142 people.');
    expect(daysWords(daysOf(anOffice({ perDay: [] })))).toBe('Nobody has voted yet.');
    expect(daysWords(daysOf(anOffice({ perDay: [{ day: '2027-06-02', voters: 1 }] })))).toBe(
      '1 person voted, all on 2 June.',
    );
  });
});

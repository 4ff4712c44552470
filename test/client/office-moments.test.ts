import { describe, expect, test } from 'vitest';
import { daysOf, daysWords } from '../../client/office/voting-days.ts';
import { momentOf, momentWords, zoneChoices } from '../../client/office/moment.ts';
import { openFor } from '../../client/office/open-for.ts';
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

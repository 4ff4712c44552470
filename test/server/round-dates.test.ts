import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { endOfDay } from '../../server/rounds/dates-view.ts';
import { followEachOther, roundAfter, roundsOf, type Calendar } from '../../server/rounds/round-dates.ts';

const QUARTERS = [2, 5, 8, 11].map((month) => ({ month, day: 20 }));
const FELLOWS: Calendar = { zone: 'UTC', cutOffs: QUARTERS, reviewUntilDay: 20 };

const at = (text: string) => Temporal.Instant.from(text);
const days = (calendar: Calendar, year: number) =>
  roundsOf(calendar, year).map(({ cutOffOn, reviewUntilOn }) => `${cutOffOn.toString()} ${reviewUntilOn.toString()}`);

test('a year has its four rounds, and the last review ends in the month after, in the year after where it must', () => {
  expect(days(FELLOWS, 2027)).toEqual([
    '2027-02-20 2027-03-20',
    '2027-05-20 2027-06-20',
    '2027-08-20 2027-09-20',
    '2027-11-20 2027-12-20',
  ]);
  expect(days({ ...FELLOWS, cutOffs: [{ month: 12, day: 31 }] }, 2027)).toEqual(['2027-12-31 2028-01-20']);
});

test('a day belongs to its round until it is over: the last nanosecond is in time, the next day is not', () => {
  const [first] = roundsOf(FELLOWS, 2027);
  expect(first!.cutOffAt.toString()).toBe('2027-02-21T00:00:00Z');
  expect(first!.reviewEndsAt.toString()).toBe('2027-03-21T00:00:00Z');
  expect(roundAfter(FELLOWS, at('2027-02-20T23:59:59.999999999Z')).cutOffOn.toString()).toBe('2027-02-20');
  expect(roundAfter(FELLOWS, at('2027-02-21T00:00:00Z')).cutOffOn.toString()).toBe('2027-05-20');
  expect(roundAfter(FELLOWS, at('2027-12-31T23:59:59Z')).cutOffOn.toString()).toBe('2028-02-20');
});

test.each([
  ['Etc/GMT+12', '2027-02-21T12:00:00Z'],
  ['AoE', '2027-02-21T12:00:00Z'],
  ['Pacific/Kiritimati', '2027-02-20T10:00:00Z'],
  ['America/New_York', '2027-02-21T05:00:00Z'],
  ['Asia/Kathmandu', '2027-02-20T18:15:00Z'],
])('the 20th of February is over in %s at %s', (zone, instant) => {
  const calendar = { ...FELLOWS, zone };
  expect(roundsOf(calendar, 2027)[0]!.cutOffAt.toString()).toBe(instant);
  const just = at(instant).subtract({ nanoseconds: 1 });
  expect(roundAfter(calendar, just).cutOffOn.toString()).toBe('2027-02-20');
  expect(roundAfter(calendar, at(instant)).cutOffOn.toString()).toBe('2027-05-20');
});

test('at the turn of the year the zone decides which year a cut-off is in', () => {
  const newYear = { cutOffs: [{ month: 12, day: 31 }], reviewUntilDay: 20 };
  const early = { ...newYear, zone: 'Pacific/Kiritimati' };
  const late = { ...newYear, zone: 'AoE' };
  // 2028 has begun at UTC+14, and has not in UTC; at UTC-12 the day lasts another 26 hours.
  expect(roundAfter(early, at('2027-12-31T10:00:00Z')).cutOffOn.toString()).toBe('2028-12-31');
  expect(roundAfter(late, at('2028-01-01T11:59:59Z')).cutOffOn.toString()).toBe('2027-12-31');
  expect(roundAfter(late, at('2028-01-01T12:00:00Z')).cutOffOn.toString()).toBe('2028-12-31');
});

test('the 29th of February is the 28th in other years, and a review until the 31st ends with its month', () => {
  const leap = { zone: 'UTC', cutOffs: [{ month: 2, day: 29 }], reviewUntilDay: 31 };
  expect(days(leap, 2027)).toEqual(['2027-02-28 2027-03-31']);
  expect(days(leap, 2028)).toEqual(['2028-02-29 2028-03-31']);
  expect(days({ ...leap, cutOffs: [{ month: 1, day: 31 }] }, 2027)).toEqual(['2027-01-31 2027-02-28']);
  expect(days({ ...leap, cutOffs: [{ month: 1, day: 31 }] }, 2028)).toEqual(['2028-01-31 2028-02-29']);
  expect(days({ ...leap, cutOffs: [{ month: 3, day: 31 }] }, 2027)).toEqual(['2027-03-31 2027-04-30']);
});

test('where the clocks change at midnight, the day ends when the next one begins', () => {
  // In Santiago the 5th of September 2027 begins at 01:00.
  const calendar = { zone: 'America/Santiago', cutOffs: [{ month: 9, day: 4 }], reviewUntilDay: 20 };
  const [round] = roundsOf(calendar, 2027);
  expect(round!.cutOffAt.toString()).toBe('2027-09-05T04:00:00Z');
  expect(endOfDay(round!.cutOffAt, 'America/Santiago').local).toBe('2027-09-04T23:59');
});

test('people are told 23:59 of the day that was promised, never 00:00 of the next', () => {
  const [round] = roundsOf({ ...FELLOWS, zone: 'AoE' }, 2027);
  expect(endOfDay(round!.cutOffAt, 'AoE')).toEqual({
    local: '2027-02-20T23:59',
    zone: 'AoE',
    at: '2027-02-21T11:59:00Z',
  });
});

test('the order in which cut-offs are given is not theirs, and a hundred years of rounds follow each other', () => {
  const mixed = { ...FELLOWS, cutOffs: QUARTERS.toReversed() };
  let instant = at('2027-01-01T00:00:00Z');
  const seen: string[] = [];
  for (let count = 0; count < 400; count += 1) {
    const round = roundAfter(mixed, instant);
    expect(round).toEqual(roundAfter(FELLOWS, instant));
    seen.push(round.cutOffOn.toString());
    instant = round.cutOffAt;
  }
  expect(new Set(seen).size).toBe(400);
  expect(seen.at(-1)).toBe('2126-11-20');
});

test('reviews that reach over the next cut-off, and one day twice, do not follow each other', () => {
  expect(followEachOther(FELLOWS)).toBe(true);
  const months = Array.from({ length: 12 }, (_, month) => ({ month: month + 1, day: 20 }));
  expect(followEachOther({ ...FELLOWS, cutOffs: months })).toBe(true);
  expect(followEachOther({ ...FELLOWS, cutOffs: months, reviewUntilDay: 21 })).toBe(false);
  const twice = [
    { month: 2, day: 28 },
    { month: 2, day: 29 },
  ];
  expect(followEachOther({ ...FELLOWS, cutOffs: twice })).toBe(false);
});

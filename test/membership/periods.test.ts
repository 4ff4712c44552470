import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { periodFrom } from '../../membership/periods.ts';
import type { TierTerms } from '../../membership/terms.ts';
import { instant, termsOf } from './histories.ts';

const yearly = termsOf('supporting');
const monthly = termsOf('supporting', { period: { kind: 'rolling', months: 1 } });
const calendar = termsOf('supporting', { period: { kind: 'fixed', startsOn: '01-01', rolloverDays: 60 } });

interface Current {
  readonly until: Temporal.Instant | null;
  readonly graceUntil: Temporal.Instant | null;
}
function first(terms: TierTerms, at: string, zone = 'UTC') {
  return periodFrom({ terms, zone, at: instant(at), current: null });
}
function next(terms: TierTerms, at: string, until: string, zone = 'UTC', graceDays = 30) {
  const end = instant(until);
  const current = { until: end, graceUntil: end.add({ hours: 24 * graceDays }) };
  return periodFrom({ terms, zone, at: instant(at), current });
}
/** The ends of the first period and of so many that follow it without a gap. */
function chain(terms: TierTerms, at: string, count: number): string[] {
  const ends: string[] = [];
  let current: Current | null = null;
  for (let number = 0; number < count; number++) {
    const { until }: { until: Temporal.Instant | null } = periodFrom({ terms, zone: 'UTC', at: instant(at), current });
    ends.push(until?.toString().slice(0, 10) ?? 'life');
    current = { until, graceUntil: until };
  }
  return ends;
}

describe('a first period', () => {
  test('begins with the payment and lasts through the same day of the next year', () => {
    const { from, until } = first(yearly, '2026-02-03T15:00');
    expect([from.toString(), until?.toString()]).toEqual(['2026-02-03T15:00:00Z', '2027-02-04T00:00:00Z']);
  });
  test('ends with the day of the organisation, not of the server', () => {
    // 3 February, 15:00 UTC is 4 February in Auckland, where the fourth ends at 11:00 UTC.
    expect(first(yearly, '2026-02-03T15:00', 'Pacific/Auckland').until?.toString()).toBe('2027-02-04T11:00:00Z');
    expect(first(yearly, '2026-02-03T03:00', 'America/New_York').until?.toString()).toBe('2027-02-03T05:00:00Z');
  });
  test('that begins on 29 February lasts through 28 February', () => {
    expect(first(yearly, '2028-02-29T10:00').until?.toString()).toBe('2029-03-01T00:00:00Z');
  });
  test('is for life when a lifetime fee was paid, or the tier has no period', () => {
    expect(
      periodFrom({ terms: yearly, zone: 'UTC', at: instant('2026-02-03'), current: null, isForLife: true }).until,
    ).toBe(null);
    expect(first(termsOf('basic'), '2026-02-03').until).toBe(null);
  });
});

describe('a renewal', () => {
  test('in advance extends from the old end', () => {
    const { from, until } = next(yearly, '2027-01-10', '2027-02-04');
    expect([from.toString(), until?.toString()]).toEqual(['2027-02-04T00:00:00Z', '2028-02-04T00:00:00Z']);
  });
  test('within grace continues from the old end, without a gap', () => {
    const { from, until } = next(yearly, '2027-03-05T23:59', '2027-02-04');
    expect([from.toString(), until?.toString()]).toEqual(['2027-02-04T00:00:00Z', '2028-02-04T00:00:00Z']);
  });
  test('after grace begins anew, and the gap stays visible', () => {
    const { from, until } = next(yearly, '2027-03-06', '2027-02-04');
    expect([from.toString(), until?.toString()]).toEqual(['2027-03-06T00:00:00Z', '2028-03-07T00:00:00Z']);
  });
  test('never gives a time that is over, however long grace is', () => {
    const { from, until } = next(monthly, '2027-05-01T12:00', '2027-02-04', 'UTC', 120);
    expect([from.toString(), until?.toString()]).toEqual(['2027-05-01T12:00:00Z', '2027-06-02T00:00:00Z']);
  });
  test('of a membership for life changes nothing about it', () => {
    const current = { until: null, graceUntil: null };
    expect(periodFrom({ terms: yearly, zone: 'UTC', at: instant('2027-01-01'), current }).until).toBe(null);
  });
  test('for life joins on to what there was', () => {
    const current = { until: instant('2027-02-04'), graceUntil: instant('2027-03-06') };
    const args = { terms: yearly, zone: 'UTC', current, isForLife: true };
    expect(periodFrom({ ...args, at: instant('2027-02-20') }).from.toString()).toBe('2027-02-04T00:00:00Z');
    expect(periodFrom({ ...args, at: instant('2027-04-20') }).from.toString()).toBe('2027-04-20T00:00:00Z');
  });
});

describe('the ends of months', () => {
  test('a month from 31 January on ends with each month', () => {
    expect(chain(monthly, '2027-01-31', 5)).toEqual([
      '2027-03-01',
      '2027-04-01',
      '2027-05-01',
      '2027-06-01',
      '2027-07-01',
    ]);
  });
  test('a month from the 30th on loses no day to February', () => {
    expect(chain(monthly, '2027-01-30', 3)).toEqual(['2027-03-01', '2027-04-01', '2027-05-01']);
  });
  test('years from 29 February on end with each February', () => {
    expect(chain(yearly, '2028-02-29', 5)).toEqual([
      '2029-03-01',
      '2030-03-01',
      '2031-03-01',
      '2032-03-01',
      '2033-03-01',
    ]);
  });
  test('years from 28 February on lose no day to leap years', () => {
    expect(chain(yearly, '2027-02-28', 5)).toEqual([
      '2028-02-29',
      '2029-03-01',
      '2030-03-01',
      '2031-03-01',
      '2032-03-01',
    ]);
  });
});

describe('a fixed year', () => {
  test('ends with the year in which it was paid', () => {
    expect(first(calendar, '2027-06-01T12:00').until?.toString()).toBe('2028-01-01T00:00:00Z');
  });
  test('paid within its last days holds for the year that follows too', () => {
    expect(first(calendar, '2027-11-01').until?.toString()).toBe('2028-01-01T00:00:00Z');
    expect(first(calendar, '2027-11-02').until?.toString()).toBe('2029-01-01T00:00:00Z');
  });
  test('is renewed for a whole year, in advance and within grace', () => {
    expect(next(calendar, '2027-12-20', '2028-01-01').until?.toString()).toBe('2029-01-01T00:00:00Z');
    expect(next(calendar, '2028-01-20', '2028-01-01').until?.toString()).toBe('2029-01-01T00:00:00Z');
  });
  test('may begin in the middle of the calendar', () => {
    const july = termsOf('supporting', { period: { kind: 'fixed', startsOn: '07-01', rolloverDays: 0 } });
    expect(first(july, '2027-06-30T23:00').until?.toString()).toBe('2027-07-01T00:00:00Z');
    expect(first(july, '2027-07-01').until?.toString()).toBe('2028-07-01T00:00:00Z');
  });
});

/*
 * The oracle knows neither Temporal's arithmetic nor ours: it walks from day to day through a calendar of its own, and asks
 * the platform's formatter on which day a moment lies.
 */
interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
function lengthOf({ year, month }: Day): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
function tomorrow(day: Day): Day {
  if (day.day < lengthOf(day)) return { ...day, day: day.day + 1 };
  return day.month < 12 ? { ...day, month: day.month + 1, day: 1 } : { year: day.year + 1, month: 1, day: 1 };
}
function text({ year, month, day }: Day): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
function parsed(written: string): Day {
  const [year = 0, month = 0, day = 0] = written.split('-').map(Number);
  return { year, month, day };
}
/** Walks until the day with the same number so many months on, or the last one of that month if it has no such day. */
function walkMonths(start: Day, months: number, keepsLast: boolean): Day {
  let day = start;
  for (let left = months; left > 0 || day.day !== aim(); day = tomorrow(day)) {
    if (day.day === lengthOf(day)) left -= 1;
  }
  return day;
  function aim(): number {
    return keepsLast ? lengthOf(day) : Math.min(start.day, lengthOf(day));
  }
}
function dayIn(zone: string, epochMilliseconds: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(epochMilliseconds);
}

const zones = ['UTC', 'America/New_York', 'Pacific/Auckland', 'Asia/Kathmandu', 'Africa/Cairo', 'America/Asuncion'];
const moments = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2060, 0, 1) / 1000 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));

/** That a time ends in the very moment in which this day begins. */
function expectEnd(until: Temporal.Instant | null, zone: string, day: Day): void {
  const end = until?.epochMilliseconds ?? 0;
  expect(dayIn(zone, end)).toBe(text(day));
  expect(dayIn(zone, end - 1)).not.toBe(text(day));
}

describe('against a calendar that walks from day to day', () => {
  test('a first period', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), fc.integer({ min: 1, max: 36 }), (at, zone, months) => {
        const terms = termsOf('supporting', { period: { kind: 'rolling', months } });
        const { from, until } = periodFrom({ terms, zone, at, current: null });
        expect(from.equals(at)).toBe(true);
        const last = walkMonths(parsed(dayIn(zone, at.epochMilliseconds)), months, false);
        expectEnd(until, zone, tomorrow(last));
      }),
      { numRuns: 500 },
    );
  });
  test('renewals early and late: no gap, no overlap, never a day lost', () => {
    const times = fc.array(fc.record({ days: fc.integer({ min: -60, max: 29 }) }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        moments,
        fc.constantFrom(...zones),
        fc.integer({ min: 2, max: 24 }),
        times,
        (start, zone, months, all) => {
          const terms = termsOf('supporting', { period: { kind: 'rolling', months }, graceDays: 30 });
          let end = periodFrom({ terms, zone, at: start, current: null }).until;
          for (const { days } of all) {
            if (end === null) throw new Error('It was to end');
            const current = { until: end, graceUntil: end.add({ hours: 24 * 30 }) };
            const { from, until } = periodFrom({ terms, zone, at: end.add({ hours: 24 * days }), current });
            expect(from.equals(end)).toBe(true);
            const last = parsed(dayIn(zone, end.epochMilliseconds - 1));
            expectEnd(until, zone, tomorrow(walkMonths(last, months, last.day === lengthOf(last))));
            end = until;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
  test('after grace: from the payment on', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 2000 }), (end, hours) => {
        const current = { until: end, graceUntil: end.add({ hours: 24 * 30 }) };
        const at = current.graceUntil.add({ hours });
        const { from, until } = periodFrom({ terms: yearly, zone: 'UTC', at, current });
        expect(from.equals(at)).toBe(true);
        expectEnd(until, 'UTC', tomorrow(walkMonths(parsed(dayIn('UTC', at.epochMilliseconds)), 12, false)));
      }),
    );
  });
  test('fixed years', () => {
    const starts = fc.constantFrom('01-01', '07-01', '03-31', '12-31');
    fc.assert(
      fc.property(
        moments,
        fc.constantFrom(...zones),
        starts,
        fc.integer({ min: 0, max: 180 }),
        (at, zone, startsOn, rolloverDays) => {
          const terms = termsOf('supporting', { period: { kind: 'fixed', startsOn, rolloverDays } });
          const { until } = periodFrom({ terms, zone, at, current: null });
          let day = tomorrow(parsed(dayIn(zone, at.epochMilliseconds)));
          let walked = 1;
          for (; !text(day).endsWith(startsOn); day = tomorrow(day)) walked += 1;
          if (walked <= rolloverDays)
            do day = tomorrow(day);
            while (!text(day).endsWith(startsOn));
          expectEnd(until, zone, day);
        },
      ),
      { numRuns: 300 },
    );
  });
});

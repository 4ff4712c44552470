import { Temporal } from 'temporal-polyfill';

/** Whether one instant comes before another; null stands for never. */
export function isBefore(one: Temporal.Instant | null, other: Temporal.Instant | null): boolean {
  if (one === null) return false;
  return other === null || Temporal.Instant.compare(one, other) < 0;
}

export function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return isBefore(other, one) ? other : one;
}

/** The day on which an instant lies in a zone. */
export function dayOf(instant: Temporal.Instant, zone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate();
}

/** The last day of a time that ends before `until`. */
export function lastDayBefore(until: Temporal.Instant, zone: string): Temporal.PlainDate {
  return dayOf(until.subtract({ nanoseconds: 1 }), zone);
}

/** The first moment of a day in a zone, which is not midnight where the clocks change at midnight. */
export function startOf(day: Temporal.PlainDate, zone: string): Temporal.Instant {
  return day.toZonedDateTime(zone).toInstant();
}

/** The same time of day so many days later. */
export function daysLater(instant: Temporal.Instant, days: number, zone: string): Temporal.Instant {
  if (days === 0) return instant;
  if (zone === 'UTC') return instant.add({ hours: 24 * days });
  return instant.toZonedDateTimeISO(zone).add({ days }).toInstant();
}

/**
 * The instant that a text of an event means. Parsing is most of the work on a roll, and people share their days: texts are
 * remembered, as many as fit into a few megabytes.
 */
export function instantOf(text: string): Temporal.Instant {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  if (parsed.size >= 20_000) parsed.clear();
  const instant = Temporal.Instant.from(text);
  parsed.set(text, instant);
  return instant;
}
const parsed = new Map<string, Temporal.Instant>();

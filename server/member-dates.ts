import { Temporal } from 'temporal-polyfill';
import type { DateFormat } from '../api/imports.ts';
import { dayOf, startOf } from '../membership/instants.ts';

const patterns: Readonly<Record<DateFormat, RegExp>> = {
  'YYYY-MM-DD': /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
  'DD.MM.YYYY': /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/,
  'DD/MM/YYYY': /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  'MM/DD/YYYY': /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/,
};
export const dateFormats = Object.keys(patterns) as DateFormat[];

/** A day as it is written in one format; undefined when it is not, or there is no such day. */
export function readDay(text: string, format: DateFormat): Temporal.PlainDate | undefined {
  const parts = patterns[format].exec(text)?.groups;
  if (parts === undefined) return undefined;
  const [year, month, day] = [Number(parts['year']), Number(parts['month']), Number(parts['day'])];
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** A whole instant, as our own export writes what does not fall on midnight. */
export function readInstant(text: string): Temporal.Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return undefined;
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
}

/** When the day is over: until when somebody is a member who is paid until that day. */
export function endOf(day: Temporal.PlainDate, zone: string): Temporal.Instant {
  return startOf(day.add({ days: 1 }), zone);
}

/** The day that begins at the instant in the zone, or the instant where none does. */
export function beginText(at: Temporal.Instant, zone: string): string {
  const day = dayOf(at, zone);
  return startOf(day, zone).equals(at) ? day.toString() : at.toString();
}

/** The day that is over at the instant, or the instant where none is. */
export function endText(at: Temporal.Instant, zone: string): string {
  const text = beginText(at, zone);
  return text.includes('T') ? text : Temporal.PlainDate.from(text).subtract({ days: 1 }).toString();
}

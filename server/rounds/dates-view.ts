import type { Temporal } from 'temporal-polyfill';
import type { RoundDates } from '../../api/rounds.ts';
import type { Deadline } from '../../api/values.ts';

/**
 * The end of a day as people are told it: 23:59 of that day and not 00:00 of the next, which is read as a day late. What
 * is sent in the minute between them still counts.
 */
export function endOfDay(end: Temporal.Instant, zone: string): Deadline {
  const at = end.subtract({ minutes: 1 });
  const local = at.toZonedDateTimeISO(zone === 'AoE' ? '-12:00' : zone).toPlainDateTime();
  return { local: local.toString({ smallestUnit: 'minute' }), zone, at: at.toString() };
}

interface Dates {
  readonly cutOffOn: { toString(): string };
  readonly cutOffAt: Temporal.Instant;
  readonly reviewEndsAt: Temporal.Instant;
}

export function datesView({ cutOffOn, cutOffAt, reviewEndsAt }: Dates, zone: string): RoundDates {
  return {
    cutOffOn: cutOffOn.toString(),
    cutOff: endOfDay(cutOffAt, zone),
    reviewEnds: endOfDay(reviewEndsAt, zone),
  };
}

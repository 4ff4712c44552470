import { Temporal } from 'temporal-polyfill';
import { isBefore, startOf } from '../../membership/instants.ts';

/** The rounds of a programme as days of the year; no date is ever typed. */
export interface Calendar {
  /** `UTC`, `AoE`, or an IANA name. */
  readonly zone: string;
  readonly cutOffs: readonly { readonly month: number; readonly day: number }[];
  readonly reviewUntilDay: number;
}

/** A round: last days in the zone, and the instants at which those days are over, which belong to what follows. */
export interface RoundDates {
  readonly cutOffOn: Temporal.PlainDate;
  readonly reviewUntilOn: Temporal.PlainDate;
  readonly cutOffAt: Temporal.Instant;
  readonly reviewEndsAt: Temporal.Instant;
}

/** The first round whose cut-off lies after an instant. */
export function roundAfter(calendar: Calendar, after: Temporal.Instant): RoundDates {
  const { year } = after.toZonedDateTimeISO('UTC');
  // A year's last cut-off may lie in the next year of UTC, and the other way round.
  const rounds = [year - 1, year, year + 1].flatMap((one) => roundsOf(calendar, one));
  const found = rounds.find(({ cutOffAt }) => isBefore(after, cutOffAt));
  if (found === undefined) throw new Error('A programme has no cut-offs');
  return found;
}

/** The rounds whose cut-offs lie in a year of the zone, in order. */
export function roundsOf(calendar: Calendar, year: number): RoundDates[] {
  const { cutOffs, reviewUntilDay, zone } = calendar;
  return cutOffs
    .map(({ month, day }) => Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' }))
    .toSorted((one, other) => Temporal.PlainDate.compare(one, other))
    .map((cutOffOn) => {
      const reviewUntilOn = Temporal.PlainDate.from(
        { ...yearAndMonth(cutOffOn.add({ months: 1 })), day: reviewUntilDay },
        { overflow: 'constrain' },
      );
      return { cutOffOn, reviewUntilOn, cutOffAt: endOf(cutOffOn, zone), reviewEndsAt: endOf(reviewUntilOn, zone) };
    });
}

/** Whether each review is over when the next round is cut off, and no two rounds are one, in whatever year. */
export function followEachOther(calendar: Calendar): boolean {
  const rounds = [2027, 2028, 2029].flatMap((year) => roundsOf(calendar, year));
  return rounds.every(({ cutOffOn, reviewUntilOn }, place) => {
    const next = rounds[place + 1]?.cutOffOn;
    if (next === undefined) return true;
    return Temporal.PlainDate.compare(cutOffOn, next) < 0 && Temporal.PlainDate.compare(reviewUntilOn, next) <= 0;
  });
}

function yearAndMonth({ year, month }: Temporal.PlainDate) {
  return { year, month };
}

/** The instant at which a day is over: the first moment of the next. Anywhere on Earth is the fixed offset -12:00. */
function endOf(day: Temporal.PlainDate, zone: string): Temporal.Instant {
  return startOf(day.add({ days: 1 }), zone === 'AoE' ? '-12:00' : zone);
}

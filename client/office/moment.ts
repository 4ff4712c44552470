import { Temporal } from 'temporal-polyfill';
import { deadlineWords, longMoment, zoneWords } from '../parts/when.ts';

/** Anywhere on Earth: the day is over when it is over everywhere, the fixed offset -12:00. */
const anywhereOnEarth = '-12:00';

export type Moment =
  { readonly is: 'missing' | 'no-such-time' | 'not-once' | 'no-zone' } | { readonly is: 'known'; readonly at: string };

/** The instant that a local date and time means in a zone; a time that a clock change skips or repeats means none. */
export function momentOf(local: string, zone: string): Moment {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/u.test(local)) return { is: 'missing' };
  const timeZone = zone === 'AoE' ? anywhereOnEarth : zone;
  if (!isZone(timeZone)) return { is: 'no-zone' };
  try {
    const time = Temporal.PlainDateTime.from(local, { overflow: 'reject' });
    return { is: 'known', at: instantIn(time, timeZone) ?? '' };
  } catch (error) {
    return { is: error instanceof NotOnce ? 'not-once' : 'no-such-time' };
  }
}

class NotOnce extends Error {}

function instantIn(time: Temporal.PlainDateTime, timeZone: string): string | undefined {
  try {
    return time.toZonedDateTime(timeZone, { disambiguation: 'reject' }).toInstant().toString();
  } catch {
    throw new NotOnce();
  }
}

function isZone(timeZone: string): boolean {
  try {
    Temporal.PlainDateTime.from('2000-01-01T00:00').toZonedDateTime(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** What a deadline means: as promised with its weekday, in UTC, and where the reader is. */
export function momentWords(local: string, zone: string, reader: string): string | undefined {
  const moment = momentOf(local, zone);
  switch (moment.is) {
    case 'missing':
      return undefined;
    case 'no-such-time':
      return 'There is no such date and time.';
    case 'not-once':
      return `The clocks change at that moment ${zoneWords(zone)}: choose a time that happens exactly once.`;
    case 'no-zone':
      return 'This time zone is not known.';
    case 'known': {
      const [, ...others] = deadlineWords({ local, zone, at: moment.at }, reader);
      return [longMoment(moment.at, zone), ...others].join(' · ');
    }
  }
}

/** The zones of the list: the two that need no knowledge of anybody's clocks, the officer's own, then all others. */
export function zoneChoices(
  own: string,
  chosen: string,
): readonly { readonly value: string; readonly words: string }[] {
  const all = Intl.supportedValuesOf('timeZone');
  const first = ['UTC', 'AoE', own].filter((zone, place, zones) => zones.indexOf(zone) === place);
  const rest = all.filter((zone) => !first.includes(zone));
  const extra = [...first, ...rest].includes(chosen) ? [] : [chosen];
  return [...first, ...extra, ...rest].map((zone) => ({ value: zone, words: zoneName(zone, own) }));
}

function zoneName(zone: string, own: string): string {
  if (zone === 'AoE') return 'AoE, Anywhere on Earth: a day ends when it has ended everywhere';
  return zone === own && zone !== 'UTC' ? `${zone}, your own` : zone;
}

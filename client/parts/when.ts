import { millisOf } from '../clock.ts';
import type { Deadline } from '../../api/values.ts';

/** Dates and times in words. Weekdays are computed from the instant, never typed. */

interface Words {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly time: string;
}

/** `AoE`, Anywhere on Earth, is the fixed offset -12:00, whose IANA spelling reads backwards. */
function ianaOf(zone: string): string {
  return zone === 'AoE' ? 'Etc/GMT+12' : zone;
}

function wordsOf(instant: string, zone: string, weekday: 'short' | 'long'): Words {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: ianaOf(zone),
    weekday,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(millisOf(instant)).map((part) => [part.type, part.value]));
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    weekday: get('weekday'),
    day: get('day'),
    month: get('month'),
    year: get('year'),
    time: `${get('hour')}:${get('minute')}`,
  };
}

export function isUtc(zone: string): boolean {
  return ['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT'].includes(zone);
}

/** `UTC`, `in Berlin`, `Anywhere on Earth`. */
export function zoneWords(zone: string): string {
  if (isUtc(zone)) return 'UTC';
  if (zone === 'AoE') return 'Anywhere on Earth';
  return `in ${(zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')}`;
}

/** `Tue 15 June, 14:00 UTC` */
export function shortMoment(instant: string, zone = 'UTC'): string {
  const { weekday, day, month, time } = wordsOf(instant, zone, 'short');
  return `${weekday} ${day} ${month}, ${time} ${zoneWords(zone)}`;
}

/** `Tuesday 15 June 2027 at 14:00 UTC` */
export function longMoment(instant: string, zone = 'UTC'): string {
  const { weekday, day, month, year, time } = wordsOf(instant, zone, 'long');
  return `${weekday} ${day} ${month} ${year} at ${time} ${zoneWords(zone)}`;
}

/** `Thu 17 June 2027` */
export function shortDay(instant: string, zone = 'UTC'): string {
  const { weekday, day, month, year } = wordsOf(instant, zone, 'short');
  return `${weekday} ${day} ${month} ${year}`;
}

/** `9 June` */
export function plainDay(instant: string, zone = 'UTC'): string {
  const { day, month } = wordsOf(instant, zone, 'short');
  return `${day} ${month}`;
}

/** `14:00 UTC` */
export function clockTime(instant: string, zone = 'UTC'): string {
  return `${wordsOf(instant, zone, 'short').time} ${zoneWords(zone)}`;
}

/** The same instant elsewhere: `16:00 in Berlin`, with the day where it is another day there. */
export function elsewhere(instant: string, zone: string, promised: string): string {
  const here = wordsOf(instant, promised, 'short');
  const there = wordsOf(instant, zone, 'short');
  const time = `${there.time} ${zoneWords(zone)}`;
  return here.day === there.day ? time : `${there.weekday} ${there.day} ${there.month}, ${time}`;
}

/** A deadline as promised, then in UTC and in the reader's own zone where those say something new. */
export function deadlineWords(deadline: Deadline, reader?: string): readonly string[] {
  const others = [...(isUtc(deadline.zone) ? [] : ['UTC']), ...(reader === undefined ? [] : [reader])];
  const fresh = others.filter((zone) => zone !== deadline.zone && !(isUtc(zone) && isUtc(deadline.zone)));
  const told = fresh.filter((zone, place) => !(isUtc(zone) && fresh.findIndex(isUtc) < place));
  return [shortMoment(deadline.at, deadline.zone), ...told.map((zone) => elsewhere(deadline.at, zone, deadline.zone))];
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** A span in its two largest units: `6 days 3 hours`, `20 minutes`, `less than a minute`. */
export function span(millis: number): string {
  const minutes = Math.floor(millis / 60_000);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return joined(counted(days, 'day'), hours % 24, 'hour');
  if (hours > 0) return joined(counted(hours, 'hour'), minutes % 60, 'minute');
  return minutes > 0 ? counted(minutes, 'minute') : 'less than a minute';
}

function joined(large: string, rest: number, unit: string): string {
  return rest === 0 ? large : `${large} ${counted(rest, unit)}`;
}

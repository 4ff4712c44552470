import { Temporal } from 'temporal-polyfill';

/** A deadline as mails say it: weekday, date and time in UTC, and as promised where that was another zone. */
export interface DeadlineFacts {
  /** The instant, ISO 8601. */
  readonly at: string;
  readonly zone: string;
  /** The local date and time that was promised, `2027-06-15T14:00`. */
  readonly local: string;
}

/** `Tue 15 June, 14:00 UTC`; the weekday is computed, never typed. */
export function inUtc(at: string): string {
  return `${words(Temporal.Instant.from(at).toZonedDateTimeISO('UTC').toPlainDateTime())} UTC`;
}

/** `Tue 15 June, 14:00 UTC`, or `Tue 15 June, 23:59 Anywhere on Earth (Wed 16 June, 11:59 UTC)`. */
export function deadlineWords({ at, zone, local }: DeadlineFacts): string {
  if (zone === 'UTC') return inUtc(at);
  const place = zone === 'AoE' ? 'Anywhere on Earth' : zone.replace(/^.*\//, '').replaceAll('_', ' ');
  return `${words(Temporal.PlainDateTime.from(local))} ${place} (${inUtc(at)})`;
}

function words(time: Temporal.PlainDateTime): string {
  const day = time.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'long' });
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${day.replace(',', '')}, ${pad(time.hour)}:${pad(time.minute)}`;
}

import { millisOf } from '../clock.ts';

/** A day of the calendar, `2027-06-30`, in words: `30 June 2027`. It is the same day in every zone. */
export function dayInWords(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(millisOf(`${day}T00:00:00Z`));
}

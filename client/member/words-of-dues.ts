import { Temporal } from 'temporal-polyfill';

/** `3 February 2029`. `last day`: of a time that ends before the instant. */
export function plainDate(instant: string, zone: string, which: 'day' | 'last day' = 'day'): string {
  const at = Temporal.Instant.from(instant).subtract({ nanoseconds: which === 'day' ? 0 : 1 });
  return at
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}

import { Temporal } from 'temporal-polyfill';

/** The quarter in which a day lies. */
export function quarterOf(on: string): { year: number; quarter: number } {
  const { year, month } = Temporal.PlainDate.from(on);
  return { year, quarter: Math.ceil(month / 3) };
}

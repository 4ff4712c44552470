import { sql, type RawBuilder } from 'kysely';
import type { Temporal } from 'temporal-polyfill';

/** An instant in a comparison: Kysely compares a column with what it reads as, PostgreSQL wants the text. */
export function instantText(instant: Temporal.Instant): RawBuilder<Temporal.Instant> {
  return sql<Temporal.Instant>`${instant.toString()}::timestamptz`;
}

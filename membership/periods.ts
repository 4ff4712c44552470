import { Temporal } from 'temporal-polyfill';
import { dayOf, isBefore, lastDayBefore, startOf } from './instants.ts';
import type { TierTerms } from './terms.ts';

/** A time for which somebody holds a tier: from `from` until before `until`; null: for life. */
export interface PeriodSpan {
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant | null;
}

/**
 * The period that a payment (certification, grant) at `at` gives: it extends what is held, continues it without a gap
 * within grace, or begins anew after a gap. `current` is the newest membership in the tier, held or past, as `Standing`
 * tells it.
 */
export function periodFrom(args: {
  readonly terms: TierTerms;
  readonly zone: string;
  readonly at: Temporal.Instant;
  readonly current: { readonly until: Temporal.Instant | null; readonly graceUntil: Temporal.Instant | null } | null;
  readonly isForLife?: boolean;
}): PeriodSpan {
  const { terms, zone, at, current, isForLife = false } = args;
  if (isForLife || terms.period.kind === 'none') return { from: continuedFrom(current, at) ?? at, until: null };
  if (current !== null && current.until === null) return { from: at, until: null };
  const from = continuedFrom(current, at);
  if (from !== undefined) {
    const until = endOfNext(terms.period, from, zone);
    // Grace may be longer than the period: whoever pays must not be given a time that is over.
    if (isBefore(at, until)) return { from, until };
  }
  return { from: at, until: endOfFirst(terms.period, at, zone) };
}

/** The old end, where a renewal at `at` joins on to it. */
function continuedFrom(
  current: { readonly until: Temporal.Instant | null; readonly graceUntil: Temporal.Instant | null } | null,
  at: Temporal.Instant,
): Temporal.Instant | undefined {
  if (current === null || current.until === null) return undefined;
  return !isBefore(current.until, at) || isBefore(at, current.graceUntil ?? current.until) ? current.until : undefined;
}

type Lasting = Exclude<TierTerms['period'], { readonly kind: 'none' }>;

/** A first period lasts through the same day of the last month: paid on 3 February, a member through 3 February. */
function endOfFirst(period: Lasting, from: Temporal.Instant, zone: string): Temporal.Instant {
  const day = dayOf(from, zone);
  if (period.kind === 'fixed') return endOfYear(period, day, zone);
  return startOf(day.add({ months: period.months }).add({ days: 1 }), zone);
}

/**
 * A following period lasts through the same day as the one before it. Whose last day is the last of its month keeps the
 * last of the month, so that a renewal never loses a day: 28 February, 29 February 2028; 30 April, 31 May.
 */
function endOfNext(period: Lasting, from: Temporal.Instant, zone: string): Temporal.Instant {
  if (period.kind === 'fixed') return endOfYear(period, dayOf(from, zone), zone);
  const last = lastDayBefore(from, zone);
  const next = last.add({ months: period.months });
  const through = last.day === last.daysInMonth ? next.with({ day: next.daysInMonth }) : next;
  return startOf(through.add({ days: 1 }), zone);
}

function endOfYear(
  { startsOn, rolloverDays }: Extract<Lasting, { kind: 'fixed' }>,
  day: Temporal.PlainDate,
  zone: string,
): Temporal.Instant {
  const [month = 1, date = 1] = startsOn.split('-').map(Number);
  const inYear = (year: number) => Temporal.PlainDate.from({ year, month, day: date }, { overflow: 'constrain' });
  const isLater = (one: Temporal.PlainDate) => Temporal.PlainDate.compare(one, day) > 0;
  const end = isLater(inYear(day.year)) ? inYear(day.year) : inYear(day.year + 1);
  const isLate = Temporal.PlainDate.compare(day, end.subtract({ days: rolloverDays })) >= 0;
  return startOf(isLate ? inYear(end.year + 1) : end, zone);
}

import type { TermRow } from '../../db/bodies.ts';

type Span = Pick<TermRow, 'startsOn' | 'endsOn' | 'leftOn'>;

/** The last day in the seat: of the term, or the earlier one on which they left; null: without end. */
export function lastDayOf({ endsOn, leftOn }: Omit<Span, 'startsOn'>): string | null {
  return leftOn ?? endsOn;
}

/** Days as texts compare as days. Somebody who left before the term began was never there: `past`, whatever day it is. */
export function whenOf(term: Span, today: string): 'past' | 'now' | 'coming' {
  const last = lastDayOf(term);
  if (last !== null && (last < today || last < term.startsOn)) return 'past';
  return term.startsOn <= today ? 'now' : 'coming';
}

/** Whether two people would sit in one seat on one day. */
export function doOverlap(one: Span, other: Span): boolean {
  const [first, second] = [one, other].map((span) => [span.startsOn, lastDayOf(span) ?? '9999-12-31'] as const);
  if (first === undefined || second === undefined) return false;
  const areReal = first[0] <= first[1] && second[0] <= second[1];
  return areReal && first[0] <= second[1] && second[0] <= first[1];
}

import { Temporal } from 'temporal-polyfill';

/**
 * The last day of a term that begins on `startsOn`: the first end of the cohort's terms that is not before it. So a seat
 * that fell vacant is filled for the rest of its cohort's term, and one whose term is over for a whole one. Null: the
 * cohort's terms have no end. Days are `2027-06-30`.
 */
export function termEnd(
  { endsOn, termYears }: { readonly endsOn: string | null; readonly termYears: number | null },
  startsOn: string,
): string | null {
  if (endsOn === null || termYears === null) return null;
  const [anchor, start] = [Temporal.PlainDate.from(endsOn), Temporal.PlainDate.from(startsOn)];
  // Counted from the anchor each time: a term that ends on 29 February keeps its day in leap years.
  let terms = Math.floor((start.year - anchor.year) / termYears) - 1;
  let end = anchor.add({ years: terms * termYears });
  while (Temporal.PlainDate.compare(end, start) < 0) {
    terms += 1;
    end = anchor.add({ years: terms * termYears });
  }
  return end.toString();
}

import type { OfficeView } from '../../api/office.ts';
import { nameOf } from '../call.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';
import { fieldIdOf, placedProblems, type Failed } from '../parts/refusals.tsx';

/** What the officer types before a big step. The software fills nothing in. */

export function seatsOf({ view }: OfficeView): number {
  return view.contests.reduce((sum, { seats }) => sum + seats, 0);
}

/** The number of people elected, over all contests; undefined while there is no result. A text that is adopted is nobody. */
export function electedIn({ view }: OfficeView): number | undefined {
  return view.result?.reduce(
    (sum, { elected }, place) => sum + (view.contests[place]?.kind === 'people' ? elected.length : 0),
    0,
  );
}

/** Whether anything else is decided than who takes which seat. */
export function hasTexts({ view }: OfficeView): boolean {
  return view.contests.some(({ kind }) => kind !== 'people');
}

export function countTyped(typed: string): number | undefined {
  return /^\s*\d{1,7}\s*$/u.test(typed) ? Number(typed) : undefined;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `2027-06-15` or `15 June 2027`, as `2027-06-15`. Digits alone with strokes or dots are read by no two people alike. */
export function dateTyped(typed: string): string | undefined {
  const words = typed.trim().toLowerCase();
  if (/^\d{4}-\d{2}-\d{2}$/u.test(words)) return words;
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.?\s+([a-z]{3,9})\.?,?\s+(\d{4})$/u.exec(words) ?? [];
  const number = months.indexOf(month.slice(0, 3)) + 1;
  return number === 0 ? undefined : `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** What was typed differs: say where, and let the officer look it up. Told the answer, nobody would look. */
export function readBackProblems(failed: Failed, names: Readonly<Record<string, string>>): readonly PlacedProblem[] {
  const nameAt = (pointer: string) => names[pointer] ?? 'The election';
  const errors = failed.problem?.errors ?? [];
  if (failed.problem === undefined || nameOf(failed.problem) !== 'readback-differs' || errors.length === 0) {
    return placedProblems(failed, nameAt);
  }
  return errors.map(({ pointer }) => ({
    words: `${nameAt(pointer)}: this is not what stands on this page. Look again`,
    at: fieldIdOf(pointer),
  }));
}

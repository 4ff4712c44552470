import { countOpened } from './counts.ts';
import { findMethod } from './methods.ts';
import type { MethodRules, Opened, Outcome } from './method.ts';
import { secondCount, type SecondOutcome } from './second/second-count.ts';

/** One contest to be counted twice. */
export interface CountedTwice {
  readonly title: string;
  readonly method: string;
  readonly opened: Opened;
  readonly rules: MethodRules;
}

/**
 * Where two programs that share nothing but the rules come to different results: a sentence for each contest; none where
 * they agree. `second` is another program only in a test that looks whether a difference is found.
 */
export function compareCounts(contests: readonly CountedTwice[], second = secondCount): readonly string[] {
  return contests.flatMap((contest) => {
    const method = findMethod(contest.method);
    const first = method === undefined ? undefined : countOpened(method, contest.opened, contest.rules);
    if (method === undefined || first === undefined)
      return [`${contest.title}: nothing here counts by the method ${contest.method}.`];
    // A motion is no election: `decideMotion` compares its sums, and there is nothing to count.
    return method.answers === null ? (differenceTo(first, contest, second) ?? []) : [];
  });
}

/** How the second count of a contest differs from the first, in a sentence; undefined where it does not. */
export function differenceTo(
  first: Outcome,
  { title, method, opened, rules }: CountedTwice,
  second = secondCount,
): string | undefined {
  const other = second(method, opened, rules);
  if (other === undefined) return `${title}: the second count does not know the method ${method}.`;
  return isSame(first, other) ? undefined : `${title}: the one elects ${told(first)}, the other ${told(other)}.`;
}

function isSame(first: Outcome, second: SecondOutcome): boolean {
  const seats = (first.tied?.seats ?? 0) === (second.tied?.seats ?? 0);
  return (
    seats &&
    sameSet(first.elected, second.elected) &&
    sameSet(first.tied?.candidates ?? [], second.tied?.candidates ?? [])
  );
}

function sameSet(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((place) => other.includes(place));
}

/** Places on the ballot as people count them, from 1. */
function told({ elected, tied }: Pick<Outcome, 'elected' | 'tied'> | SecondOutcome): string {
  const places = (candidates: readonly number[]) => candidates.map((place) => place + 1).join(', ');
  const whom = elected.length === 0 ? 'nobody' : `number ${places(elected)} of the ballot`;
  return tied === null ? whom : `${whom}, with ${places(tied.candidates)} tied`;
}

import type { Contest } from '../../api/values.ts';
import { findMethod, type Method, type MethodRules, type MethodWords } from '../../counting/methods.ts';

/** The method of a contest, which answers for its instruction, its bar, its problems and its count. */
export function methodOf(contest: Contest): Method {
  const method = findMethod(contest.method);
  if (method === undefined) throw new RangeError(`There is no method ${contest.method}`);
  return method;
}

export function rulesOf({ seats, max, candidates }: Contest): MethodRules {
  return { seats, max, candidates: candidates.length };
}

export function methodWords(contest: Contest): MethodWords {
  return methodOf(contest).words;
}

/** `1 approval`, `3 approvals` */
export function votesWords(count: number, contest: Contest): string {
  const { one, many } = methodWords(contest);
  return `${count} ${count === 1 ? one : many}`;
}

/** What becomes of ballots that are opened one by one. */
export const mixedWords =
  'The ballots are mixed first, so that nobody can tell whose is whose, and then opened one by one.';

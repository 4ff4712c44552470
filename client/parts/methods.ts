import type { Contest } from '../../api/values.ts';
import { findMethod, type Method, type MethodRules } from '../../counting/methods.ts';

/** The method of a contest, which answers for its instruction, its bar, its problems and its count. */
export function methodOf(contest: Contest): Method {
  const method = findMethod(contest.method);
  if (method === undefined) throw new RangeError(`There is no method ${contest.method}`);
  return method;
}

export function rulesOf({ seats, max, candidates }: Contest): MethodRules {
  return { seats, max, candidates: candidates.length };
}

/** The words of a method in sentences of the pages. A new method does not compile without its words. */
interface MethodWords {
  /** One vote and several: `1 approval`, `3 approvals`. */
  readonly one: string;
  readonly many: string;
  /** The row below the names. */
  readonly nobody: string;
  /** `You approve` … `of 26`. */
  readonly said: string;
  /** `You approve nobody` … */
  readonly saidNobody: string;
  /** What a rule page says. */
  readonly rule: string;
}

const words: Readonly<Record<Contest['method'], MethodWords>> = {
  approval: {
    one: 'approval',
    many: 'approvals',
    nobody: 'I approve of none of them',
    said: 'You approve',
    saidNobody: 'You approve nobody',
    rule: 'Approval: a voter may approve as many candidates as they like.',
  },
  choose: {
    one: 'vote',
    many: 'votes',
    nobody: 'I choose none of them',
    said: 'You chose',
    saidNobody: 'You chose nobody',
    rule: 'Limited choice: a voter may choose up to the number given here.',
  },
};

export function methodWords({ method }: Contest): MethodWords {
  return words[method];
}

/** `1 approval`, `3 approvals` */
export function votesWords(count: number, contest: Contest): string {
  const { one, many } = methodWords(contest);
  return `${count} ${count === 1 ? one : many}`;
}

import { approval } from './approval.ts';
import { chooseN } from './choose-n.ts';
import type { Method, MethodRules, Opened, Outcome } from './method.ts';
import { question } from './question.ts';
import { score } from './score.ts';

export type {
  BallotFigures,
  BallotShape,
  BallotsMethod,
  BrokenTie,
  Marks,
  Method,
  MethodRules,
  MethodWords,
  Opened,
  Outcome,
  Ranked,
  Said,
  Step,
  SumsMethod,
  Tie,
} from './method.ts';

/** Every method there is. A new one is a new file and a line here. */
export const METHODS: readonly Method[] = [approval, chooseN, score, question];

/** The method of a name, or undefined. */
export function findMethod(name: string): Method | undefined {
  return METHODS.find((method) => method.name === name);
}

/** The count of what was opened; undefined when the method counts something else than was opened. */
export function countOpened(method: Method, opened: Opened, rules: MethodRules): Outcome | undefined {
  if (method.opened === 'sums') return opened.kind === 'sums' ? method.count(opened.sums, rules) : undefined;
  return opened.kind === 'ballots' ? method.count(opened.ballots, rules) : undefined;
}

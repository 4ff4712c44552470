import { approval } from './approval.ts';
import { chooseN } from './choose-n.ts';
import type { Method } from './method.ts';
import { question } from './question.ts';

export type { BrokenTie, Marks, Method, MethodRules, MethodWords, Outcome, Ranked, Step, Tie } from './method.ts';

/** Every method there is. A new one is a new file and a line here. */
export const METHODS: readonly Method[] = [approval, chooseN, question];

/** The method of a name, or undefined. */
export function findMethod(name: string): Method | undefined {
  return METHODS.find((method) => method.name === name);
}

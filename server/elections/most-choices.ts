import { findMethod } from '../../counting/methods.ts';
import { MOST_CHOICES } from '../../protocol/question.ts';

/** How many can stand in a contest: a ballot that is opened by itself is one element of the group, and that holds 30 numbers. */
export function mostChoices(method: string): number {
  return findMethod(method)?.opened === 'ballots' ? MOST_CHOICES : Number.POSITIVE_INFINITY;
}

/** What is wrong with more of them, and what to do. */
export function tooManyWords(standing: number): string {
  return `Where people are scored, at most ${MOST_CHOICES} can stand, and these are ${standing}. Choose another way of voting, or let fewer stand`;
}

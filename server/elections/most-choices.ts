import { findMethod, type BallotShape } from '../../counting/methods.ts';
import { MOST_CHOICES } from '../../protocol/question.ts';

/**
 * How many can stand in a contest: a ballot that is opened by itself is one element of the group, and that holds 30 numbers,
 * one of them for the default where there is one.
 */
export function mostChoices(name: string): number {
  const method = findMethod(name);
  if (method?.opened !== 'ballots') return Number.POSITIVE_INFINITY;
  return method.defaultAnswer === undefined ? MOST_CHOICES : MOST_CHOICES - 1;
}

/** What is wrong with more of them, and what to do. */
export function tooManyWords(method: string, standing: number): string {
  const shape = findMethod(method)?.ballotShape({ seats: 1, candidates: standing });
  return `Where people are ${askedWords[shape?.asks ?? 'marks']}, at most ${mostChoices(method)} can stand, and these are ${standing}. Choose another way of voting, or let fewer stand`;
}

const askedWords: Readonly<Record<BallotShape['asks'], string>> = {
  marks: 'chosen on ballots that are opened one by one',
  scores: 'scored',
  grades: 'graded',
  ranks: 'ranked',
};

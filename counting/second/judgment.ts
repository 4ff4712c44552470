import type { Marks, MethodRules } from '../method.ts';
import { fillFrom, standing, type SecondOutcome } from './seats.ts';

/**
 * Majority judgment to the letter: of each candidate's grades the lower middle one is taken away, and the next, until none
 * is left. Whoever has the better grade at the first difference is before the other. Whom every ballot gives the worst grade
 * is not elected.
 */
export function secondJudgment(ballots: readonly Marks[], rules: MethodRules): SecondOutcome {
  const judged = standing(rules)
    .map((place) => ({ place, middles: middlesOf(ballots, place) }))
    .filter(({ middles }) => middles.some((grade) => grade > 0));
  judged.sort((one, other) => compare(other.middles, one.middles));
  const tiers: number[][] = [];
  for (const [at, { place, middles }] of judged.entries()) {
    const last = judged[at - 1];
    if (last !== undefined && compare(last.middles, middles) === 0) tiers.at(-1)?.push(place);
    else tiers.push([place]);
  }
  return fillFrom(tiers, rules);
}

/** A candidate's grades in the order in which each becomes the lower middle one of those that are left. */
function middlesOf(ballots: readonly Marks[], place: number): Uint8Array {
  const grades = Uint8Array.from(ballots, (marks) => marks[place] ?? 0).sort();
  const middles = new Uint8Array(grades.length);
  // Taking from the middle leaves two stretches: before `low`, and from `high`.
  let low = Math.floor((grades.length - 1) / 2);
  let high = low;
  for (let step = 0; step < grades.length; step += 1) {
    const middle = Math.floor((grades.length - step - 1) / 2);
    const before = middle < low;
    if (before) low -= 1;
    middles[step] = grades[before ? low : high] ?? 0;
    if (!before) high += 1;
  }
  return middles;
}

function compare(one: Uint8Array, other: Uint8Array): number {
  const at = one.findIndex((grade, step) => grade !== other[step]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

import { electInOrder, tiersBy } from './in-order.ts';
import type { Method, MethodRules, Outcome, Paper } from './method.ts';
import { beats, compare, pairSteps, type Pairs } from './pairwise.ts';
import { rankingMethod } from './ranking.ts';

/** Copeland's method, also called Ranked Robin. */
export const copeland: Method = rankingMethod({
  ...{ name: 'copeland', elects: 'many', shares: true, leftOut: 'comes after everybody you rank' },
  words: {
    offer: 'Copeland, or Ranked Robin',
    hint: 'Everybody puts people in an order, and each is compared with each other, as in a tournament. Those who win the most comparisons are elected. Ties are frequent.',
    elects: 'Those who beat the most others two by two are elected.',
    rule: 'Copeland (Ranked Robin): candidates are compared two by two; most wins are elected, and a tie is half a win.',
  },
});

/**
 * The most pairs won, a tied pair is worth half. Equals are a tie for the lot: Ranked Robin's own further comparisons of
 * equals are not made, as BetterVoting, which runs it, does not make them either.
 */
export function countCopeland(papers: readonly Paper[], rules: MethodRules): Outcome {
  const { figures, ranked, ...pairs } = compare(copeland, papers, rules);
  const records = recordsOf(pairs);
  const tiers = tiersBy(pairs.candidates, (one) => 2 * (records.wins[one] ?? 0) + (records.draws[one] ?? 0));
  const steps = [...pairSteps(pairs), { kind: 'records', candidates: pairs.candidates, ...records } as const];
  return electInOrder({ tiers, supported: ranked, figures, steps }, rules);
}

function recordsOf(pairs: Pairs): Record<'wins' | 'draws' | 'losses', readonly number[]> {
  const all = pairs.over.map((_, place) => place);
  const standing = (place: number) => pairs.candidates.includes(place);
  const pairsOfOne = (one: number) => (standing(one) ? pairs.candidates.filter((other) => other !== one) : []);
  const wins = all.map((one) => pairsOfOne(one).filter((other) => beats(pairs, one, other)).length);
  const losses = all.map((one) => pairsOfOne(one).filter((other) => beats(pairs, other, one)).length);
  const draws = all.map((one) => pairsOfOne(one).length - (wins[one] ?? 0) - (losses[one] ?? 0));
  return { wins, draws, losses };
}

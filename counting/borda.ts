import { electInOrder, tiersBy } from './in-order.ts';
import type { Method, MethodRules, Outcome, Paper } from './method.ts';
import { compare, type Pairs, votesFor } from './pairwise.ts';
import { rankingMethod } from './ranking.ts';

/** Borda's count. Whoever a ballot does not rank shares the places that are left on it. */
export const borda: Method = rankingMethod({
  ...{ name: 'borda', elects: 'many', shares: true, leftOut: 'shares the places that are left' },
  words: {
    offer: 'Borda: points for places',
    hint: 'Everybody puts people in an order. Each gets a point from a ballot for each person whom it puts after them. Those with the most points are elected.',
    elects: 'A place gives a point for each person after it. Those with the most points are elected.',
    rule: 'Borda: a ballot gives each candidate a point for each other whom it puts after them; those who share a place, or are left out, share the points of their places.',
  },
});

/**
 * The number of candidates less the place: a point for each other whom the ballot puts after, and half a point for each who
 * shares the place. Whoever withdrew is struck out, and the others move up.
 */
export function countBorda(papers: readonly Paper[], rules: MethodRules): Outcome {
  const { figures, ranked, valid: _, ...pairs } = compare(borda, papers, rules);
  const points = doublePoints(pairs, figures.valid);
  const tiers = tiersBy(pairs.candidates, (candidate) => points[candidate] ?? 0);
  const steps = [{ kind: 'double-points', candidates: pairs.candidates, points }] as const;
  return electInOrder({ tiers, supported: ranked, figures, steps }, rules);
}

/** Twice the points of each: 2 for each ballot and other whom it puts after, 1 where it says neither. */
function doublePoints(pairs: Pairs, ballots: number): readonly number[] {
  return pairs.over.map((_, one) =>
    pairs.candidates.includes(one)
      ? pairs.candidates
          .filter((other) => other !== one)
          .reduce((sum, other) => sum + ballots + votesFor(pairs, one, other) - votesFor(pairs, other, one), 0)
      : 0,
  );
}

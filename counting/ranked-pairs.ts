import { electInOrder, tiersOf } from './in-order.ts';
import type { Method, MethodRules, Outcome, Paper } from './method.ts';
import type { Measure, PairwiseStep, Win } from './pairwise-steps.ts';
import { compare, pairSteps, type Pairs, winsByStrength } from './pairwise.ts';
import { rankingMethod } from './ranking.ts';

const words = {
  hint: 'Everybody puts people in an order. Whoever beats each other person two by two is elected. Where they beat each other in a circle, the clearest wins stand and the least clear one is left out.',
  elects: 'Whoever beats each other person two by two is elected.',
};
const leftOut = 'comes after everybody you rank';

/** Ranked pairs (Tideman) by winning votes: strengths are compared as `compareWins` says. */
export const rankedPairs: Method = rankingMethod({
  ...{ name: 'ranked-pairs', elects: 'many', shares: true, leftOut },
  words: {
    ...words,
    offer: 'Ranked pairs',
    rule: 'Ranked pairs: candidates are compared two by two; the clearest wins stand first, and one that would close a circle is left out.',
  },
});

/** The same by margins. */
export const rankedPairsMargins: Method = rankingMethod({
  ...{ name: 'ranked-pairs-margins', elects: 'many', shares: true, leftOut },
  words: {
    ...words,
    offer: 'Ranked pairs by margins',
    rule: 'Ranked pairs by margins: candidates are compared two by two; the widest wins stand first, and one that would close a circle is left out.',
  },
});

export function countRankedPairs(papers: readonly Paper[], rules: MethodRules): Outcome {
  return countBy(papers, rules, 'votes');
}

export function countRankedPairsMargins(papers: readonly Paper[], rules: MethodRules): Outcome {
  return countBy(papers, rules, 'margin');
}

/**
 * Wins stand from the strongest down, unless they close a circle with what stands. Wins of one strength are looked at
 * together: all of them that lie on a circle of these and what stands are left out, so that no order among them decides.
 * First come those over whom no win stands, then those over whom none of the rest has one; equals are a tie.
 */
function countBy(papers: readonly Paper[], rules: MethodRules, measure: Measure): Outcome {
  const { figures, ranked, ...pairs } = compare(rankedPairs, papers, rules);
  const { kept, steps } = lockPairs(pairs, measure);
  const tiers = tiersOf(pairs.candidates, (one, other) =>
    kept.some(({ winner, loser }) => winner === one && loser === other),
  );
  return electInOrder({ tiers, supported: ranked, figures, steps: [...pairSteps(pairs), ...steps] }, rules);
}

function lockPairs(
  pairs: Pairs,
  measure: Measure,
): { readonly kept: readonly Win[]; readonly steps: readonly PairwiseStep[] } {
  const kept: Win[] = [];
  const steps: PairwiseStep[] = [];
  for (const group of winsByStrength(pairs, measure)) {
    const all = nextOf([...kept, ...group]);
    const stands = nextOf(kept);
    for (const pair of group) {
      const chain = chainFrom(pair.loser, pair.winner, all);
      if (chain === undefined) {
        kept.push(pair);
        steps.push({ kind: 'pair-kept', measure, pair });
      } else {
        const standing = chainFrom(pair.loser, pair.winner, stands);
        const alike = standing === undefined;
        steps.push({ kind: 'pair-dropped', measure, pair, chain: standing ?? chain, alike });
      }
    }
  }
  return { kept, steps };
}

/** Whom each candidate beats in these wins. */
function nextOf(wins: readonly Win[]): ReadonlyMap<number, readonly number[]> {
  const next = new Map<number, number[]>();
  for (const { winner, loser } of wins) {
    const losers = next.get(winner);
    if (losers === undefined) next.set(winner, [loser]);
    else losers.push(loser);
  }
  return next;
}

/** A shortest chain of wins between two candidates; undefined: there is none. */
function chainFrom(
  start: number,
  end: number,
  next: ReadonlyMap<number, readonly number[]>,
): readonly number[] | undefined {
  const chains = [[start]];
  const seen = new Set([start]);
  for (const chain of chains) {
    const last = chain.at(-1) ?? start;
    if (last === end) return chain;
    for (const to of next.get(last) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      chains.push([...chain, to]);
    }
  }
  return undefined;
}

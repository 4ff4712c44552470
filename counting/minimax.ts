import { electInOrder, tiersBy } from './in-order.ts';
import type { Method, MethodRules, Outcome, Paper } from './method.ts';
import type { Measure, Win } from './pairwise-steps.ts';
import { compare, pairSteps, type Pairs, winsOf } from './pairwise.ts';
import { rankingMethod } from './ranking.ts';

const words = {
  hint: 'Everybody puts people in an order, and each is compared with each other. The one whose worst defeat is the smallest is elected.',
  elects: 'The one whose worst defeat two by two is the smallest is elected.',
};
const leftOut = 'comes after everybody you rank';

/** Minimax by winning votes: a defeat is as bad as there are ballots against the candidate. */
export const minimax: Method = rankingMethod({
  ...{ name: 'minimax', elects: 'many', shares: true, leftOut },
  words: {
    ...words,
    offer: 'Minimax',
    rule: 'Minimax: candidates are compared two by two; the smallest worst defeat, by the ballots against, is elected.',
  },
});

/** The same by margins. */
export const minimaxMargins: Method = rankingMethod({
  ...{ name: 'minimax-margins', elects: 'many', shares: true, leftOut },
  words: {
    ...words,
    offer: 'Minimax by margins',
    rule: 'Minimax by margins: candidates are compared two by two; the smallest worst defeat, by its margin, is elected.',
  },
});

export function countMinimax(papers: readonly Paper[], rules: MethodRules): Outcome {
  return countBy(papers, rules, 'votes');
}

export function countMinimaxMargins(papers: readonly Paper[], rules: MethodRules): Outcome {
  return countBy(papers, rules, 'margin');
}

/** The smaller one's worst defeat, the earlier; no defeat is before any. A defeat counts by its one figure, and nothing else. */
function countBy(papers: readonly Paper[], rules: MethodRules, measure: Measure): Outcome {
  const { figures, ranked, ...pairs } = compare(minimax, papers, rules);
  const { candidates } = pairs;
  const defeats = worstDefeats(pairs, measure);
  const tiers = tiersBy(candidates, (one) => -sizeOf(defeats[one] ?? null, measure));
  const steps = [...pairSteps(pairs), { kind: 'worst-defeats', measure, candidates, defeats } as const];
  return electInOrder({ tiers, supported: ranked, figures, steps }, rules);
}

/** The worst defeat of each candidate, the first in the order of the ballot among equals; null: none. */
export function worstDefeats(pairs: Pairs, measure: Measure): readonly (Win | null)[] {
  const wins = winsOf(pairs);
  return pairs.over.map((_, one) =>
    wins
      .filter(({ loser }) => loser === one)
      .reduce<Win | null>((worst, win) => (sizeOf(win, measure) > sizeOf(worst, measure) ? win : worst), null),
  );
}

function sizeOf(win: Win | null, measure: Measure): number {
  if (win === null) return 0;
  return measure === 'votes' ? win.votes : win.votes - win.against;
}

import { countGregory } from './gregory.ts';
import type { MethodRules, Outcome, Paper } from './method.ts';
import { rankingMethod } from './ranking.ts';

/** The single transferable vote by the weighted inclusive Gregory method, the reference rule of the PR Foundation. */
export const wigmStv = rankingMethod({
  name: 'wigm-stv',
  elects: 'many',
  shares: false,
  leftOut: 'gets nothing of your vote',
  words: {
    offer: 'Single transferable vote, weighted Gregory rule',
    hint: 'Groups get seats in proportion to their size. A vote that its first choice does not need, or cannot use, goes to the next. The quota may be a fraction, which matters where few vote. At most 30 people can stand.',
    elects: 'Your vote goes to your first choice, and whatever that person does not need goes to your next.',
    rule: 'Single transferable vote, weighted inclusive Gregory method (reference rule of the PR Foundation): whoever reaches the quota is elected, and a surplus goes to the next choices, each ballot at an equal part of its value, in four decimals. Where there is no surplus, whoever has the fewest votes is defeated. A tie goes by lot.',
  },
});

const DECIMALS = 4;
const ONE = 10 ** DECIMALS;

/**
 * The quota is the ballots that rank somebody, divided by one more than the seats, cut off after four decimals, plus 0.0001.
 * A candidate on the quota transfers a surplus of nothing, and when the last seat is filled by the quota, the largest surplus
 * is still transferred before the count ends. Ties go by the lot alone: the rule wants an order drawn beforehand.
 *
 * Without a lot, those who tie without a vote are excluded together: no vote moves, so nothing hangs on their order.
 */
export function countWigmStv(papers: readonly Paper[], rules: MethodRules): Outcome {
  return countGregory(papers, rules, {
    decimals: DECIMALS,
    quota: ({ ballots }, seats) => (ballots * ONE - ((ballots * ONE) % (seats + 1))) / (seats + 1) + 1,
    transfersLast: true,
    transfersNothing: true,
    looksBack: false,
    leaveInAnyOrder: ({ together }) => together === 0,
  });
}

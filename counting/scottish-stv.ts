import { countGregory } from './gregory.ts';
import type { MethodRules, Outcome, Paper } from './method.ts';
import { rankingMethod } from './ranking.ts';

/** The single transferable vote as Scottish councils are elected by: the Scottish Local Government Elections Order 2007. */
export const scottishStv = rankingMethod({
  name: 'scottish-stv',
  elects: 'many',
  shares: false,
  leftOut: 'gets nothing of your vote',
  words: {
    offer: 'Single transferable vote, Scottish rule',
    hint: 'Groups get seats in proportion to their size. A vote that its first choice does not need, or cannot use, goes to the next. This is the rule of Scottish councils, whose counts can be followed by hand. At most 30 people can stand.',
    elects: 'Your vote goes to your first choice, and whatever that person does not need goes to your next.',
    rule: 'Single transferable vote, Scottish rule (SSI 2007/42): whoever reaches the quota is elected, and a surplus goes to the next choices, each ballot at an equal part of its value, in five decimals. Where there is no surplus, whoever has the fewest votes is excluded. A tie goes by the last earlier stage at which they differed, then by lot.',
  },
});

/** 1 vote in hundred-thousandths: "to five decimal places", the remainder ignored (48(4)). */
const DECIMALS = 5;
const ONE = 10 ** DECIMALS;

/**
 * By rules 45 to 52 of Schedule 1. The quota is that of the papers that rank somebody first (46): a blank paper, or one whose
 * first place is shared, is none. Only who has more votes than the quota has a surplus (48), and the largest goes first (49).
 * Ties go by the most recent earlier stage at which they differed, then by lot (49, 51). As soon as as many continue as there
 * are vacancies, they are elected, whatever they have (52).
 *
 * Without a lot, those who tie without a vote are excluded together: no paper moves, so nothing hangs on their order.
 */
export function countScottishStv(papers: readonly Paper[], rules: MethodRules): Outcome {
  return countGregory(papers, rules, {
    decimals: DECIMALS,
    quota: ({ ballots }, seats) => ((ballots - (ballots % (seats + 1))) / (seats + 1) + 1) * ONE,
    transfersLast: false,
    transfersNothing: false,
    looksBack: true,
    leaveInAnyOrder: ({ together }) => together === 0,
  });
}

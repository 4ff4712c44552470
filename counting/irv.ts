import { countGregory } from './gregory.ts';
import type { MethodRules, Outcome, Paper } from './method.ts';
import { rankingMethod } from './ranking.ts';

/** Instant runoff, also called the alternative vote or ranked-choice voting. */
export const irv = rankingMethod({
  name: 'irv',
  elects: 'one',
  shares: false,
  leftOut: 'gets nothing of your vote',
  words: {
    offer: 'Instant runoff',
    hint: 'For one seat. Round by round, whoever has the fewest votes is excluded and those votes go to the next choices, until somebody has more than half. At most 30 people can stand.',
    elects: 'Your vote goes to your first choice; if that person is excluded, to your next.',
    rule: 'Instant runoff: whoever has more than half of the votes that still stand for somebody is elected. Until somebody has, whoever has the fewest is excluded, one a round, and those votes go to the next choices. A tie goes by lot.',
  },
});

/**
 * More than half of the ballots that rank somebody who is left elects; it is worked out anew each round, as ballots are used
 * up. One is excluded a round, and a tie for last place goes by the lot, not by earlier rounds. One person is elected, and
 * other seats stay vacant.
 *
 * Without a lot, those who tie are excluded together where all of them together have fewer votes than anybody else: they
 * would leave one after another in any order, and the same person wins.
 */
export function countIrv(papers: readonly Paper[], rules: MethodRules): Outcome {
  const outcome = countGregory(
    papers,
    { ...rules, seats: Math.min(rules.seats, 1) },
    {
      decimals: 0,
      quota: ({ standing }) => (standing - (standing % 2)) / 2 + 1,
      transfersLast: false,
      transfersNothing: false,
      looksBack: false,
      leaveInAnyOrder: ({ together, others }) => together < (others[0] ?? 0),
    },
  );
  return { ...outcome, vacant: outcome.vacant + rules.seats - 1 };
}

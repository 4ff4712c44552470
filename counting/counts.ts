import { allocatedScore, countAllocatedScore } from './allocated-score.ts';
import { approval } from './approval.ts';
import { borda, countBorda } from './borda.ts';
import { chooseN } from './choose-n.ts';
import { condorcetIrv, countCondorcetIrv } from './condorcet-irv.ts';
import { copeland, countCopeland } from './copeland.ts';
import { countCumulative, cumulative } from './cumulative.ts';
import { countDebian, debian } from './debian.ts';
import { countIrv, irv } from './irv.ts';
import { countMajorityJudgment, majorityJudgment } from './majority-judgment.ts';
import { countMeekStv, meekStv } from './meek-stv.ts';
import type { Method, MethodRules, Opened, Outcome, PapersCount, SumsCount } from './method.ts';
import { countMinimax, countMinimaxMargins, minimax, minimaxMargins } from './minimax.ts';
import { mostVotes } from './most-votes.ts';
import { papersOf } from './papers.ts';
import { blockPlurality, plurality } from './plurality.ts';
import { countAnswers, question } from './question.ts';
import { countRankedPairs, countRankedPairsMargins, rankedPairs, rankedPairsMargins } from './ranked-pairs.ts';
import { countSchulze, countSchulzeMargins, schulze, schulzeMargins } from './schulze.ts';
import { countScores, score } from './score.ts';
import { countScottishStv, scottishStv } from './scottish-stv.ts';
import { blocStar, countStar, star } from './star.ts';
import { countWigmStv, wigmStv } from './wigm-stv.ts';

/** How each method counts. It stands apart from `methods.ts`, so that a booth carries no count. */
const sumsCounts: ReadonlyMap<Method, SumsCount> = new Map([
  [approval, mostVotes],
  [plurality, mostVotes],
  [blockPlurality, mostVotes],
  [chooseN, mostVotes],
  [question, countAnswers],
]);
const papersCounts: ReadonlyMap<Method, PapersCount> = new Map([
  [score, countScores],
  [cumulative, countCumulative],
  [star, countStar],
  [blocStar, countStar],
  [allocatedScore, countAllocatedScore],
  [majorityJudgment, countMajorityJudgment],
  [schulze, countSchulze],
  [schulzeMargins, countSchulzeMargins],
  [rankedPairs, countRankedPairs],
  [rankedPairsMargins, countRankedPairsMargins],
  [minimax, countMinimax],
  [minimaxMargins, countMinimaxMargins],
  [copeland, countCopeland],
  [condorcetIrv, countCondorcetIrv],
  [debian, countDebian],
  [borda, countBorda],
  [irv, countIrv],
  [scottishStv, countScottishStv],
  [wigmStv, countWigmStv],
  [meekStv, countMeekStv],
]);

/** The count of sums by a method; undefined where the method counts ballots. */
export function findSumsCount(method: Method): SumsCount | undefined {
  return sumsCounts.get(method);
}

/** The count of ballots by a method; undefined where the method counts sums. */
export function findPapersCount(method: Method): PapersCount | undefined {
  return papersCounts.get(method);
}

/** The count of what was opened; undefined when the method counts something else than was opened. */
export function countOpened(method: Method, opened: Opened, rules: MethodRules): Outcome | undefined {
  return opened.kind === 'sums'
    ? findSumsCount(method)?.(opened.sums, rules)
    : findPapersCount(method)?.(papersOf(opened.ballots), rules);
}

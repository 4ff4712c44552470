import type { MethodRules, Outcome, Paper } from './method.ts';
import { movedBetween } from './meek-flow.ts';
import { keptOf, ONE, type Prefixes, prefixesOf } from './meek-prefixes.ts';
import { rankingMethod } from './ranking.ts';
import {
  beginCount,
  chooseExcluded,
  continuing,
  elect,
  electTheRest,
  endCount,
  exclude,
  type Progress,
  rankingsOf,
  recordStage,
  type Stage,
  vacancies,
} from './transfer.ts';

/** The single transferable vote by Meek's method, the reference rule of the PR Foundation. */
export const meekStv = rankingMethod({
  name: 'meek-stv',
  elects: 'many',
  shares: false,
  leftOut: 'gets nothing of your vote',
  words: {
    offer: 'Single transferable vote, Meek’s rule',
    hint: 'Groups get seats in proportion to their size. Everybody elected keeps the same share of every ballot that ranks them, and the quota falls as ballots are used up. The most exact rule; it needs a computer. At most 30 people can stand.',
    elects: 'Your vote goes to your first choice, and whatever that person does not need goes to your next.',
    rule: 'Single transferable vote, Meek’s method (reference rule of the PR Foundation): whoever reaches the quota is elected and keeps only such a share of each ballot as it takes to stay on the quota; the rest goes to the next choices, and the quota is worked out anew from the votes that still stand for somebody, in nine decimals. When the shares have settled and nobody else is elected, whoever has the fewest votes is defeated. A tie goes by lot.',
  },
});

/** A surplus of all the elected together below 0.000001 counts as none. */
const OMEGA = ONE / 1_000_000;

/**
 * Step by step by the reference rule; its letters stand beside the code. The quota is that of the votes that stand for
 * somebody, so a blank paper is in none. All whose votes differ from the lowest by no more than the surplus that is left are
 * tied (B.3), and the lot alone decides between them: the rule wants an order drawn beforehand.
 *
 * Without a lot, those who tie without a vote are excluded together: no vote moves, so nothing hangs on their order.
 */
export function countMeekStv(papers: readonly Paper[], rules: MethodRules): Outcome {
  const rankings = rankingsOf(papers, rules);
  const progress = beginCount(rankings, rules, 9);
  if (rankings.ballots === 0) return endCount(progress);
  const whole = rankings.ballots * ONE;
  if (!Number.isSafeInteger(whole)) throw new RangeError('These are more ballots than can be counted');
  const keep = progress.standing.map((standing) => (standing === 'withdrawn' ? 0 : ONE));
  let before = keep.map(() => 0);
  let act: Stage['act'] = { what: 'first-preferences' };
  for (;;) {
    const prefixes = prefixesOf(rankings, progress, act.what === 'exclusion' ? act.candidates : []);
    const round = settle(progress, prefixes, keep);
    const excluded = round.elected.length > 0 || isOver(progress) ? [] : excludeLowest(progress, round);
    for (const candidate of excluded) keep[candidate] = 0;
    recordStage(progress, {
      ...{ act, excluded, quota: round.quota, keepFactors: round.keep, lostToRounding: 0 },
      elected: [...round.elected, ...electTheRest(progress)],
      nonTransferable: whole - round.standing,
      moved: movedBetween(prefixes, before, round.keep),
    });
    if (isOver(progress) || (excluded.length === 0 && round.elected.length === 0)) return endCount(progress);
    act =
      excluded.length > 0 ? { what: 'exclusion', candidates: excluded } : { what: 'shares', candidates: round.elected };
    before = round.keep;
  }
}

function isOver(progress: Progress): boolean {
  return vacancies(progress) === 0 || continuing(progress).length <= vacancies(progress);
}

interface Round {
  /** What stands for anybody, what elects, and by how much the elected have more. */
  readonly standing: number;
  readonly quota: number;
  readonly surplus: number;
  readonly elected: readonly number[];
  /** The share of each vote that each candidate kept in this round's last distribution. */
  readonly keep: number[];
}

/** B.2: distributes the votes until somebody is elected, or the surplus is as good as gone or falls no more. Changes `keep`. */
function settle(progress: Progress, prefixes: Prefixes, keep: number[]): Round {
  let last = Infinity;
  for (;;) {
    const votes = distribute(prefixes, keep);
    const standing = votes.reduce((sum, own) => sum + own, 0);
    const parts = progress.rules.seats + 1;
    const quota = (standing - (standing % parts)) / parts + 1;
    const reached = continuing(progress).filter((candidate) => (votes[candidate] ?? 0) >= quota);
    const holders = [...progress.elected.map(({ candidate }) => candidate), ...reached];
    // B.2.d: it is the sum that is not less than 0. Rounding can leave one of the elected a little below the quota.
    const surplus = Math.max(
      0,
      holders.reduce((sum, candidate) => sum + (votes[candidate] ?? 0) - quota, 0),
    );
    if (reached.length > 0 || surplus < OMEGA || surplus >= last || isOver(progress)) {
      progress.history.push(votes);
      return { standing, quota, surplus, elected: elect(progress, reached), keep: [...keep] };
    }
    for (const { candidate } of progress.elected)
      keep[candidate] = smaller(keep[candidate] ?? 0, quota, votes[candidate] ?? 0);
    last = surplus;
  }
}

/** B.2.a: how much of all ballots each candidate keeps. */
function distribute({ parents, holders, ballots, stops }: Prefixes, keep: readonly number[]): number[] {
  const votes = keep.map(() => 0);
  const left = new Float64Array(parents.length);
  for (let node = 0; node < parents.length; node += 1) {
    const parent = parents[node] ?? 0;
    const reaching = parent < 0 ? ONE : (left[parent] ?? 0);
    const holder = holders[node] ?? 0;
    const kept = stops[holder] === 1 ? reaching : keptOf(reaching, keep[holder] ?? 0);
    left[node] = reaching - kept;
    votes[holder] = (votes[holder] ?? 0) + kept * (ballots[node] ?? 0);
  }
  return votes;
}

/** B.2.f: the factor times the quota, rounded up to nine decimals, divided by the votes, rounded up again. */
function smaller(factor: number, quota: number, votes: number): number {
  const product = dividedUp(BigInt(factor) * BigInt(quota), BigInt(ONE));
  return Number(dividedUp(product * BigInt(ONE), BigInt(votes)));
}

function dividedUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

/** B.3 */
function excludeLowest(progress: Progress, { surplus }: Round): readonly number[] {
  const votes = progress.history.at(-1) ?? [];
  const candidates = continuing(progress);
  const fewest = Math.min(...candidates.map((candidate) => votes[candidate] ?? 0));
  const lowest = candidates.filter((candidate) => (votes[candidate] ?? 0) <= fewest + surplus);
  const excluded = chooseExcluded(progress, lowest, {
    looksBack: false,
    leaveInAnyOrder: (tied) => tied.every((candidate) => votes[candidate] === 0),
  });
  exclude(progress, excluded);
  return excluded;
}

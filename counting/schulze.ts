import { electInOrder, tiersOf } from './in-order.ts';
import type { Method, MethodRules, Outcome, Paper } from './method.ts';
import type { Measure, Path, PairwiseStep, Win } from './pairwise-steps.ts';
import { compare, compareWins, pairSteps, type Pairs, winsByStrength } from './pairwise.ts';
import { rankingMethod } from './ranking.ts';

const words = {
  offer: 'Schulze',
  hint: 'Everybody puts people in an order. Whoever beats each other person two by two is elected. Where they beat each other in a circle, the strongest chain of wins decides.',
  elects: 'Whoever beats each other person two by two is elected.',
};
const leftOut = 'comes after everybody you rank';

/** Schulze's method by winning votes: strengths are compared as `compareWins` says. */
export const schulze: Method = rankingMethod({
  ...{ name: 'schulze', elects: 'many', shares: true, leftOut },
  words: { ...words, rule: 'Schulze: candidates are compared two by two; the strongest chain of wins decides.' },
});

/** The same by margins. */
export const schulzeMargins: Method = rankingMethod({
  ...{ name: 'schulze-margins', elects: 'many', shares: true, leftOut },
  words: {
    ...words,
    offer: 'Schulze by margins',
    rule: 'Schulze by margins: candidates are compared two by two; the strongest chain of wins, by their margins, decides.',
  },
});

export function countSchulze(papers: readonly Paper[], rules: MethodRules): Outcome {
  return countBy(papers, rules, 'votes');
}

export function countSchulzeMargins(papers: readonly Paper[], rules: MethodRules): Outcome {
  return countBy(papers, rules, 'margin');
}

/**
 * Whoever has a stronger path to everybody else than they have back comes first. Paths rarely decide between all: first
 * come those who are behind nobody, then those who are behind nobody of the rest, and so on; equals are a tie.
 */
function countBy(papers: readonly Paper[], rules: MethodRules, measure: Measure): Outcome {
  const { figures, ranked, ...pairs } = compare(schulze, papers, rules);
  const paths = strongestPaths(pairs, measure);
  const { tiers } = paths;
  const steps = [...pairSteps(pairs), ...pathSteps(pairs, paths, measure)];
  return electInOrder({ tiers, supported: ranked, figures, steps }, rules);
}

export interface StrongestPaths {
  /** The strongest path from one to the other; undefined: there is none. */
  readonly path: (one: number, other: number) => Path | undefined;
  readonly before: (one: number, other: number) => boolean;
  readonly tiers: readonly (readonly number[])[];
}

/** Floyd and Warshall's algorithm over the wins, in the order of their strength. */
export function strongestPaths(pairs: Pairs, measure: Measure): StrongestPaths {
  const { candidates, over } = pairs;
  const size = over.length;
  const groups = winsByStrength(pairs, measure).toReversed();
  // Levels instead of strengths, since a strength may be two numbers: 0 is no path, 1 the weakest win.
  const levels = Array.from({ length: size * size }, () => 0);
  const previous = Array.from({ length: size * size }, () => -1);
  for (const [group, wins] of groups.entries()) {
    for (const { winner, loser } of wins) {
      levels[winner * size + loser] = group + 1;
      previous[winner * size + loser] = winner;
    }
  }
  const level = (one: number, other: number) => levels[one * size + other] ?? 0;
  for (const via of candidates) {
    for (const from of candidates) {
      if (from === via) continue;
      for (const to of candidates) {
        const strength = Math.min(level(from, via), level(via, to));
        if (to === from || to === via || strength <= level(from, to)) continue;
        levels[from * size + to] = strength;
        previous[from * size + to] = previous[via * size + to] ?? -1;
      }
    }
  }
  const path = (one: number, other: number) =>
    level(one, other) === 0
      ? undefined
      : pathTo(other, one, (to) => previous[one * size + to] ?? -1, groups.flat(), measure);
  const before = (one: number, other: number) => level(one, other) > level(other, one);
  return { path, before, tiers: tiersOf(candidates, before) };
}

function pathTo(
  end: number,
  start: number,
  previous: (to: number) => number,
  wins: readonly Win[],
  measure: Measure,
): Path | undefined {
  const candidates = [end];
  let weakest: Win | undefined;
  for (let to = end; to !== start && to >= 0; to = previous(to)) {
    const from = previous(to);
    candidates.unshift(from);
    const win = wins.find(({ winner, loser }) => winner === from && loser === to);
    if (win !== undefined && (weakest === undefined || compareWins(win, weakest, measure) < 0)) weakest = win;
  }
  return weakest === undefined ? undefined : { candidates, weakest };
}

/** The paths as a table, and for each who is not in front the one by whom they are behind somebody. */
export function pathSteps(pairs: Pairs, paths: StrongestPaths, measure: Measure): readonly PairwiseStep[] {
  const { candidates, over } = pairs;
  // Between two, the pair is the only path.
  if (candidates.length <= 2) return [];
  const strengths = over.map((row, one) => row.map((_, other) => strengthOf(paths.path(one, other)?.weakest, measure)));
  return [{ kind: 'strongest-paths', measure, candidates, strengths }, ...behindSteps(paths, measure)];
}

function strengthOf(win: Win | undefined, measure: Measure): number {
  if (win === undefined) return 0;
  return measure === 'votes' ? win.votes : win.votes - win.against;
}

function behindSteps({ tiers, before, path }: StrongestPaths, measure: Measure): readonly PairwiseStep[] {
  return tiers.flatMap((tier, at) =>
    tier.flatMap((loser): readonly PairwiseStep[] => {
      const winner = tiers[at - 1]?.find((one) => before(one, loser));
      const there = winner === undefined ? undefined : path(winner, loser);
      if (winner === undefined || there === undefined) return [];
      return [{ kind: 'stronger-path', measure, there, back: path(loser, winner) ?? null }];
    }),
  );
}

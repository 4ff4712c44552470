import type { Marks, MethodRules, Opened } from '../method.ts';
import { secondAllocated } from './allocated.ts';
import { secondBenham } from './benham.ts';
import { secondDebian } from './debian.ts';
import { secondJudgment } from './judgment.ts';
import { secondMeek } from './meek.ts';
import { secondMost } from './most.ts';
import { secondBorda, secondCopeland, secondMinimax } from './orders.ts';
import { secondRankedPairs } from './ranked-pairs.ts';
import { secondRunoff } from './runoff.ts';
import { secondSchulze } from './schulze.ts';
import { secondScottish } from './scottish.ts';
import { standing, type SecondOutcome } from './seats.ts';
import { secondStar } from './star.ts';
import { secondWigm } from './wigm.ts';

export type { SecondOutcome } from './seats.ts';

/**
 * Counts a contest a second time, by other ways than the first counter's, with which it shares no code. Both must come to
 * the same; where they do not, one of them is wrong, and nothing may be published. Undefined for a method that elects
 * nobody: what becomes of a motion is decided by its own rule.
 */
export function secondCount(method: string, opened: Opened, rules: MethodRules): SecondOutcome | undefined {
  if (opened.kind === 'sums') return sumsCounted.has(method) ? secondMost(opened.sums.map(BigInt), rules) : undefined;
  const counted = papersCounted.get(method);
  if (counted === undefined) return undefined;
  return counted.count(
    opened.ballots.filter((marks) => marks.length === rules.candidates && counted.allows(marks, rules)),
    rules,
  );
}

const sumsCounted: ReadonlySet<string> = new Set(['approval', 'choose', 'plurality', 'block-plurality']);

interface Counted {
  allows(marks: Marks, rules: MethodRules): boolean;
  count(ballots: readonly Marks[], rules: MethodRules): SecondOutcome;
}

const upTo =
  (greatest: number) =>
  (marks: Marks): boolean =>
    marks.every((mark) => Number.isSafeInteger(mark) && mark >= 0 && mark <= greatest);

const ranking = upTo(255);

const papersCounted: ReadonlyMap<string, Counted> = new Map<string, Counted>([
  ['score', { allows: upTo(5), count: countPoints }],
  ['cumulative', { allows: withinPoints, count: countPoints }],
  ['star', { allows: upTo(5), count: secondStar }],
  ['bloc-star', { allows: upTo(5), count: secondStar }],
  ['allocated-score', { allows: upTo(5), count: secondAllocated }],
  ['majority-judgment', { allows: upTo(5), count: secondJudgment }],
  ['irv', { allows: ranking, count: secondRunoff }],
  ['scottish-stv', { allows: ranking, count: secondScottish }],
  ['wigm-stv', { allows: ranking, count: secondWigm }],
  ['meek-stv', { allows: ranking, count: secondMeek }],
  ['schulze', { allows: ranking, count: (ballots, rules) => secondSchulze(ballots, rules, 'winning-votes') }],
  ['schulze-margins', { allows: ranking, count: (ballots, rules) => secondSchulze(ballots, rules, 'margins') }],
  ['ranked-pairs', { allows: ranking, count: (ballots, rules) => secondRankedPairs(ballots, rules, 'winning-votes') }],
  [
    'ranked-pairs-margins',
    { allows: ranking, count: (ballots, rules) => secondRankedPairs(ballots, rules, 'margins') },
  ],
  ['minimax', { allows: ranking, count: (ballots, rules) => secondMinimax(ballots, rules, 'winning-votes') }],
  ['minimax-margins', { allows: ranking, count: (ballots, rules) => secondMinimax(ballots, rules, 'margins') }],
  ['copeland', { allows: ranking, count: secondCopeland }],
  ['condorcet-irv', { allows: strictRanking, count: secondBenham }],
  ['debian', { allows: ranking, count: secondDebian }],
  ['borda', { allows: ranking, count: secondBorda }],
]);

function strictRanking(marks: Marks): boolean {
  const places = marks.filter((mark) => mark > 0);
  return ranking(marks) && new Set(places).size === places.length;
}

function withinPoints(marks: Marks, { seats }: MethodRules): boolean {
  return upTo(seats)(marks) && marks.reduce((sum, mark) => sum + mark, 0) <= seats;
}

function countPoints(ballots: readonly Marks[], rules: MethodRules): SecondOutcome {
  const points = Array.from({ length: rules.candidates }, () => 0n);
  for (const place of standing(rules)) {
    points[place] = BigInt(ballots.reduce((sum, marks) => sum + (marks[place] ?? 0), 0));
  }
  return secondMost(points, rules);
}

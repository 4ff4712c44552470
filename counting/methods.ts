import { allocatedScore } from './allocated-score.ts';
import { approval } from './approval.ts';
import { borda } from './borda.ts';
import { chooseN } from './choose-n.ts';
import { condorcetIrv } from './condorcet-irv.ts';
import { copeland } from './copeland.ts';
import { cumulative } from './cumulative.ts';
import { debian } from './debian.ts';
import { irv } from './irv.ts';
import { majorityJudgment } from './majority-judgment.ts';
import { meekStv } from './meek-stv.ts';
import type { Method } from './method.ts';
import { minimax, minimaxMargins } from './minimax.ts';
import { blockPlurality, plurality } from './plurality.ts';
import { question } from './question.ts';
import { rankedPairs, rankedPairsMargins } from './ranked-pairs.ts';
import { schulze, schulzeMargins } from './schulze.ts';
import { score } from './score.ts';
import { scottishStv } from './scottish-stv.ts';
import { blocStar, star } from './star.ts';
import { wigmStv } from './wigm-stv.ts';

export type {
  BallotFigures,
  BallotShape,
  BrokenTie,
  DebianRules,
  Marks,
  MetTie,
  Method,
  MethodRules,
  MethodWords,
  Opened,
  Outcome,
  Paper,
  PapersCount,
  Ranked,
  Ratio,
  Said,
  Step,
  SumsCount,
  Tie,
} from './method.ts';

/** Every way of voting there is. A new one is a new file, a line here, and a line in `counts.ts`, where its count stands. */
export const METHODS: readonly Method[] = [
  approval,
  plurality,
  blockPlurality,
  chooseN,
  score,
  cumulative,
  star,
  blocStar,
  allocatedScore,
  majorityJudgment,
  schulze,
  schulzeMargins,
  rankedPairs,
  rankedPairsMargins,
  minimax,
  minimaxMargins,
  copeland,
  condorcetIrv,
  debian,
  borda,
  irv,
  scottishStv,
  wigmStv,
  meekStv,
  question,
];

/** The method of a name, or undefined. */
export function findMethod(name: string): Method | undefined {
  return METHODS.find((method) => method.name === name);
}

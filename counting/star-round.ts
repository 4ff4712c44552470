import { tiersBy } from './in-order.ts';
import type { BallotFigures, MetTie, Paper, Step } from './method.ts';
import { sumsOf } from './score.ts';
import type { SeatRound } from './seat-by-seat.ts';
import { byLot } from './seats.ts';

/** What all rounds look at. Figures stand in the order of the ballot. */
export interface StarBoard {
  readonly ballots: number;
  /** The points of each. */
  readonly scores: readonly number[];
  /** How many ballots give each the best score. */
  readonly best: readonly number[];
  /** `above[a][b]`: how many ballots score a higher than b. */
  readonly above: readonly (readonly number[])[];
  readonly lot: readonly number[] | undefined;
}

export function starBoard(
  papers: readonly Paper[],
  figures: BallotFigures,
  lot: readonly number[] | undefined,
): StarBoard {
  return {
    ...{ ballots: figures.valid, scores: sumsOf(figures), lot },
    best: figures.given.map((counts) => counts.at(-1) ?? 0),
    above: aboveIn(papers, figures.given.length),
  };
}

function aboveIn(papers: readonly Paper[], candidates: number): readonly (readonly number[])[] {
  // Here is where a count spends its time. The figures are whole numbers; the array is flat and of one type for speed.
  const above = new Float64Array(candidates * candidates);
  for (const { marks, count } of papers) {
    for (let one = 0; one < candidates; one += 1) {
      const [ours, row] = [marks[one] ?? 0, one * candidates];
      if (ours === 0) continue;
      for (let other = 0; other < candidates; other += 1) {
        if (ours > (marks[other] ?? 0)) above[row + other] = (above[row + other] ?? 0) + count;
      }
    }
  }
  return Array.from({ length: candidates }, (_, one) => [...above.subarray(one * candidates, (one + 1) * candidates)]);
}

/**
 * One winner by score, then automatic runoff. The two with the most points are the finalists; of these, whom more ballots
 * score above the other wins. A tie for finalist is narrowed, each time among those who are still tied: those who lost the
 * most of the matches among them are out, or, if too few would be left, the others are in. Where all lost equally many,
 * those with the most scores of 5 go ahead. Then the lot. A tie in the runoff is for whom has more points, then for whom
 * has more scores of 5, then for the lot. (Equal Vote's official protocol for ties.)
 */
export function starRound(board: StarBoard, running: readonly number[], round: number): SeatRound {
  const scores = { kind: 'scores', round, scores: board.scores.map(String), running } as const;
  const final = finalistsOf(board, running, round);
  const steps: Step[] = [scores, ...final.steps];
  if (final.tied.length > 0)
    return { ...final, winner: undefined, contenders: [...final.chosen, ...final.tied], byLot: [], steps };
  const candidates = final.chosen.toSorted(
    (one, other) => (board.scores[other] ?? 0) - (board.scores[one] ?? 0) || one - other,
  );
  steps.push({ kind: 'finalists', round, candidates });
  const [one, other] = candidates;
  if (one === undefined || other === undefined)
    return { winner: one, tied: [], contenders: [], byLot: [], ties: final.ties, steps };
  const runoff = runoffOf(board, one, other, round);
  return { ...runoff, ties: [...final.ties, ...runoff.ties], steps: [...steps, ...runoff.steps] };
}

interface Finalists {
  readonly chosen: readonly number[];
  readonly tied: readonly number[];
  readonly ties: readonly MetTie[];
  readonly steps: readonly Step[];
}

function finalistsOf(board: StarBoard, running: readonly number[], round: number): Finalists {
  const state: Narrowing = { chosen: [], tied: running, places: Math.min(2, running.length), ties: [], steps: [] };
  narrow(
    state,
    tiersBy(running, (one) => board.scores[one] ?? 0),
  );
  while (state.tied.length > 0) {
    const tied = state.tied;
    const lost = matchesLost(board, tied);
    const tiers = tiersBy(tied, (one) => -(lost[tied.indexOf(one)] ?? 0));
    state.steps.push({ kind: 'matches', round, candidates: tied, lost });
    if (tiers.length > 1) {
      // The most losses are out first, and what is left is compared anew.
      const worst = tiers.at(-1) ?? [];
      decide(state, [tied.filter((one) => !worst.includes(one)), worst], 'who lost fewer of these comparisons');
      continue;
    }
    const best = tiersBy(tied, (one) => board.best[one] ?? 0);
    state.steps.push({ kind: 'top-scores', round, candidates: tied, ballots: tied.map((one) => board.best[one] ?? 0) });
    if (best.length > 1) {
      const most = best[0] ?? [];
      decide(state, [most, tied.filter((one) => !most.includes(one))], 'who has more scores of 5');
      continue;
    }
    const drawn = byLot(tied, board.lot);
    if (drawn !== undefined) {
      decide(state, [drawn.slice(0, state.places), drawn.slice(state.places)], 'lot');
      continue;
    }
    meet(state, { over: 'finalist', candidates: tied, chosen: [], by: null });
    return state;
  }
  return state;
}

interface Narrowing {
  chosen: readonly number[];
  tied: readonly number[];
  places: number;
  readonly ties: MetTie[];
  readonly steps: Step[];
}

/** Chooses the tiers for which there are places; those of the first that is too large stay tied. */
function narrow(state: Narrowing, tiers: readonly (readonly number[])[]): void {
  state.tied = [];
  for (const tier of tiers) {
    if (state.places === 0) return;
    if (tier.length > state.places) {
      state.tied = tier;
      return;
    }
    state.chosen = [...state.chosen, ...tier];
    state.places -= tier.length;
  }
}

function decide(state: Narrowing, tiers: readonly [readonly number[], readonly number[]], by: string): void {
  meet(state, { over: 'finalist', candidates: state.tied, chosen: tiers[0].toSorted(ascending), by });
  narrow(state, tiers);
}

function meet({ ties, steps }: Narrowing, tie: MetTie): void {
  ties.push(tie);
  steps.push({ kind: 'tie', tie });
}

function ascending(one: number, other: number): number {
  return one - other;
}

/** How many of the others among these are scored above each by more ballots than below. */
function matchesLost({ above }: StarBoard, tied: readonly number[]): readonly number[] {
  return tied.map((one) => tied.filter((other) => (above[other]?.[one] ?? 0) > (above[one]?.[other] ?? 0)).length);
}

function runoffOf(board: StarBoard, one: number, other: number, round: number): SeatRound {
  const votes = [board.above[one]?.[other] ?? 0, board.above[other]?.[one] ?? 0] as const;
  const winner = higher([one, other], votes);
  const alike = board.ballots - votes[0] - votes[1];
  const runoff = { kind: 'runoff', round, candidates: [one, other], votes, alike, winner: winner ?? null } as const;
  if (winner !== undefined) return { winner, tied: [], contenders: [], byLot: [], ties: [], steps: [runoff] };
  const { chosen, by } = brokenRunoff(board, [one, other]);
  const open = chosen === undefined ? [one, other] : [];
  const tie = { over: 'runoff', candidates: [one, other], chosen: chosen === undefined ? [] : [chosen], by } as const;
  return {
    winner: chosen,
    tied: open,
    contenders: open,
    byLot: by === 'lot' ? [one, other] : [],
    ties: [tie],
    steps: [runoff, { kind: 'tie', tie }],
  };
}

function brokenRunoff(
  { scores, best, lot }: StarBoard,
  pair: readonly [number, number],
): { readonly chosen: number | undefined; readonly by: string | null } {
  const byPoints = higher(pair, figuresOf(pair, scores));
  if (byPoints !== undefined) return { chosen: byPoints, by: 'who has more points' };
  const byBest = higher(pair, figuresOf(pair, best));
  if (byBest !== undefined) return { chosen: byBest, by: 'who has more scores of 5' };
  const chosen = byLot(pair, lot)?.[0];
  return { chosen, by: chosen === undefined ? null : 'lot' };
}

function figuresOf([one, other]: readonly [number, number], figures: readonly number[]): readonly [number, number] {
  return [figures[one] ?? 0, figures[other] ?? 0];
}

function higher(pair: readonly [number, number], [ours, theirs]: readonly [number, number]): number | undefined {
  if (ours === theirs) return undefined;
  return ours > theirs ? pair[0] : pair[1];
}

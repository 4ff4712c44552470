import { compare, decimal, divided, fraction, minus, NONE, ONE, plus, times, type Fraction } from './fraction.ts';
import { grouped } from './in-order.ts';
import type { Method, MethodRules, MetTie, Outcome, Paper, Step } from './method.ts';
import { BEST, pointWords, scoreBallot, scoreWords } from './score.ts';
import { seatBySeat, type SeatRound } from './seat-by-seat.ts';
import { byLot } from './seats.ts';

/** Proportional STAR: a group that is large enough for a seat gets one, since its ballots are spent on it. */
export const allocatedScore: Method = {
  ...scoreBallot,
  name: 'allocated-score',
  elects: 'many',
  words: {
    ...pointWords,
    offer: 'Proportional STAR',
    hint: 'Everybody gives each person 0 to 5. Seat by seat, the one with the most points is elected, and the ballots that gave them most are spent on the seat. So groups win seats by their size. At most 30 people can stand.',
    rule: 'Proportional STAR (allocated score): a voter gives each candidate 0 to 5. The one with the most points takes a seat, and a quota of the ballots that gave them most is spent on it.',
  },
  instruction: (rules) =>
    `${scoreWords(rules)} Seat by seat the one with the most points is elected, and the ballots that gave them most are spent on the seat.`,
};

/**
 * The quota is all valid ballots over the seats, exactly (Hare). Every ballot begins with weight 1. Each seat goes to the
 * one with the most points, score times weight; a tie is for the lot alone. Then a quota of weight is spent on the seat:
 * first the ballots that contributed most, score times weight. Those at the edge, who contributed alike, keep all the same
 * share of their weight. A ballot that contributed nothing is not spent, so less than a quota may be. Those who are not
 * elected are ordered by the points of the last round.
 */
export function countAllocatedScore(papers: readonly Paper[], rules: MethodRules): Outcome {
  return seatBySeat(allocatedScore, papers, rules, (valid, figures) => {
    const quota = fraction(figures.valid, rules.seats);
    const weighed = new WeighedPapers(valid, rules.candidates);
    return {
      round: (running, round) => mostPoints(weighed.points(), running, round, rules.lot),
      seated: (candidate, round) => [
        { kind: 'allocation', round, candidate, quota: decimal(quota), ...weighed.spend(candidate, quota) },
      ],
      after: (left) => byPoints(left, weighed.points()),
    };
  });
}

function mostPoints(
  points: readonly Fraction[],
  running: readonly number[],
  round: number,
  lot: readonly number[] | undefined,
): SeatRound {
  const scores: Step = { kind: 'scores', round, scores: points.map(decimal), running };
  const [most = []] = byPoints(running, points);
  if (most.length === 1) return { winner: most[0], tied: [], contenders: [], byLot: [], ties: [], steps: [scores] };
  const winner = byLot(most, lot)?.[0];
  const tie: MetTie =
    winner === undefined
      ? { over: 'seat', candidates: most, chosen: [], by: null }
      : { over: 'seat', candidates: most, chosen: [winner], by: 'lot' };
  const [open, closed] = winner === undefined ? [most, []] : [[], most];
  return { winner, tied: open, contenders: open, byLot: closed, ties: [tie], steps: [scores, { kind: 'tie', tie }] };
}

/** Those of equal points together, the most points first. */
function byPoints(candidates: readonly number[], scores: readonly Fraction[]): readonly (readonly number[])[] {
  const points = (one: number) => scores[one] ?? NONE;
  const sorted = candidates.toSorted((one, other) => compare(points(other), points(one)) || one - other);
  return grouped(sorted, (one, other) => compare(points(one), points(other)) === 0);
}

interface Spent {
  readonly spent: string;
  readonly edge: { readonly points: string; readonly weight: string; readonly kept: string } | null;
}

/** Papers of equal weight, together. */
interface Class {
  readonly weight: Fraction;
  readonly papers: readonly Paper[];
  /** `given[c][s]`: how many of its ballots give candidate c the score s. */
  readonly given: readonly (readonly number[])[];
}

/** Ballots in classes of equal weight: adding them up is done in whole numbers, and only classes are weighed. */
class WeighedPapers {
  readonly #candidates: number;
  #classes: readonly Class[];

  constructor(papers: readonly Paper[], candidates: number) {
    this.#candidates = candidates;
    this.#classes = [this.#classOf(ONE, papers)];
  }

  #classOf(weight: Fraction, papers: readonly Paper[]): Class {
    const given = Array.from({ length: this.#candidates }, () => Array.from({ length: BEST + 1 }, () => 0));
    for (const { marks, count } of papers) {
      for (let place = 0; place < this.#candidates; place += 1) {
        const [counts = [], mark] = [given[place], marks[place] ?? 0];
        counts[mark] = (counts[mark] ?? 0) + count;
      }
    }
    return { weight, papers, given };
  }

  /** Score times weight, over all ballots, for each candidate. */
  points(): readonly Fraction[] {
    return Array.from({ length: this.#candidates }, (_, place) =>
      this.#classes.reduce((sum, { weight, given }) => {
        const points = (given[place] ?? []).reduce((all, count, score) => all + count * score, 0);
        return plus(sum, times(weight, fraction(points)));
      }, NONE),
    );
  }

  /** Spends up to a quota of weight on the seat of a candidate. */
  spend(candidate: number, quota: Fraction): Spent {
    let [spent, edge]: [Fraction, Spent['edge']] = [NONE, null];
    const shares = new Map<Part, Fraction>();
    for (const parts of this.#contributions(candidate)) {
      const weight = parts.reduce((sum, part) => plus(sum, part.weight), NONE);
      const isOver = compare(plus(spent, weight), quota) > 0;
      const kept = isOver ? minus(ONE, divided(minus(quota, spent), weight)) : NONE;
      // A quota that is full already takes nothing.
      if (compare(kept, ONE) === 0) break;
      for (const part of parts) shares.set(part, kept);
      if (isOver) edge = { points: decimal(parts[0]?.points ?? NONE), weight: decimal(weight), kept: decimal(kept) };
      else spent = plus(spent, weight);
      if (isOver) break;
    }
    this.#keep(candidate, shares);
    return { spent: decimal(spent), edge };
  }

  /** What ballots contributed, the most first, in which class and by which score; not those that contributed nothing. */
  #contributions(candidate: number): readonly (readonly Part[])[] {
    const parts = this.#classes.flatMap((of) =>
      (of.given[candidate] ?? []).flatMap((ballots, score) =>
        score === 0 || ballots === 0
          ? []
          : [{ of, score, points: times(of.weight, fraction(score)), weight: times(of.weight, fraction(ballots)) }],
      ),
    );
    const sorted = parts.toSorted((one, other) => compare(other.points, one.points));
    return grouped(sorted, (one, other) => compare(one.points, other.points) === 0);
  }

  /** Leaves the ballots of each part a share of their weight. */
  #keep(candidate: number, shares: ReadonlyMap<Part, Fraction>): void {
    this.#classes = this.#classes.flatMap((one) => {
      const parts = [...shares].filter(([{ of }]) => of === one);
      if (parts.length === 0) return [one];
      const taken = new Set(parts.map(([{ score }]) => score));
      const others = one.papers.filter(({ marks }) => !taken.has(marks[candidate] ?? 0));
      const kept = parts
        .filter(([, share]) => compare(share, NONE) > 0)
        .map(([{ score }, share]) =>
          this.#classOf(
            times(one.weight, share),
            one.papers.filter(({ marks }) => marks[candidate] === score),
          ),
        );
      return others.length === 0 ? kept : [this.#classOf(one.weight, others), ...kept];
    });
  }
}

interface Part {
  readonly of: Class;
  readonly score: number;
  /** What each of its ballots contributes. */
  readonly points: Fraction;
  readonly weight: Fraction;
}

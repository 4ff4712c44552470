/**
 * What scores add up to, and what is decided between those who have the most. Rounds count from 1: each fills a seat.
 * Figures that may be fractions are decimals, rounded to four places; what decides is always the exact figure.
 */
export type ScoreStep =
  /** The points of all candidates, in the order of the ballot, and who is still in the running for this seat. */
  | {
      readonly kind: 'scores';
      readonly round: number;
      readonly scores: readonly string[];
      readonly running: readonly number[];
    }
  /** Equal points for a place in the runoff: how many of the matches among these each of them lost. */
  | {
      readonly kind: 'matches';
      readonly round: number;
      readonly candidates: readonly number[];
      readonly lost: readonly number[];
    }
  /** Still equal: how many ballots give each of them the best score. */
  | {
      readonly kind: 'top-scores';
      readonly round: number;
      readonly candidates: readonly number[];
      readonly ballots: readonly number[];
    }
  /** One alone where nobody else in the running is left. */
  | { readonly kind: 'finalists'; readonly round: number; readonly candidates: readonly number[] }
  /** How many ballots score the one above the other, the other above the one, and both alike; null: as many as many. */
  | {
      readonly kind: 'runoff';
      readonly round: number;
      readonly candidates: readonly [number, number];
      readonly votes: readonly [number, number];
      readonly alike: number;
      readonly winner: number | null;
    }
  /** Allocated score: up to a quota of the ballots that gave the elected most is spent on the seat. */
  | {
      readonly kind: 'allocation';
      readonly round: number;
      readonly candidate: number;
      /** In ballots. */
      readonly quota: string;
      /** The weight of the ballots that are spent whole. */
      readonly spent: string;
      /** Those at the edge of the quota: what each gave, their weight, and which share of it they keep. */
      readonly edge: { readonly points: string; readonly weight: string; readonly kept: string } | null;
    };

/** What a count of pairs found, and what the method made of it. All lists by candidate are in the order of the ballot. */
export type PairwiseStep =
  /** `over[a][b]`: how many ballots put a before b. `candidates`: who is compared; the rows and columns of others are 0. */
  | {
      readonly kind: 'pairwise';
      readonly candidates: readonly number[];
      readonly over: readonly (readonly number[])[];
    }
  /** Who beats every other of `among` in pairs. */
  | { readonly kind: 'beats-everybody'; readonly candidate: number; readonly among: readonly number[] }
  /** How many of the others each candidate beats, ties with and loses to; Copeland: a tie is worth half a win. */
  | {
      readonly kind: 'records';
      readonly candidates: readonly number[];
      readonly wins: readonly number[];
      readonly draws: readonly number[];
      readonly losses: readonly number[];
    }
  /** Schulze. `strengths[a][b]`: the strongest path from a to b; 0: none. */
  | {
      readonly kind: 'strongest-paths';
      readonly measure: Measure;
      readonly candidates: readonly number[];
      readonly strengths: readonly (readonly number[])[];
    }
  /** Schulze: the strongest path from the one to the other is stronger than that back. */
  | {
      readonly kind: 'stronger-path';
      readonly measure: Measure;
      readonly there: Path;
      /** Null: there is none. */
      readonly back: Path | null;
    }
  /** Ranked pairs: a pair that stands. */
  | { readonly kind: 'pair-kept'; readonly measure: Measure; readonly pair: Win }
  /** Ranked pairs: one that would close a circle with what stands. `chain`: from its loser to its winner. */
  | {
      readonly kind: 'pair-dropped';
      readonly measure: Measure;
      readonly pair: Win;
      readonly chain: readonly number[];
      /** Whether a pair of the chain is as strong as this one: then all such pairs of the circle are left out together. */
      readonly alike: boolean;
    }
  /** Minimax: the worst defeat of each candidate; null: none. */
  | {
      readonly kind: 'worst-defeats';
      readonly measure: Measure;
      readonly candidates: readonly number[];
      readonly defeats: readonly (Win | null)[];
    }
  /** Borda: points by places, in halves where places are shared: `points` twice over. */
  | { readonly kind: 'double-points'; readonly candidates: readonly number[]; readonly points: readonly number[] }
  /**
   * Condorcet-IRV: nobody left beats all others, so whoever is first on the fewest ballots is excluded. `firsts`: among
   * those left. `excluded`: null where nothing decides between equals.
   */
  | {
      readonly kind: 'fewest-firsts';
      readonly candidates: readonly number[];
      readonly firsts: readonly number[];
      readonly excluded: number | null;
    }
  /** Debian: too few put this candidate before the default, or not by the share that it takes. */
  | {
      readonly kind: 'below-quorum' | 'below-majority';
      readonly candidate: number;
      readonly votes: number;
      readonly against: number;
      readonly needed: string;
    }
  /** Debian: what wins, which may be the default: then it stays as it was. */
  | { readonly kind: 'option-wins' | 'default-wins'; readonly candidate: number }
  | { readonly kind: 'options-lose'; readonly candidates: readonly number[] };

/** How strong a win is: by the ballots for the winner, or by how many more they are than those for the loser. */
export type Measure = 'votes' | 'margin';

/** A pair that somebody wins, and how many ballots say so, and the contrary. */
export interface Win {
  readonly winner: number;
  readonly loser: number;
  readonly votes: number;
  readonly against: number;
}

/** A chain of wins from its first candidate to its last. */
export interface Path {
  readonly candidates: readonly number[];
  /** It is as strong as this one. */
  readonly weakest: Win;
}

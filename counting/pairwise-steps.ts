/** What a count of pairs found, and what the method made of it. Pairs are [winner, loser]. */
export type PairwiseStep =
  /** `over[a][b]`: how many ballots put a before b. */
  | { readonly kind: 'pairwise'; readonly over: readonly (readonly number[])[] }
  /** Who beats every other in pairs. */
  | { readonly kind: 'beats-everybody'; readonly candidate: number }
  /** How many of the others each candidate beats, ties with and loses to. */
  | {
      readonly kind: 'records';
      readonly wins: readonly number[];
      readonly draws: readonly number[];
      readonly losses: readonly number[];
    }
  /** `strengths[a][b]`: the strongest path from a to b; 0: none. */
  | { readonly kind: 'strongest-paths'; readonly strengths: readonly (readonly number[])[] }
  /** A pair that stands, and one that would close a circle. */
  | {
      readonly kind: 'pair-kept' | 'pair-dropped';
      readonly winner: number;
      readonly loser: number;
      readonly strength: number;
    }
  /** The worst defeat of each candidate; 0: none. */
  | { readonly kind: 'worst-defeats'; readonly defeats: readonly number[] }
  /** Points by places, in halves where places are shared: `points` twice over. */
  | { readonly kind: 'double-points'; readonly points: readonly number[] }
  /** Those whom nobody outside beats or ties with. */
  | { readonly kind: 'smith-set'; readonly candidates: readonly number[] }
  /** Debian: too few put this candidate before the default, or not by the share that it takes. */
  | {
      readonly kind: 'below-quorum' | 'below-majority';
      readonly candidate: number;
      readonly votes: number;
      readonly against: number;
      readonly needed: string;
    }
  /** Debian: nothing else is left, so it stays as it was. */
  | { readonly kind: 'default-wins'; readonly candidate: number };

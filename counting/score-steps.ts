/** What scores add up to, and what is decided between those who have the most. Scores are decimals as the method writes them. */
export type ScoreStep =
  | { readonly kind: 'scores'; readonly round: number; readonly scores: readonly string[] }
  | { readonly kind: 'finalists'; readonly round: number; readonly candidates: readonly number[] }
  /** How many ballots score the one above the other, the other above the one, and both alike. */
  | {
      readonly kind: 'runoff';
      readonly round: number;
      readonly candidates: readonly [number, number];
      readonly votes: readonly [number, number];
      readonly alike: number;
      readonly winner: number | null;
    }
  /** Allocated score: a quota of the ballots that like the elected most is spent on the seat. */
  | {
      readonly kind: 'allocation';
      readonly round: number;
      readonly candidate: number;
      readonly quota: string;
      /** Which score the last of them gave, and which share of their weight those who gave it keep. */
      readonly lowest: number;
      readonly kept: string;
    };

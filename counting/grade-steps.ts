/** Grades are numbers from 0, the worst. */
export type GradeStep =
  /** `tallies[c][g]`: how many ballots give candidate c the grade g. `names`: of the grades. */
  | { readonly kind: 'grades'; readonly names: readonly string[]; readonly tallies: readonly (readonly number[])[] }
  /** The lower middle grade of each candidate, in the order of the ballot. */
  | { readonly kind: 'medians'; readonly names: readonly string[]; readonly grades: readonly number[] }
  /** Equal medians: those who were compared, and in which order the grades around the median put them, equals together. */
  | {
      readonly kind: 'median-tie';
      readonly candidates: readonly number[];
      readonly grade: string;
      readonly order: readonly (readonly number[])[];
      /** For two who are next to each other in the order: after how many grades are taken away their middle differs. */
      readonly differ: readonly MedianDifference[];
    };

export interface MedianDifference {
  readonly above: number;
  readonly below: number;
  /** How many equal grades both lose first. */
  readonly taken: number;
  /** The middle grades after that. */
  readonly grades: readonly [string, string];
}

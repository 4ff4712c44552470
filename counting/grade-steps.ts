/** Grades are numbers from 0, the worst. */
export type GradeStep =
  /** `tallies[c][g]`: how many ballots give candidate c the grade g. */
  | { readonly kind: 'grades'; readonly tallies: readonly (readonly number[])[] }
  /** The lower middle grade of each candidate. */
  | { readonly kind: 'medians'; readonly grades: readonly number[] }
  /** Equal medians: those who were compared, and in which order the grades around the median put them, equals together. */
  | {
      readonly kind: 'median-tie';
      readonly candidates: readonly number[];
      readonly grade: number;
      readonly order: readonly (readonly number[])[];
    };

/** What decides a contest, apart from the votes. */
export interface MethodRules {
  /** How many are to be elected; 0 where the answers are no people. */
  readonly seats: number;
  /** How many stand, or how many answers there are. */
  readonly candidates: number;
  /** The most that one ballot may choose, where the method has such a limit; the number of seats unless given. */
  readonly max?: number | undefined;
  /** Places on the ballot in the order of the lot, the first wins a tie; undefined while there is no lot. */
  readonly lot?: readonly number[] | undefined;
}

/** For each candidate, in the order of the ballot: 1 if the voter marked it, else 0. */
export type Marks = readonly number[];

/** One step of a count, in the order in which a person would take it. Candidates are places on the ballot, from 0. */
export type Step =
  | { readonly kind: 'seats-for-all'; readonly seats: number; readonly candidates: number }
  | { readonly kind: 'elected'; readonly candidate: number; readonly votes: number; readonly seatsLeft: number }
  | {
      readonly kind: 'tied';
      readonly candidates: readonly number[];
      readonly votes: number;
      readonly seatsLeft: number;
    }
  | {
      readonly kind: 'tie-broken';
      readonly candidates: readonly number[];
      readonly votes: number;
      readonly won: readonly number[];
    }
  | { readonly kind: 'no-votes'; readonly candidates: readonly number[] }
  | { readonly kind: 'not-elected'; readonly candidates: readonly number[] };

/** A candidate's place in the order of votes; equal votes have equal ranks: 1, 2, 2, 4. */
export interface Ranked {
  readonly candidate: number;
  readonly votes: number;
  readonly rank: number;
}

export interface Tie {
  /** They have equal votes, and there are fewer seats than they are. */
  readonly candidates: readonly number[];
  readonly seats: number;
}

export interface BrokenTie {
  readonly candidates: readonly number[];
  /** Those of them whom the lot elects. */
  readonly won: readonly number[];
}

export interface Outcome {
  /** Elected whatever becomes of the tie; most votes first, equals in the order of the ballot. */
  readonly elected: readonly number[];
  readonly tied: Tie | null;
  /** The tie for the last seats, once the lot has broken it. */
  readonly broken: BrokenTie | null;
  /** Seats that nobody with a vote stands for. */
  readonly vacant: number;
  readonly ordering: readonly Ranked[];
  readonly steps: readonly Step[];
}

/** The words of a method in sentences of pages and reports. */
export interface MethodWords {
  /** One vote and several: `1 approval`, `3 approvals`. */
  readonly one: string;
  readonly many: string;
  /** The row below the names. */
  readonly nobody: string;
  /** `You approve` … `of 26`. */
  readonly said: string;
  /** `You approve nobody` … */
  readonly saidNobody: string;
  /** What a page of rules says. */
  readonly rule: string;
}

/** A way of voting and counting. It answers for itself: nobody else asks for its name. */
export interface Method {
  readonly name: string;
  /** The answers of every ballot, in their order, which is never shuffled; null: whoever stands. Nobody is elected by them. */
  readonly answers: readonly string[] | null;
  /** How the tally is opened: the sum of each candidate's marks, never a single ballot. */
  readonly opened: 'sums';
  /** The fewest and the most marks that one ballot may have. */
  ballotShape(rules: MethodRules): { readonly min: number; readonly max: number };
  isValid(marks: Marks, rules: MethodRules): boolean;
  /** From each candidate's sum to who is elected. Throws a RangeError unless there is one non-negative sum for each. */
  count(sums: readonly number[], rules: MethodRules): Outcome;
  readonly words: MethodWords;
  /** The sentence above the question. */
  instruction(rules: MethodRules): string;
  /** What the voter has done so far. */
  bar(marks: Marks, rules: MethodRules): string;
  /** Why the marks cannot be cast, and how they can; undefined when they can. */
  problem(marks: Marks, rules: MethodRules): string | undefined;
}

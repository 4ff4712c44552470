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
  /** Places of those who withdrew after the ballot was frozen: they keep what they were given, and are passed over. */
  readonly withdrawn?: readonly number[] | undefined;
}

/** For each candidate, in the order of the ballot: 1 if the voter marked it, else 0; or the score that the voter gave. */
export type Marks = readonly number[];

/** The same while a voter fills in the ballot; null: nothing was said of this candidate, which is sealed as 0. */
export type Said = readonly (number | null)[];

/** What was opened of a question: the sum of each answer, or each ballot in an order that nobody knows. */
export type Opened =
  | { readonly kind: 'sums'; readonly sums: readonly number[] }
  | { readonly kind: 'ballots'; readonly ballots: readonly Marks[] };

/** One step of a count, in the order in which a person would take it. Candidates are places on the ballot, from 0. */
export type Step =
  | { readonly kind: 'invalid-ballots'; readonly ballots: number }
  | { readonly kind: 'withdrawn'; readonly candidates: readonly number[] }
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

/** What ballots that were opened one by one say besides the sums. */
export interface BallotFigures {
  /** How many were counted, blank ones included, and how many were not, since the method allows no such ballot. */
  readonly valid: number;
  readonly invalid: number;
  /** For each candidate, how many of the valid ballots give 0, 1, 2 and so on. */
  readonly given: readonly (readonly number[])[];
}

export interface Outcome {
  /** What decides, for each candidate in the order of the ballot: approvals, votes, points. */
  readonly votes: readonly number[];
  /** Null where only sums were opened. */
  readonly ballots: BallotFigures | null;
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
  /** What the office chooses, and what it means. */
  readonly offer: string;
  readonly hint: string;
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

/** What the voter is asked: to mark some of the candidates, or to give each a score. */
export type BallotShape =
  | { readonly asks: 'marks'; readonly min: number; readonly max: number }
  | { readonly asks: 'scores'; readonly greatest: number };

/**
 * A way of voting and counting. It answers for itself: nobody else asks for its name. `opened` says what the trustees open,
 * and so what `count` takes.
 */
export type Method = SumsMethod | BallotsMethod;

interface AnyMethod {
  readonly name: string;
  /** The answers of every ballot, in their order, which is never shuffled; null: whoever stands. Nobody is elected by them. */
  readonly answers: readonly string[] | null;
  readonly words: MethodWords;
  isValid(marks: Marks, rules: MethodRules): boolean;
  /** The sentence above the question. */
  instruction(rules: MethodRules): string;
  /** What the voter has done so far. */
  bar(said: Said, rules: MethodRules): string;
  /** What else there is to know while choosing: a limit, or what leaving somebody out means. */
  barMore(said: Said, rules: MethodRules): string;
  /** Why this cannot be cast, and how it can; undefined when it can. */
  problem(said: Said, rules: MethodRules): string | undefined;
}

/** The trustees open the sum of each candidate's marks, never a single ballot. */
export interface SumsMethod extends AnyMethod {
  readonly opened: 'sums';
  ballotShape(rules: MethodRules): Extract<BallotShape, { asks: 'marks' }>;
  /** From each candidate's sum to who is elected. Throws a RangeError unless there is one non-negative sum for each. */
  count(sums: readonly number[], rules: MethodRules): Outcome;
}

/** The trustees mix the ballots, so that nobody can tell whose is whose, and then open each. */
export interface BallotsMethod extends AnyMethod {
  readonly opened: 'ballots';
  ballotShape(rules: MethodRules): Exclude<BallotShape, { asks: 'marks' }>;
  /** From all ballots to who is elected. Those that are not valid are left out and counted apart. */
  count(ballots: readonly Marks[], rules: MethodRules): Outcome;
}

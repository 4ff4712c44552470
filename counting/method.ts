import type { GradeStep } from './grade-steps.ts';
import type { PairwiseStep } from './pairwise-steps.ts';
import type { ScoreStep } from './score-steps.ts';
import type { TransferStep } from './transfer-steps.ts';

/** What decides a contest, apart from the votes. */
export interface MethodRules {
  /** How many are to be elected; 1 where one of several texts is to win, 0 where the answers are for and against. */
  readonly seats: number;
  /** How many stand, or how many answers there are. */
  readonly candidates: number;
  /** The most that one ballot may choose, where the method has such a limit; the number of seats unless given. */
  readonly max?: number | undefined;
  /** Places on the ballot in the order of the lot, the first wins a tie; undefined while there is no lot. */
  readonly lot?: readonly number[] | undefined;
  /** Places of those who withdrew after the ballot was frozen: they keep what they were given, and are passed over. */
  readonly withdrawn?: readonly number[] | undefined;
  /** What Debian's rule needs besides. */
  readonly debian?: DebianRules | undefined;
}

export interface DebianRules {
  /** The place of the default option: "None of the above", "Further discussion". */
  readonly default: number;
  /** How many may vote. */
  readonly electorate: number;
  /** How many square roots of the electorate have to put an option before the default: 3/2, which is 3 Q, in Debian. */
  readonly quorum: Ratio;
  /** For each option, how many ballots for it there must be for each against it; 1/1 but for a supermajority. */
  readonly majorities: readonly Ratio[];
}

export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * For each candidate, in the order of the ballot, what the voter said of it: 1 if marked, else 0; the score; the grade, the
 * worst is 0; or the place, 1 for the first, and 0 for who was not ranked.
 */
export type Marks = readonly number[];

/** The same while a voter fills in the ballot; null: nothing was said of this candidate, which is sealed as 0. */
export type Said = readonly (number | null)[];

/** Ballots that say the same, together. */
export interface Paper {
  readonly marks: Marks;
  /** How many ballots say it. */
  readonly count: number;
}

/** What was opened of a question: the sum of each answer, or each ballot in an order that nobody knows. */
export type Opened =
  | { readonly kind: 'sums'; readonly sums: readonly number[] }
  | { readonly kind: 'ballots'; readonly ballots: readonly Marks[] };

/** One step of a count, in the order in which a person would take it. Candidates are places on the ballot, from 0. */
export type Step = CommonStep | TransferStep | PairwiseStep | ScoreStep | GradeStep;

/** Steps that more than one kind of method takes. */
export type CommonStep =
  | { readonly kind: 'invalid-ballots'; readonly ballots: number }
  | { readonly kind: 'withdrawn'; readonly candidates: readonly number[] }
  | { readonly kind: 'seats-for-all'; readonly seats: number; readonly candidates: number }
  /** `votes`: null where no single figure decides. */
  | { readonly kind: 'elected'; readonly candidate: number; readonly votes: number | null; readonly seatsLeft: number }
  | {
      readonly kind: 'tied';
      readonly candidates: readonly number[];
      readonly votes: number | null;
      readonly seatsLeft: number;
    }
  | {
      readonly kind: 'tie-broken';
      readonly candidates: readonly number[];
      readonly votes: number | null;
      readonly won: readonly number[];
    }
  /** A tie on the way, and what decided it. */
  | { readonly kind: 'tie'; readonly tie: MetTie }
  | { readonly kind: 'no-votes'; readonly candidates: readonly number[] }
  | { readonly kind: 'not-elected'; readonly candidates: readonly number[] };

/** A candidate's place in the order that the count makes; equals have equal ranks: 1, 2, 2, 4. */
export interface Ranked {
  readonly candidate: number;
  readonly rank: number;
}

export interface Tie {
  /** They have equal votes, and there are fewer seats than they are. */
  readonly candidates: readonly number[];
  readonly seats: number;
}

/** A tie that the count met anywhere on its way, and what became of it. */
export interface MetTie {
  /** What was to be decided between them. */
  readonly over: 'seat' | 'exclusion' | 'surplus' | 'finalist' | 'runoff' | 'order';
  readonly candidates: readonly number[];
  /** Whom it fell on: the elected, the excluded, the first to transfer. Empty while nothing has decided. */
  readonly chosen: readonly number[];
  /** What decided: the words of a rule, such as `an earlier stage`; `lot`; null: nothing yet. */
  readonly by: string | null;
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
  /**
   * What decides, for each candidate in the order of the ballot: approvals, votes, points. Null where no single figure
   * does: the order is `ordering`, and the steps say how it came about.
   */
  readonly votes: readonly number[] | null;
  /** Null where only sums were opened. */
  readonly ballots: BallotFigures | null;
  /** Elected whatever becomes of the tie; in the order of election: most votes first, equals in the order of the ballot. */
  readonly elected: readonly number[];
  readonly tied: Tie | null;
  /** The tie for the last seats, once the lot has broken it. */
  readonly broken: BrokenTie | null;
  /** Every tie on the way, in the order in which they arose. */
  readonly ties: readonly MetTie[];
  /** Seats that nobody with a vote stands for. */
  readonly vacant: number;
  /** Everybody on the ballot, the first first, in the order that the count makes. */
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
  /** What it means to be left out, as the rest of `Whoever you leave out …`: said before the ballot is cast. */
  readonly leftOut: string;
  /** What a page of rules says. */
  readonly rule: string;
}

/** What the voter is asked: to mark some of the candidates, to give each a score or a grade, or to put them in an order. */
export type BallotShape =
  | { readonly asks: 'marks'; readonly min: number; readonly max: number }
  /** `total`: how many points a ballot has to give away, where it has no more. */
  | { readonly asks: 'scores'; readonly greatest: number; readonly total?: number }
  /** The names of the grades, the worst first: it is 0. */
  | { readonly asks: 'grades'; readonly grades: readonly string[] }
  /** `shares`: several may have the same place. */
  | { readonly asks: 'ranks'; readonly shares: boolean };

/**
 * A way of voting, as offices and voters meet it. It answers for itself: nobody else asks for its name. How it counts
 * stands in the same file, as a value of its own, so that the booth need not carry it; `counts.ts` brings the two together.
 */
export interface Method {
  readonly name: string;
  /** What the trustees open: the sum of each candidate's marks, or each ballot, after mixing. */
  readonly opened: 'sums' | 'ballots';
  /** Whether it can elect more than one person. */
  readonly elects: 'one' | 'many';
  /** The answers of every ballot, in their order, which is never shuffled; null: whoever stands. Nobody is elected by them. */
  readonly answers: readonly string[] | null;
  /** An answer that every ballot has after all others, and that is nobody: what comes of the contest if nothing else wins. */
  readonly defaultAnswer?: string;
  readonly words: MethodWords;
  ballotShape(rules: MethodRules): BallotShape;
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

/** From each candidate's sum to who is elected. Throws a RangeError unless there is one non-negative sum for each. */
export type SumsCount = (sums: readonly number[], rules: MethodRules) => Outcome;

/** From all ballots to who is elected. Those that are not valid are left out and counted apart. */
export type PapersCount = (papers: readonly Paper[], rules: MethodRules) => Outcome;

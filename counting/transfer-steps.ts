/**
 * One stage of STV, or one round of instant runoff: what a transfer of votes did, how everything stood afterwards, and who
 * was elected or excluded at its end. Whoever is excluded keeps their votes in this stage, and loses them in the next.
 */
export interface TransferStep {
  readonly kind: 'stage';
  /** From 1. */
  readonly number: number;
  readonly act: TransferAct;
  /** How many votes elect; decimals as the method writes them. */
  readonly quota: string;
  /** The total of each candidate at the end of the stage, in the order of the ballot, with all decimals of the method. */
  readonly totals: readonly string[];
  /**
   * Votes that no longer stand for anybody, at the end of the stage: papers used up, and what rounding lost. With the totals
   * they are as many as there are ballots that rank somebody.
   */
  readonly nonTransferable: string;
  /** How much of that rounding lost. */
  readonly lostToRounding: string;
  /**
   * What moved in this stage, so that a total is the last one with what came and without what went; `to` is null where it
   * became non-transferable, `from` where it is a first preference, or had been non-transferable, which a share of Meek's
   * that grew again can bring back.
   */
  readonly moved: readonly VotesMoved[];
  /**
   * Who was elected in this stage: most votes first. Whoever has less than the quota is elected because as many were left as
   * there were seats.
   */
  readonly elected: readonly number[];
  /** Several, where they leave in any order. */
  readonly excluded: readonly number[];
  /** Meek: the share of each vote that each candidate keeps. */
  readonly keepFactors?: readonly string[];
}

export interface VotesMoved {
  readonly from: number | null;
  readonly to: number | null;
  readonly votes: string;
}

export type TransferAct =
  | { readonly what: 'first-preferences' }
  /** `value`: what each paper carries on, where it is one value for all of them. */
  | { readonly what: 'surplus'; readonly candidate: number; readonly surplus: string; readonly value: string | null }
  /** Meek: everybody elected keeps a smaller share of each vote. `candidates`: who has just been elected. */
  | { readonly what: 'shares'; readonly candidates: readonly number[] }
  | { readonly what: 'exclusion'; readonly candidates: readonly number[] };

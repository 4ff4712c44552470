/** What a transfer of votes did, and how everything stood afterwards: one stage of STV, or one round of instant runoff. */
export interface TransferStep {
  readonly kind: 'stage';
  /** From 1. */
  readonly number: number;
  readonly act: TransferAct;
  /** How many votes elect; decimals as the method writes them. */
  readonly quota: string;
  /** The total of each candidate at the end of the stage, in the order of the ballot, with all decimals of the method. */
  readonly totals: readonly string[];
  /** Votes that no longer stand for anybody, at the end of the stage: papers used up, and what rounding lost. */
  readonly nonTransferable: string;
  /** What moved in this stage; `to` is null where it became non-transferable, `from` where it is a first preference. */
  readonly moved: readonly { readonly from: number | null; readonly to: number | null; readonly votes: string }[];
  /** Who was elected and who was excluded in this stage, in that order. */
  readonly elected: readonly number[];
  readonly excluded: readonly number[];
  /** Meek: the share of each vote that each candidate keeps. */
  readonly keepFactors?: readonly string[];
}

export type TransferAct =
  | { readonly what: 'first-preferences' }
  /** `value`: what each paper carries on, where the method has one value for all of them. */
  | { readonly what: 'surplus'; readonly candidate: number; readonly surplus: string; readonly value: string | null }
  | { readonly what: 'exclusion'; readonly candidates: readonly number[] }
  /** As many are left as there are seats. */
  | { readonly what: 'seats-for-the-rest' };

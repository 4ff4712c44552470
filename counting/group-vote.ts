/** How a working group voted on one matter. `members`: everybody who could vote, recused or not. */
export interface GroupCounts {
  readonly aye: number;
  readonly nay: number;
  readonly abstain: number;
  readonly recused: number;
  readonly members: number;
}

/**
 * What an acceptance takes: a share of the votes cast for and against, or of all members. Strict: more than the share;
 * "50 % + 1 of votes cast" is strictly more than 1/2 of them.
 */
export interface GroupThreshold {
  readonly base: 'cast' | 'members';
  readonly numerator: number;
  readonly denominator: number;
  readonly isStrict: boolean;
}

/** Whether the group accepts, in whole numbers: no share is ever rounded. Without a vote for it nothing is accepted. */
export function isAccepted({ aye, nay, members }: GroupCounts, threshold: GroupThreshold): boolean {
  if (aye === 0) return false;
  const { base, numerator, denominator, isStrict } = threshold;
  const whole = base === 'cast' ? aye + nay : members;
  const [has, needs] = [aye * denominator, whole * numerator];
  return isStrict ? has > needs : has >= needs;
}

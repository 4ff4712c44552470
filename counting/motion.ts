/** What a motion needs to be adopted: more than (strict) or at least numerator / denominator of the base. */
export interface MotionRule {
  /** `for-and-against`: the votes for and against it. `cast`: all ballots, blank ones included. `eligible`: all on the roll. */
  readonly base: 'for-and-against' | 'cast' | 'eligible';
  readonly numerator: number;
  readonly denominator: number;
  readonly isStrict: boolean;
}

export interface MotionCount {
  /** For, against, abstain. */
  readonly sums: readonly number[];
  /** Ballots cast, those included that leave the motion blank. */
  readonly cast: number;
  /** How many are on the roll. */
  readonly eligible: number;
  readonly rule: MotionRule;
}

export interface MotionOutcome {
  readonly adopted: boolean;
  readonly forVotes: number;
  readonly against: number;
  readonly abstain: number;
  /** Ballots that say nothing about the motion. */
  readonly blank: number;
  readonly base: MotionRule['base'];
  /** How many the base is. */
  readonly of: number;
  /** The fewest votes for it that would have been enough of as many; may be more than there are. */
  readonly needed: number;
  /** Votes for it above those needed; below 0: so many were missing. */
  readonly margin: number;
}

/**
 * What becomes of a motion, in whole numbers. Without a vote for it, it is never adopted. Throws a RangeError on numbers
 * that are no count: more answers than ballots, more ballots than people on the roll, a rule that is no share.
 */
export function decideMotion({ sums, cast, eligible, rule }: MotionCount): MotionOutcome {
  const [forVotes = 0, against = 0, abstain = 0] = sums;
  const blank = cast - forVotes - against - abstain;
  if (sums.length !== 3) throw new RangeError('A motion has three sums: for, against, abstain');
  if (![forVotes, against, abstain, blank, cast, eligible, eligible - cast].every(isCount)) {
    throw new RangeError('These are no numbers of votes, ballots and voters');
  }
  const of = { 'for-and-against': forVotes + against, cast, eligible }[rule.base];
  const needed = neededOf(of, rule);
  const adopted = forVotes >= needed;
  return { adopted, forVotes, against, abstain, blank, base: rule.base, of, needed, margin: forVotes - needed };
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** The smallest n ≥ 1 with n × denominator > of × numerator (strict), or ≥. Products may exceed what a number holds. */
function neededOf(of: number, { numerator, denominator, isStrict }: MotionRule): number {
  if (!isCount(numerator) || !isCount(denominator) || numerator < 1 || numerator > denominator) {
    throw new RangeError('A majority is a share of what it is taken of');
  }
  const [whole, parts] = [BigInt(denominator), BigInt(of) * BigInt(numerator)];
  const needed = isStrict ? parts / whole + 1n : (parts + whole - 1n) / whole;
  return Number(needed < 1n ? 1n : needed);
}

/** "Adopted: 398 of 794 members voted for it; 398 were needed." */
export function motionWords({ adopted, forVotes, base, of, needed }: MotionOutcome): string {
  const verdict = adopted ? 'Adopted' : 'Not adopted';
  if (of === 0) return `${verdict}: ${nobodyWords[base]}.`;
  return `${verdict}: ${forVotes} of ${of} ${baseWords(base, of)} it; ${needed} ${needed === 1 ? 'was' : 'were'} needed.`;
}

const nobodyWords: Readonly<Record<MotionRule['base'], string>> = {
  'for-and-against': 'nobody voted for or against it',
  cast: 'no ballot was cast',
  eligible: 'nobody was on the roll',
};

function baseWords(base: MotionRule['base'], of: number): string {
  switch (base) {
    case 'for-and-against':
      return of === 1 ? 'vote for or against was for' : 'votes for or against were for';
    case 'cast':
      return of === 1 ? 'ballot was for' : 'ballots were for';
    case 'eligible':
      return of === 1 ? 'member voted for' : 'members voted for';
  }
}

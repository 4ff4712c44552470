/** The open vote of a body: whoever votes is named, and everybody can count. All comparisons are of whole numbers. */

export type RollCallMark = 'aye' | 'nay' | 'abstain' | 'recused' | 'absent';

/** A share of a whole; strict: more than it, otherwise at least. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  readonly isStrict: boolean;
}

/** What a vote is held to. In a meeting `majority` decides; without one `withoutMeeting`, of all who are in office. */
export interface RollCallRule {
  readonly isMeeting: boolean;
  /** Of the fixed number of seats, vacant ones included. */
  readonly quorum: Share;
  readonly majority: Share & { readonly base: 'for-and-against' | 'cast' | 'eligible' };
  readonly withoutMeeting: Share;
}

export interface RollCall {
  /** The last mark of each member of whom there is one. */
  readonly marks: readonly RollCallMark[];
  /** How many seats the body has, vacant ones included. */
  readonly fixedNumber: number;
  /** How many members could vote; those without a mark are absent if it stays so. */
  readonly inOffice: number;
  readonly rule: RollCallRule;
}

export interface RollCallCount {
  readonly aye: number;
  readonly nay: number;
  readonly abstain: number;
  readonly recused: number;
  /** Marked so, and those without a mark. */
  readonly absent: number;
  /** Those who take part: aye, nay and abstain. Whoever is recused or absent does not. */
  readonly quorum: { readonly needed: number; readonly present: number; readonly reached: boolean };
  /** How many ayes it takes, as the marks stand. */
  readonly needed: number;
  readonly adopted: boolean;
  /** Nobody who has no mark yet can make a difference. A changed mark still can, while the vote is open. */
  readonly isSettled: boolean;
  /** The outcome as the marks stand, in a sentence or two. */
  readonly words: string;
}

type Tally = Pick<RollCallCount, 'aye' | 'nay' | 'abstain' | 'recused'>;

export function countRollCall(call: RollCall): RollCallCount {
  const { marks, fixedNumber, inOffice, rule } = call;
  const of = (mark: RollCallMark) => marks.filter((one) => one === mark).length;
  const tally = { aye: of('aye'), nay: of('nay'), abstain: of('abstain'), recused: of('recused') };
  const present = tally.aye + tally.nay + tally.abstain;
  const quorum = {
    needed: leastOf(rule.quorum, fixedNumber),
    present,
    reached: isReached(rule.quorum, present, fixedNumber),
  };
  const count = {
    ...tally,
    absent: inOffice - present - tally.recused,
    quorum,
    needed: Math.max(1, leastOf(shareOf(rule), baseOf(tally, call))),
    adopted: isAdopted(tally, call),
    isSettled: isSettled(tally, call),
  };
  return { ...count, words: outcomeWords(count, call) };
}

/** Whether `part` of `whole` is the share; nothing of nothing is not. */
function isReached({ numerator, denominator, isStrict }: Share, part: number, whole: number): boolean {
  const [ours, theirs] = [part * denominator, whole * numerator];
  return whole > 0 && (isStrict ? ours > theirs : ours >= theirs);
}

/** The smallest number that is the share of `whole`. */
function leastOf({ numerator, denominator, isStrict }: Share, whole: number): number {
  const exact = whole * numerator;
  const floor = (exact - (exact % denominator)) / denominator;
  return isStrict || exact % denominator > 0 ? floor + 1 : floor;
}

function shareOf({ isMeeting, majority, withoutMeeting }: RollCallRule): Share {
  return isMeeting ? majority : withoutMeeting;
}

/**
 * Of what the ayes must be the share. Whoever is recused is in no base but that of consent without a meeting: this
 * takes everybody who is in office, or a body could agree with itself by recusing those who do not.
 */
function baseOf({ aye, nay, abstain, recused }: Tally, { inOffice, rule }: RollCall): number {
  if (!rule.isMeeting) return inOffice;
  switch (rule.majority.base) {
    case 'for-and-against':
      return aye + nay;
    case 'cast':
      return aye + nay + abstain;
    case 'eligible':
      return inOffice - recused;
  }
}

function isAdopted(tally: Tally, call: RollCall): boolean {
  const { aye, nay, abstain } = tally;
  const hasQuorum = isReached(call.rule.quorum, aye + nay + abstain, call.fixedNumber);
  return hasQuorum && aye > 0 && isReached(shareOf(call.rule), aye, baseOf(tally, call));
}

/** Nothing helps a motion more than an aye; nothing hurts it more than a nay, or than staying away from the quorum. */
function isSettled(tally: Tally, call: RollCall): boolean {
  const missing = call.inOffice - call.marks.length;
  const allFor = isAdopted({ ...tally, aye: tally.aye + missing }, call);
  const allAgainst = isAdopted({ ...tally, nay: tally.nay + missing }, call);
  const allAway = isAdopted(tally, call);
  return allFor === allAgainst && allFor === allAway;
}

function outcomeWords(count: Omit<RollCallCount, 'words'>, { fixedNumber, inOffice, rule }: RollCall): string {
  const { aye, nay, abstain, quorum, needed, adopted } = count;
  const figures = `${aye}–${nay}–${abstain}`;
  const seats = `${quorum.present} took part; ${quorum.needed} of the ${fixedNumber} seats are the quorum.`;
  if (!quorum.reached) return `Not adopted for want of quorum, ${figures}. Only ${seats}`;
  const whom = rule.isMeeting ? '' : ` of the ${inOffice} in office`;
  const ayes = `It took ${needed} ${needed === 1 ? 'aye' : 'ayes'}${whom}, and there were ${aye}.`;
  return `${adopted ? 'Adopted' : 'Not adopted'}, ${figures}. ${ayes}`;
}

/** What a vote is held to, in plain words, a sentence each. */
export function ruleWords(rule: RollCallRule, fixedNumber: number): string[] {
  const quorum = leastOf(rule.quorum, fixedNumber);
  const takingPart = `At least ${quorum} of the ${fixedNumber} seats must take part: aye, nay or abstain.`;
  if (!rule.isMeeting) {
    return [
      takingPart,
      `Without a meeting ${shareWords(rule.withoutMeeting)} members in office must say aye.`,
      'Whoever is recused or says nothing does not take part, and is still one of those in office.',
    ];
  }
  return [
    takingPart,
    `It is adopted by ${shareWords(rule.majority)} ${baseWords[rule.majority.base]}.`,
    'Whoever is recused or absent does not take part, and is not counted for or against. The number of seats stays.',
  ];
}

const baseWords = {
  'for-and-against': 'ayes and nays together, being ayes',
  cast: 'ayes, nays and abstentions together, being ayes',
  eligible: 'members in office who are not recused, saying aye',
} as const;

function shareWords({ numerator, denominator, isStrict }: Share): string {
  if (numerator === denominator) return 'all';
  const name = named[`${numerator}/${denominator}`] ?? `${numerator}/${denominator}`;
  return `${isStrict ? 'more than' : 'at least'} ${name} of the`;
}

const named: Readonly<Record<string, string>> = {
  '1/2': 'half',
  '1/3': 'a third',
  '2/3': 'two thirds',
  '1/4': 'a quarter',
  '3/4': 'three quarters',
};

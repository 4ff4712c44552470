import type { ReasonCode } from './eligibility.ts';

/** What keeps people off a roll, as the name of a group of them. */
export function codeWords(code: ReasonCode): string {
  return words[code];
}

const words: Readonly<Record<ReasonCode, string>> = {
  deceased: 'Deceased',
  erased: 'Erased at their own wish',
  member: 'Member',
  'member-for-life': 'Member for life',
  'in-grace-with-vote': 'In grace, with a vote',
  'in-grace': 'In grace: the membership has ended, and can still be renewed',
  lapsed: 'Membership has ended',
  resigned: 'Has left',
  terminated: 'Membership was terminated',
  'pending-payment': 'Payment is missing',
  'pending-approval': 'Waits for approval',
  applied: 'Applied, and has not declared what the tier asks',
  'not-begun': 'Membership begins later',
  'tier-without-vote': 'Member of a tier without a vote',
  'no-membership': 'Not a member',
  'termination-noticed': 'Notice of termination was given',
  'applied-in-time': 'Applied in time',
  'applied-too-late': 'Applied too late for this election',
  qualified: 'Member for long enough',
  'too-new': 'Not a member for long enough',
  affirmed: 'Affirmed',
  'affirmation-waived': 'Affirmation waived',
  'affirmation-not-asked': 'No affirmation asked',
  'affirmed-too-late': 'Affirmed too late',
  'not-affirmed': 'Did not affirm',
  'votes-taken-part-in': 'Took part in votes',
  'votes-missed': 'Missed too many votes this year',
};

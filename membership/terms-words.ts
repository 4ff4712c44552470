import { moneyText } from './money.ts';
import type { Approval, MembershipRules, TierTerms, Visibility } from './terms.ts';

/** What a tier costs: `$25 or more, $99 suggested · $2,500 for life`. */
export function feeWords({ fee, lifetimeFee, currency }: TierTerms): string {
  const text = (minor: number) => moneyText({ minor, currency });
  const forLife = lifetimeFee === null ? '' : ` · ${text(lifetimeFee)} for life`;
  switch (fee.kind) {
    case 'none':
      return 'No fee';
    case 'fixed':
      return `${text(fee.amount)}${forLife}`;
    case 'sliding':
      return `${text(fee.minimum)} or more, ${text(fee.suggested)} suggested${forLife}`;
  }
}

/** How long it lasts: `12 months, 30 days of grace`. */
export function periodWords({ period, graceDays, approval }: TierTerms): string {
  const grace = graceDays === 0 ? 'no grace' : `${counted(graceDays, 'day')} of grace`;
  switch (period.kind) {
    case 'none':
      return approval === 'appointment' ? 'For life' : 'Until somebody leaves';
    case 'rolling':
      return `${counted(period.months, 'month')}, ${grace}`;
    case 'fixed':
      return `A year from ${dayOfYear(period.startsOn)} on, ${grace}`;
  }
}

/** `07-01` as `1 July`. */
function dayOfYear(monthAndDay: string): string {
  const [month = 1, day = 1] = monthAndDay.split('-').map(Number);
  return `${day} ${months[month - 1] ?? ''}`;
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

export function approvalWords(approval: Approval): string {
  switch (approval) {
    case 'none':
      return 'Everybody who asks';
    case 'staff':
      return 'Whom staff approve';
    case 'appointment':
      return 'Whom a body appoints';
  }
}

export function visibilityWords(visibility: Visibility): string {
  switch (visibility) {
    case 'public':
      return 'Everybody';
    case 'members':
      return 'Signed-in members';
    case 'staff':
      return 'Staff alone';
  }
}

/** Whether it votes, and what is asked for it. */
export function voteWords({ votes, mustAffirm, mayMissVotes }: TierTerms): string {
  if (!votes) return 'No';
  const asked = [...(mustAffirm ? [] : ['need not affirm']), ...(mayMissVotes ? ['may miss votes'] : [])];
  return asked.length === 0 ? 'Yes' : `Yes, ${asked.join(', ')}`;
}

/** The organisation's rules, each with its name. */
export function rulesWords(rules: MembershipRules): readonly { readonly term: string; readonly says: string }[] {
  const { affirmation } = rules;
  const affirm = affirmation.isWaivedForVoters ? 'Each year; not from who voted last time' : 'Each year';
  return [
    { term: 'Days and years begin in', says: rules.zone },
    { term: 'Members in grace', says: rules.graceVotes ? 'Vote' : 'Do not vote' },
    { term: 'Affirmation of the intention to vote', says: affirmation.isRequired ? affirm : 'Not asked' },
    { term: 'Missed votes that end the right for the year', says: rules.missedVotes?.toString() ?? 'No such rule' },
    {
      term: 'A voting member before the record date',
      says: timeWords(rules.qualifyingDays, 'At that moment is enough'),
    },
    { term: 'Notice of leaving', says: timeWords(rules.resignationNoticeDays, 'None') },
    { term: 'Notice of termination', says: timeWords(rules.terminationNoticeDays, 'None') },
    { term: 'Hearing before a termination', says: timeWords(rules.hearingDays, 'At any time before') },
  ];
}

function timeWords(days: number, none: string): string {
  return days === 0 ? none : counted(days, 'day');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

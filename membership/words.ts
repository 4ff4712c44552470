import type { Temporal } from 'temporal-polyfill';
import type { Reason } from './eligibility.ts';
import type { StandingState } from './standing.ts';

/** How a reason is said to the member whom it is about, and of a member to the office. */
export interface Telling {
  /** Where days begin. */
  readonly zone: string;
  /** A tier's name by its id. */
  readonly nameOf: (tier: string) => string;
}

/** One reason in one sentence, without "you" or a name, so that card, roll and mail say the same. */
export function reasonWords({ code, tier, on }: Reason, { zone, nameOf }: Telling): string {
  const name = tier === null ? '' : nameOf(tier);
  const day = on === null ? '' : dayWords(on, zone);
  const last = on === null ? '' : dayWords(on.subtract({ nanoseconds: 1 }), zone);
  switch (code) {
    case 'deceased':
      return 'Has died.';
    case 'erased':
      return 'Asked to be erased.';
    case 'member':
      return `${name} member until ${last}.`;
    case 'member-for-life':
      return `${name} member for life.`;
    case 'in-grace-with-vote':
      return `${name} membership ended on ${last}; until it is renewed the days of grace give the vote.`;
    case 'in-grace':
      return `${name} membership ended on ${last}. It can still be renewed without a gap, and gives no vote until then.`;
    case 'lapsed':
      return `${name} membership ended on ${last} and was not renewed.`;
    case 'resigned':
      return `Left ${name} membership on ${day}.`;
    case 'terminated':
      return `${name} membership was terminated on ${day}.`;
    case 'pending-payment':
      return `${name} membership waits for the payment.`;
    case 'pending-approval':
      return `${name} membership waits for the approval of the office.`;
    case 'applied':
      return `${name} membership is not active yet.`;
    case 'not-begun':
      return `${name} membership begins on ${day}.`;
    case 'tier-without-vote':
      return `${name} membership gives no vote.`;
    case 'no-membership':
      return 'Not a member of a tier that votes.';
    case 'termination-noticed':
      return `Notice was given that the membership ends on ${day}.`;
    case 'applied-in-time':
      return `Applied for it, or began, on ${day}, in time for this election.`;
    case 'applied-too-late':
      return `Applied for it, or began, on ${day}, after the last moment for this election.`;
    case 'qualified':
      return `A voting member for long enough since ${day}.`;
    case 'too-new':
      return `A voting member for long enough only on ${day}.`;
    case 'affirmed':
      return `Affirmed on ${day} the intention to vote.`;
    case 'affirmation-waived':
      return `Voted in the last regular election, which closed on ${day}: no affirmation is needed.`;
    case 'affirmation-not-asked':
      return `${name} members need no affirmation.`;
    case 'affirmed-too-late':
      return `Affirmed on ${day}, after the last day for it.`;
    case 'not-affirmed':
      return 'Did not affirm this year the intention to vote.';
    case 'votes-taken-part-in':
      return 'Missed no more votes this year than the rules allow.';
    case 'votes-missed':
      return `Missed so many votes this year that the right to vote rests until ${last}.`;
  }
}

export function standingWords(state: StandingState): string {
  switch (state) {
    case 'applied':
      return 'Asked for';
    case 'pending-payment':
      return 'Waits for the payment';
    case 'pending-approval':
      return 'Waits for approval';
    case 'active':
      return 'Active';
    case 'grace':
      return 'In grace';
    case 'lapsed':
      return 'Lapsed';
    case 'resigned':
      return 'Left';
    case 'terminated':
      return 'Terminated';
  }
}

/** `3 February 2027` */
export function dayWords(at: Temporal.Instant, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'long' }).format(at.epochMilliseconds);
}

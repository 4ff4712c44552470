import { Temporal } from 'temporal-polyfill';
import { applicationsFor } from './application.ts';
import type { MemberEvent, Participation } from './events.ts';
import { daysLater, earlier, isBefore, startOf } from './instants.ts';
import { eventsInForce, leavingsOf } from './spans.ts';
import { lifeOf, standingsOf, votingSince, type Organisation, type Standing } from './standing.ts';
import { tierAt } from './terms-at.ts';
import type { TierTerms } from './terms.ts';

export interface Person {
  readonly events: readonly MemberEvent[];
  readonly participation: readonly Participation[];
}

export interface EligibilityRules extends Organisation {
  /** Until when the year's affirmation counts; null: none is asked. */
  readonly affirmBy: Temporal.Instant | null;
  /** Until when the present membership must have begun or been applied for; null: the instant alone decides. */
  readonly applyBy: Temporal.Instant | null;
}

/** Everything that can decide, as the names of groups of people; `words.ts` says them. */
export const reasonCodes = [
  'deceased',
  'erased',
  'member',
  'member-for-life',
  'in-grace-with-vote',
  'in-grace',
  'lapsed',
  'resigned',
  'terminated',
  'pending-payment',
  'pending-approval',
  'applied',
  'not-begun',
  'tier-without-vote',
  'no-membership',
  'termination-noticed',
  'applied-in-time',
  'applied-too-late',
  'qualified',
  'too-new',
  'affirmed',
  'affirmation-waived',
  'affirmation-not-asked',
  'affirmed-too-late',
  'not-affirmed',
  'votes-taken-part-in',
  'votes-missed',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** One rule, whether it holds for this person, the date that matters, and what the person can do, until when. */
export interface Reason {
  readonly rule: 'life' | 'membership' | 'application' | 'termination' | 'qualifying' | 'affirmation' | 'missed-votes';
  readonly holds: boolean;
  readonly code: ReasonCode;
  /** The tier that it is about, by its id. */
  readonly tier: string | null;
  readonly on: Temporal.Instant | null;
  readonly act: 'join' | 'pay' | 'certify' | 'affirm' | 'wait' | 'ask-office' | null;
  readonly actBy: Temporal.Instant | null;
}

export interface Eligibility {
  readonly eligible: boolean;
  readonly reasons: readonly Reason[];
}

/**
 * Whether a person may vote, as the rules stand, at an instant, with every rule that was looked at. Whatever the number
 * of tiers, the answer is one: a person has one vote. A rule that asks nothing of this person is not listed.
 */
export function eligibilityOf(person: Person, rules: EligibilityRules, at: Temporal.Instant): Eligibility {
  const life = lifeOf(person.events, at);
  if (life !== 'living') return { eligible: false, reasons: [reason('life', false, life)] };
  const standings = standingsOf(person.events, rules, at);
  const voting = standings.filter(({ votes }) => votes);
  const isMember = voting.length > 0;
  const member = membership(standings, rules, at);
  const reasons = [
    member,
    ...application(person.events, member, rules, at),
    ...termination(person.events, at),
    ...(isMember ? qualifying(person.events, rules, at) : []),
    ...(isMember || renewable.has(member.code) ? affirmation(person, voting, rules, at) : []),
    ...(isMember ? missedVotes(person.participation, voting, rules, at) : []),
  ];
  return { eligible: reasons.every(({ holds }) => holds), reasons };
}

/** Without a vote now, but one step away from it: such a person is told of the affirmation as well. */
const renewable: ReadonlySet<ReasonCode> = new Set([
  'in-grace',
  'lapsed',
  'pending-payment',
  'pending-approval',
  'applied',
  'not-begun',
]);

function reason(
  rule: Reason['rule'],
  holds: boolean,
  code: ReasonCode,
  more: Partial<Pick<Reason, 'tier' | 'on' | 'act' | 'actBy'>> = {},
): Reason {
  return { rule, holds, code, tier: null, on: null, act: null, actBy: null, ...more };
}

/** The standing that gives the vote and lasts longest; without one, the standing that comes nearest to it. */
function membership(standings: readonly Standing[], rules: EligibilityRules, at: Temporal.Instant): Reason {
  // Best first: those that are active before those in grace, for life before whatever ends.
  const best = standings.find(({ votes }) => votes);
  if (best !== undefined) {
    const code = best.state === 'grace' ? 'in-grace-with-vote' : best.until === null ? 'member-for-life' : 'member';
    return reason('membership', true, code, { tier: best.tier, on: best.until });
  }
  const termsOf = (id: string) => tierAt(rules.tiers, id, at)?.terms;
  const nearest = standings.find(({ tier }) => termsOf(tier)?.votes === true);
  if (nearest !== undefined) return nearly(nearest, termsOf(nearest.tier), rules, at);
  const active = standings.find(({ state }) => state === 'active');
  if (active !== undefined) {
    return reason('membership', false, 'tier-without-vote', {
      tier: active.tier,
      act: 'join',
      actBy: anewBy(rules, at),
    });
  }
  const terminated = standings.find(({ state }) => state === 'terminated');
  if (terminated !== undefined) return nearly(terminated, undefined, rules, at);
  return reason('membership', false, 'no-membership', { act: 'join', actBy: anewBy(rules, at) });
}

/** Until when a membership that does not continue an earlier one can be asked for. */
function anewBy({ applyBy }: EligibilityRules, at: Temporal.Instant): Temporal.Instant {
  return applyBy === null ? at : earlier(applyBy, at);
}

function nearly(
  { tier, state, from, until }: Standing,
  terms: TierTerms | undefined,
  rules: EligibilityRules,
  at: Temporal.Instant,
): Reason {
  const isAppointed = terms?.approval === 'appointment';
  const renew = isAppointed ? 'ask-office' : terms?.fee.kind === 'none' ? 'certify' : 'pay';
  const more = { tier, actBy: at };
  const anew = { tier, actBy: anewBy(rules, at) };
  switch (state) {
    case 'active':
    case 'grace':
      return reason('membership', false, 'in-grace', { ...more, on: until, act: renew });
    case 'lapsed':
      return reason('membership', false, 'lapsed', { ...anew, on: until, act: renew });
    case 'pending-payment':
      return reason('membership', false, 'pending-payment', { ...more, act: 'pay' });
    case 'pending-approval':
      return reason('membership', false, 'pending-approval', { ...more, act: 'wait' });
    case 'applied':
      if (from !== null) return reason('membership', false, 'not-begun', { tier, on: from, act: 'wait' });
      return reason('membership', false, 'applied', { ...more, act: isAppointed ? 'wait' : 'certify' });
    case 'resigned':
      return reason('membership', false, 'resigned', { ...anew, on: until, act: 'join' });
    case 'terminated':
      return reason('membership', false, 'terminated', { tier, on: until, act: 'ask-office' });
  }
}

/**
 * Whether the present membership, or the one that is under way, began or was applied for by the cut-off. A renewal that left
 * no gap continues what began before.
 */
function application(
  events: readonly MemberEvent[],
  member: Reason,
  rules: EligibilityRules,
  at: Temporal.Instant,
): Reason[] {
  const { applyBy } = rules;
  if (applyBy === null || (!member.holds && !underWay.has(member.code))) return [];
  const began = (member.holds ? votingSince(events, rules, at) : member.on) ?? at;
  if (!isBefore(applyBy, began)) return [reason('application', true, 'applied-in-time', { on: began })];
  const hasBegun = member.holds || member.on !== null;
  const asked = applicationsFor(events, rules, { began, tier: hasBegun ? null : member.tier, at });
  const inTime = asked.find((one) => !isBefore(applyBy, one));
  if (inTime !== undefined) return [reason('application', true, 'applied-in-time', { on: inTime })];
  const on = asked[0] ?? began;
  return [reason('application', false, 'applied-too-late', { on, act: 'ask-office', actBy: applyBy })];
}

const underWay: ReadonlySet<ReasonCode> = new Set(['pending-payment', 'pending-approval', 'applied', 'not-begun']);

/** Notice was given, and takes effect after this instant: it is said, and changes nothing yet. */
function termination(events: readonly MemberEvent[], at: Temporal.Instant): Reason[] {
  const notices = leavingsOf(eventsInForce(events)).filter(({ why }) => why === 'terminated');
  const next = notices.map((notice) => notice.at).find((effect) => isBefore(at, effect));
  if (next === undefined) return [];
  return [reason('termination', true, 'termination-noticed', { on: next, act: 'ask-office', actBy: next })];
}

/** How long the present membership in tiers that vote has lasted without a gap, whatever the tiers. */
function qualifying(events: readonly MemberEvent[], rules: EligibilityRules, at: Temporal.Instant): Reason[] {
  const { qualifyingDays, zone } = rules.rules;
  if (qualifyingDays === 0) return [];
  const qualified = daysLater(votingSince(events, rules, at) ?? at, qualifyingDays, zone);
  return isBefore(at, qualified)
    ? [reason('qualifying', false, 'too-new', { on: qualified, act: 'wait' })]
    : [reason('qualifying', true, 'qualified', { on: qualified })];
}

/** One affirmation in the calendar year of the instant, in time; or one of the reasons for which none is asked. */
function affirmation(
  person: Person,
  voting: readonly Standing[],
  rules: EligibilityRules,
  at: Temporal.Instant,
): Reason[] {
  const { affirmBy } = rules;
  const { isRequired, isWaivedForVoters } = rules.rules.affirmation;
  if (affirmBy === null || !isRequired) return [];
  const free = voting.find(({ tier }) => tierAt(rules.tiers, tier, at)?.terms.mustAffirm === false);
  if (free !== undefined) return [reason('affirmation', true, 'affirmation-not-asked', { tier: free.tier })];
  const mine = affirmationsOf(person.events, yearOf(at, rules.rules.zone));
  const inTime = mine.find(({ at: made, how }) => how === 'imported' || !isBefore(affirmBy, made));
  if (inTime !== undefined) return [reason('affirmation', true, 'affirmed', { on: inTime.at })];
  const last = isWaivedForVoters ? lastRegular(person.participation, at) : undefined;
  if (last?.hasVoted === true) return [reason('affirmation', true, 'affirmation-waived', { on: last.closedAt })];
  const late = mine[0];
  return late === undefined
    ? [reason('affirmation', false, 'not-affirmed', { act: 'affirm', actBy: affirmBy })]
    : [reason('affirmation', false, 'affirmed-too-late', { on: late.at, act: 'ask-office', actBy: affirmBy })];
}

/** An affirmation that was imported was made before, elsewhere: when it came here says nothing. */
function affirmationsOf(events: readonly MemberEvent[], year: number) {
  return eventsInForce(events).flatMap((event) =>
    event.kind === 'affirmed' && event.facts.year === year ? [{ at: event.at, how: event.facts.how }] : [],
  );
}

/** The person's part in the last regular election; who could not vote in that one has none. */
function lastRegular(participation: readonly Participation[], at: Temporal.Instant): Participation | undefined {
  const last = participation
    .filter(({ isRegular, closedAt }) => isRegular && !isBefore(at, closedAt))
    .toSorted((one, other) => Temporal.Instant.compare(one.closedAt, other.closedAt))
    .findLast(({ isRegular }) => isRegular);
  return last?.isOvertaken === true ? undefined : last;
}

/** So many votes missed in the calendar year of the instant end the right to vote until the next begins. */
function missedVotes(
  participation: readonly Participation[],
  voting: readonly Standing[],
  rules: EligibilityRules,
  at: Temporal.Instant,
): Reason[] {
  const { missedVotes: limit, zone } = rules.rules;
  if (limit === null || voting.some(({ tier }) => tierAt(rules.tiers, tier, at)?.terms.mayMissVotes === true))
    return [];
  const missed = participation.filter(({ closedAt, hasVoted }) => !hasVoted && !isBefore(at, closedAt));
  if (missed.length === 0) return [reason('missed-votes', true, 'votes-taken-part-in')];
  const year = yearOf(at, zone);
  const thisYear = missed.filter(({ closedAt }) => yearOf(closedAt, zone) === year);
  if (thisYear.length < limit) return [reason('missed-votes', true, 'votes-taken-part-in')];
  const next = startOf(Temporal.PlainDate.from({ year: year + 1, month: 1, day: 1 }), zone);
  return [reason('missed-votes', false, 'votes-missed', { on: next, act: 'wait' })];
}

/** A whole roll is asked about one instant: its year is worked out once. */
const years = new WeakMap<Temporal.Instant, { readonly zone: string; readonly year: number }>();

function yearOf(at: Temporal.Instant, zone: string): number {
  const known = years.get(at);
  if (known?.zone === zone) return known.year;
  const { year } = at.toZonedDateTimeISO(zone);
  years.set(at, { zone, year });
  return year;
}

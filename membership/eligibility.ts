import { Temporal } from 'temporal-polyfill';
import type { MemberEvent, Participation } from './events.ts';
import { daysLater, isBefore } from './instants.ts';
import { eventsInForce } from './spans.ts';
import { lifeOf, standingsOf, type Organisation, type Standing } from './standing.ts';
import { termsAt } from './terms-at.ts';
import type { TierTerms } from './terms.ts';

export interface Person {
  readonly events: readonly MemberEvent[];
  readonly participation: readonly Participation[];
}

export interface EligibilityRules extends Organisation {
  /** Until when the year's affirmation counts; null: none is asked. */
  readonly affirmBy: Temporal.Instant | null;
}

export type ReasonCode =
  | 'deceased'
  | 'erased'
  | 'member'
  | 'member-for-life'
  | 'in-grace-with-vote'
  | 'in-grace'
  | 'lapsed'
  | 'resigned'
  | 'terminated'
  | 'pending-payment'
  | 'pending-approval'
  | 'applied'
  | 'tier-without-vote'
  | 'no-membership'
  | 'termination-noticed'
  | 'qualified'
  | 'too-new'
  | 'affirmed'
  | 'affirmation-waived'
  | 'affirmation-not-asked'
  | 'affirmed-too-late'
  | 'not-affirmed'
  | 'votes-taken-part-in'
  | 'votes-missed';

/** One rule, whether it holds for this person, the date that matters, and what the person can do, until when. */
export interface Reason {
  readonly rule: 'life' | 'membership' | 'termination' | 'qualifying' | 'affirmation' | 'missed-votes';
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
 * of tiers, the answer is one: a person has one vote.
 */
export function eligibilityOf(person: Person, rules: EligibilityRules, at: Temporal.Instant): Eligibility {
  const life = lifeOf(person.events, at);
  if (life !== 'living') {
    const code = life === 'deceased' ? ('deceased' as const) : ('erased' as const);
    return { eligible: false, reasons: [reason('life', false, code)] };
  }
  const standings = standingsOf(person.events, rules, at);
  const voting = standings.filter(({ votes }) => votes);
  const reasons = [
    membership(standings, rules, at),
    ...termination(person.events, at),
    ...(voting.length === 0
      ? []
      : [
          ...qualifying(voting, rules, at),
          ...affirmation(person, voting, rules, at),
          ...missedVotes(person.participation, voting, rules, at),
        ]),
  ];
  return { eligible: reasons.every(({ holds }) => holds), reasons };
}

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
  const voting = standings.filter(({ votes }) => votes);
  const best = voting.reduce<Standing | undefined>(
    (known, one) => (known === undefined || outlasts(one, known) ? one : known),
    undefined,
  );
  if (best !== undefined) {
    const code = best.state === 'grace' ? 'in-grace-with-vote' : best.until === null ? 'member-for-life' : 'member';
    return reason('membership', true, code, { tier: best.tier, on: best.until });
  }
  const nearest = standings.find(({ tier }) => termsOf(rules, tier, at)?.votes === true);
  if (nearest === undefined) {
    const active = standings.find(({ state }) => state === 'active');
    return active === undefined
      ? reason('membership', false, 'no-membership', { act: 'join', actBy: at })
      : reason('membership', false, 'tier-without-vote', { tier: active.tier, act: 'join', actBy: at });
  }
  return nearly(nearest, termsOf(rules, nearest.tier, at), at);
}

function outlasts(one: Standing, other: Standing): boolean {
  if (other.until === null) return false;
  return one.until === null || isBefore(other.until, one.until);
}

function nearly({ tier, state, until }: Standing, terms: TierTerms | undefined, at: Temporal.Instant): Reason {
  const renew = terms?.fee.kind === 'none' ? ('certify' as const) : ('pay' as const);
  const more = { tier, actBy: at };
  switch (state) {
    case 'active':
    case 'grace':
      return reason('membership', false, 'in-grace', { ...more, on: until, act: renew });
    case 'lapsed':
      return reason('membership', false, 'lapsed', { ...more, on: until, act: renew });
    case 'pending-payment':
      return reason('membership', false, 'pending-payment', { ...more, act: 'pay' });
    case 'pending-approval':
      return reason('membership', false, 'pending-approval', { ...more, act: 'wait' });
    case 'applied':
      return reason('membership', false, 'applied', { ...more, act: 'certify' });
    case 'resigned':
      return reason('membership', false, 'resigned', { ...more, on: until, act: 'join' });
    case 'terminated':
      return reason('membership', false, 'terminated', { tier, on: until, act: 'ask-office' });
  }
}

/** Notice was given, and takes effect after this instant: it is said, and changes nothing yet. */
function termination(events: readonly MemberEvent[], at: Temporal.Instant): Reason[] {
  const valid = eventsInForce(events);
  const last = valid.findLast(({ kind }) => kind === 'termination-noticed' || kind === 'termination-withdrawn');
  if (last?.kind !== 'termination-noticed') return [];
  const effect = Temporal.Instant.from(last.facts.at);
  if (!isBefore(at, effect)) return [];
  return [reason('termination', true, 'termination-noticed', { on: effect, act: 'ask-office', actBy: effect })];
}

function qualifying(voting: readonly Standing[], { rules }: EligibilityRules, at: Temporal.Instant): Reason[] {
  if (rules.qualifyingDays === 0) return [];
  const starts = voting.flatMap(({ from }) =>
    from === null ? [] : [daysLater(from, rules.qualifyingDays, rules.zone)],
  );
  const first = starts.reduce((earliest, one) => (isBefore(one, earliest) ? one : earliest), starts[0] ?? at);
  return isBefore(at, first)
    ? [reason('qualifying', false, 'too-new', { on: first, act: 'wait', actBy: first })]
    : [reason('qualifying', true, 'qualified', { on: first })];
}

/** One affirmation in the calendar year of the instant, in time; or one of the reasons for which none is asked. */
function affirmation(
  { events, participation }: Person,
  voting: readonly Standing[],
  rules: EligibilityRules,
  at: Temporal.Instant,
): Reason[] {
  const { affirmBy } = rules;
  if (affirmBy === null) return [];
  const free = voting.find(({ tier }) => termsOf(rules, tier, at)?.mustAffirm === false);
  if (free !== undefined) return [reason('affirmation', true, 'affirmation-not-asked', { tier: free.tier })];
  const year = yearOf(at, rules.rules.zone);
  const mine = eventsInForce(events).filter((event) => event.kind === 'affirmed' && event.facts.year === year);
  const inTime = mine.find(
    (event) => event.kind === 'affirmed' && (event.facts.how === 'imported' || !isBefore(affirmBy, event.at)),
  );
  if (inTime !== undefined) return [reason('affirmation', true, 'affirmed', { on: inTime.at })];
  const last = rules.rules.affirmation.isWaivedForVoters ? lastRegular(participation, at) : undefined;
  if (last?.hasVoted === true) return [reason('affirmation', true, 'affirmation-waived', { on: last.closedAt })];
  const late = mine[0];
  return late === undefined
    ? [reason('affirmation', false, 'not-affirmed', { act: 'affirm', actBy: affirmBy })]
    : [reason('affirmation', false, 'affirmed-too-late', { on: late.at, act: 'ask-office' })];
}

function lastRegular(participation: readonly Participation[], at: Temporal.Instant): Participation | undefined {
  return participation
    .filter(({ isRegular, closedAt }) => isRegular && isBefore(closedAt, at))
    .reduce<Participation | undefined>(
      (last, one) => (last === undefined || isBefore(last.closedAt, one.closedAt) ? one : last),
      undefined,
    );
}

/** So many votes missed in the calendar year of the instant end the right to vote until the next begins. */
function missedVotes(
  participation: readonly Participation[],
  voting: readonly Standing[],
  rules: EligibilityRules,
  at: Temporal.Instant,
): Reason[] {
  const { missedVotes: limit, zone } = rules.rules;
  if (limit === null || voting.some(({ tier }) => termsOf(rules, tier, at)?.mayMissVotes === true)) return [];
  const year = yearOf(at, zone);
  const missed = participation.filter(
    ({ closedAt, hasVoted }) => !hasVoted && isBefore(closedAt, at) && yearOf(closedAt, zone) === year,
  );
  if (missed.length < limit) return [reason('missed-votes', true, 'votes-taken-part-in')];
  const next = Temporal.PlainDate.from({ year: year + 1, month: 1, day: 1 }).toZonedDateTime({ timeZone: zone });
  return [reason('missed-votes', false, 'votes-missed', { on: next.toInstant(), act: 'ask-office' })];
}

function yearOf(at: Temporal.Instant, zone: string): number {
  return at.toZonedDateTimeISO(zone).year;
}

function termsOf({ tiers }: Organisation, id: string, at: Temporal.Instant): TierTerms | undefined {
  const tier = tiers.find((one) => one.id === id);
  return tier === undefined ? undefined : termsAt(tier, at);
}

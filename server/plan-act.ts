import { Temporal } from 'temporal-polyfill';
import type { MemberAct } from '../api/members.ts';
import type { NewMemberEvent } from '../db/member-events.ts';
import type { Happening, MemberEvent } from '../membership/events.ts';
import { dayOf, startOf } from '../membership/instants.ts';
import { periodFrom } from '../membership/periods.ts';
import { lifeOf, standingsOf, type Organisation } from '../membership/standing.ts';
import { termsAt } from '../membership/terms-at.ts';
import type { TierTerms } from '../membership/terms.ts';
import { Problem } from './problem.ts';
import { terminationOf } from './termination.ts';

export interface Plan {
  readonly events: readonly MemberEvent[];
  readonly organisation: Organisation;
  readonly now: Temporal.Instant;
}

/** The events that an act of the office records; refuses what the rules or what happened before do not allow. */
export function planAct(act: MemberAct, plan: Plan): readonly Happening[] {
  if (act.act !== 'withdraw-event' && lifeOf(plan.events, plan.now) !== 'living')
    refuse('This person is no longer living, or was erased.');
  switch (act.act) {
    case 'approve':
      return approve(act, plan);
    case 'refuse':
      assertApplied(act.tier, plan);
      return [{ kind: 'refused', tier: act.tier, facts: { reason: act.reason } }];
    case 'grant':
      return grant(act, plan);
    case 'appoint': {
      if (termsOf(act.tier, plan).approval !== 'appointment')
        refuse('Nobody is appointed to this tier. Grant a period.');
      const { body, vote } = act;
      return [{ kind: 'appointed', tier: act.tier, facts: { from: begin(act.from, plan), body, vote } }];
    }
    case 'affirm':
      return [{ kind: 'affirmed', facts: { year: act.year, how: 'staff' } }];
    case 'resign':
      return resign(act, plan);
    case 'give-notice':
      return giveNotice(act, plan);
    case 'withdraw-notice':
      if (terminationOf(plan.events) === null) refuse('No notice of termination stands.');
      return [{ kind: 'termination-withdrawn', facts: { reason: act.reason } }];
    case 'record-death':
      if (Temporal.Instant.compare(Temporal.Instant.from(begin(act.on, plan)), plan.now) > 0)
        refuse('That day has not come.');
      return [{ kind: 'died', facts: { on: act.on } }];
    case 'withdraw-event':
      return withdraw(act, plan);
  }
}

function approve({ tier, reason }: MemberAct & { act: 'approve' }, plan: Plan): Happening[] {
  assertApplied(tier, plan);
  const terms = termsOf(tier, plan);
  const approved: Happening = { kind: 'approved', tier, facts: reason === '' ? {} : { reason } };
  // Where nothing is to be paid, the approval itself makes the member.
  if (terms.fee.kind !== 'none') return [approved];
  const held = standingsOf(plan.events, plan.organisation, plan.now).find((one) => one.tier === tier);
  const { zone } = plan.organisation.rules;
  const { from, until } = periodFrom({
    terms,
    zone,
    at: plan.now,
    current: held === undefined || held.from === null ? null : held,
  });
  const facts = { from: from.toString(), until: until?.toString() ?? null, source: 'certified' } as const;
  return [approved, { kind: 'period', tier, facts }];
}

function assertApplied(tier: string, { events, organisation, now }: Plan): void {
  const standing = standingsOf(events, organisation, now).find((one) => one.tier === tier);
  const waits = standing !== undefined && ['applied', 'pending-approval', 'pending-payment'].includes(standing.state);
  if (!waits) refuse('No application for this tier waits. Somebody else may have decided it.');
}

function grant({ tier, from, until, reason }: MemberAct & { act: 'grant' }, plan: Plan): Happening[] {
  if (termsOf(tier, plan).approval === 'appointment')
    refuse('This tier is held by appointment. Record the appointment.');
  const begins = begin(from, plan);
  const ends = until === null ? null : end(until, plan);
  if (ends !== null && Temporal.Instant.compare(Temporal.Instant.from(begins), Temporal.Instant.from(ends)) >= 0)
    refuse('The last day comes before the first.');
  return [{ kind: 'period', tier, facts: { from: begins, until: ends, source: 'granted', note: reason } }];
}

function resign({ tier, on }: MemberAct & { act: 'resign' }, plan: Plan): Happening[] {
  const { resignationNoticeDays } = plan.organisation.rules;
  const at = begin(on, plan);
  assertFar(at, plan.now, resignationNoticeDays, 'A resignation takes effect', plan);
  return [{ kind: 'resigned', tier, facts: { at } }];
}

/** A termination is announced with its reason; the hearing comes before it takes effect, and both leave time. */
function giveNotice({ on, hearingOn, reason }: MemberAct & { act: 'give-notice' }, plan: Plan): Happening[] {
  const { terminationNoticeDays, hearingDays } = plan.organisation.rules;
  if (terminationOf(plan.events) !== null) refuse('A notice of termination stands already. Withdraw it first.');
  const [at, hearingAt] = [begin(on, plan), begin(hearingOn, plan)];
  assertFar(at, plan.now, terminationNoticeDays, 'A termination takes effect', plan);
  const hearing = Temporal.Instant.from(hearingAt);
  if (Temporal.Instant.compare(hearing, plan.now) <= 0)
    throw new Problem('notice-too-short', { detail: 'The hearing must be on a later day than today.' });
  const latest = dayIn(plan, Temporal.Instant.from(at)).subtract({ days: hearingDays });
  if (Temporal.PlainDate.compare(dayIn(plan, hearing), latest) > 0)
    throw new Problem('notice-too-short', {
      latest: latest.toString(),
      detail: `The hearing is at least ${hearingDays} days before: on ${latest.toString()} or earlier.`,
    });
  return [{ kind: 'termination-noticed', facts: { at, hearingAt, reason } }];
}

function withdraw({ eventId, reason }: MemberAct & { act: 'withdraw-event' }, { events }: Plan): Happening[] {
  const event = events.find(({ id }) => id === eventId);
  if (event === undefined) refuse('This person has no such record.');
  if (['withdrawn', 'changed', 'erased'].includes(event.kind)) refuse('This kind of record stays.');
  if (events.some((other) => other.kind === 'withdrawn' && other.facts.event === eventId))
    refuse('It is withdrawn already.');
  return [{ kind: 'withdrawn', facts: { event: eventId, reason } }];
}

/** The day from which on a notice given now can hold: whole days, the day of the notice not counted. */
function assertFar(at: string, now: Temporal.Instant, days: number, what: string, plan: Plan): void {
  const earliest = dayIn(plan, now).add({ days });
  if (Temporal.PlainDate.compare(dayIn(plan, Temporal.Instant.from(at)), earliest) >= 0) return;
  throw new Problem('notice-too-short', {
    earliest: earliest.toString(),
    detail: `${what} at least ${days} days after its notice: on ${earliest.toString()} or later.`,
  });
}

function dayIn({ organisation }: Plan, at: Temporal.Instant): Temporal.PlainDate {
  return dayOf(at, organisation.rules.zone);
}

function begin(day: string, { organisation }: Plan): string {
  return startOf(Temporal.PlainDate.from(day), organisation.rules.zone).toString();
}

function end(day: string, plan: Plan): string {
  return begin(Temporal.PlainDate.from(day).add({ days: 1 }).toString(), plan);
}

function termsOf(tier: string, { organisation, now }: Plan): TierTerms {
  const found = organisation.tiers.find(({ id }) => id === tier);
  const terms = found === undefined ? undefined : termsAt(found, now);
  if (terms === undefined) refuse('There is no such tier now.');
  return terms;
}

function refuse(detail: string): never {
  throw new Problem('act-refused', { detail });
}

/** An event as it is appended for somebody. */
export function eventFor(
  happening: Happening,
  by: { personId: string; actorId: string; importId?: string },
): NewMemberEvent {
  return { ...happening, ...by };
}

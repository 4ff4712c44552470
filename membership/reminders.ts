import { Temporal } from 'temporal-polyfill';
import type { MemberEvent } from './events.ts';
import { daysLater, isBefore } from './instants.ts';
import { eventsInForce } from './spans.ts';
import { lifeOf, standingsOf, type Organisation, type Standing } from './standing.ts';
import { tierAt } from './terms-at.ts';

/** Days from the end of a period on which its member is reminded. */
export const duesSteps = [-30, -7, 0, 7, 21] as const;
export type DuesStep = (typeof duesSteps)[number];
/** For how long the last step is still worth a mail, when nothing ran on its day. */
const lastStepDays = 14;

/** Days before the last moment for affirming on which those who did not affirm are reminded. */
export const affirmationSteps = [-28, -14, -3] as const;
export type AffirmationStep = (typeof affirmationSteps)[number];

/** One reminder about one period of one tier. `withheld`: it is due, and is not sent for this reason. */
export interface DuesReminder {
  readonly tier: string;
  readonly name: string;
  readonly until: Temporal.Instant;
  readonly step: DuesStep;
  readonly act: 'pay' | 'certify';
  readonly withheld: string | null;
}

/**
 * The reminders that are due for a person at an instant: of each period's end the newest step that has come, and the
 * steps that it overtook. A renewal moves the end, so nothing is due after it; a membership for life has no end.
 */
export function remindersDue(
  events: readonly MemberEvent[],
  organisation: Organisation,
  at: Temporal.Instant,
): DuesReminder[] {
  if (lifeOf(events, at) === 'erased') return [];
  const held = endingsOf(events, organisation, at);
  const inForce = eventsInForce(events);
  // Had nobody left or died, these would end: whoever is silent about them says why.
  const stayed = endingsOf(
    inForce.filter(({ kind }) => kind !== 'resigned' && kind !== 'termination-noticed' && kind !== 'died'),
    organisation,
    at,
  );
  const recorded = lastPeriodAt(inForce);
  const gone = stayed.filter((one) => !held.some((other) => isSame(one, other)));
  const why = whyGone(inForce, events, at);
  return [
    ...held.flatMap((ending) => stepsOf(ending, organisation, at, recorded, null)),
    ...gone.flatMap((ending) => stepsOf(ending, organisation, at, recorded, why)),
  ];
}

interface Ending {
  readonly standing: Standing;
  readonly until: Temporal.Instant;
}

function isSame(one: Ending, other: Ending): boolean {
  return one.standing.tier === other.standing.tier && one.until.equals(other.until);
}

/** Memberships that end by themselves, or have ended so. */
function endingsOf(events: readonly MemberEvent[], organisation: Organisation, at: Temporal.Instant): Ending[] {
  if (lifeOf(events, at) !== 'living') return [];
  const cuts = eventsInForce(events).flatMap((event) =>
    event.kind === 'resigned' || event.kind === 'termination-noticed' ? [Temporal.Instant.from(event.facts.at)] : [],
  );
  return standingsOf(events, organisation, at).flatMap((standing) => {
    const { state, until, tier } = standing;
    if (until === null || (state !== 'active' && state !== 'grace' && state !== 'lapsed')) return [];
    if (tierAt(organisation.tiers, tier, at)?.terms.approval === 'appointment') return [];
    return cuts.some((cut) => cut.equals(until)) ? [] : [{ standing, until }];
  });
}

function stepsOf(
  { standing, until }: Ending,
  { tiers, rules }: Organisation,
  at: Temporal.Instant,
  recorded: Temporal.Instant,
  why: string | null,
): DuesReminder[] {
  const dayOf = (days: number) => daysLater(until, days, rules.zone);
  if (!isBefore(at, dayOf(duesSteps[duesSteps.length - 1] ?? 0).add({ hours: 24 * lastStepDays }))) return [];
  const come = duesSteps.filter((step) => !isBefore(at, dayOf(step)));
  const fee = tierAt(tiers, standing.tier, at)?.terms.fee.kind;
  const act = fee === 'none' ? ('certify' as const) : ('pay' as const);
  const newest = come.at(-1);
  // A step whose day came before the period was recorded was never due.
  return come
    .filter((step) => step === newest || !isBefore(dayOf(step), recorded))
    .map((step) => {
      const withheld = why ?? (step === newest ? null : 'A newer reminder took its place.');
      return { tier: standing.tier, name: standing.name, until, step, act, withheld };
    });
}

function lastPeriodAt(inForce: readonly MemberEvent[]): Temporal.Instant {
  const last = inForce.findLast(({ kind }) => kind === 'period');
  return last?.at ?? Temporal.Instant.fromEpochMilliseconds(0);
}

function whyGone(inForce: readonly MemberEvent[], events: readonly MemberEvent[], at: Temporal.Instant): string {
  if (lifeOf(events, at) === 'deceased') return 'The member has died.';
  const isTerminated = inForce.some(({ kind }) => kind === 'termination-noticed');
  return isTerminated ? 'Notice of termination was given.' : 'The member has left or gave notice.';
}

/** The newest step of the affirmation series that has come; undefined before the first and after the last moment. */
export function affirmationStepAt(
  affirmBy: Temporal.Instant,
  at: Temporal.Instant,
  zone: string,
): AffirmationStep | undefined {
  if (!isBefore(at, affirmBy)) return undefined;
  return affirmationSteps.findLast((step) => !isBefore(at, daysLater(affirmBy, step, zone)));
}
